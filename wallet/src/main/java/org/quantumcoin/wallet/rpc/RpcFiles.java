package org.quantumcoin.wallet.rpc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.wallet.store.OwnerOnly;

/// Files that calls name: read under a bound, written only where none is.
final class RpcFiles {
  private RpcFiles() {}

  private static RpcException refused(String sentence) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, sentence);
  }

  /// A relative name would mean a place that depends on how the node was started.
  static Path path(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw refused("\"%s\" is no file name: %s.".formatted(name, e.getReason()));
    }
    if (!path.isAbsolute() || path.getFileName() == null) {
      throw refused(
          "\"%s\" is no whole path. Give it from the root on, with the file's name at its end."
              .formatted(name));
    }
    return path;
  }

  /// The place of a file that is to be written; there is none yet.
  static Path fresh(String name) {
    Path path = path(name);
    if (Files.exists(path)) {
      throw exists(path);
    }
    return path;
  }

  private static RpcException exists(Path path) {
    return refused(
        "%s already exists. If you are sure this is what you want, move it out of the way first."
            .formatted(path));
  }

  /// Writes a file that only its owner can read; never over another.
  static void write(Path path, byte[] content) {
    try {
      OwnerOnly.createNew(path, content);
    } catch (FileAlreadyExistsException _) {
      throw exists(path);
    } catch (IOException e) {
      throw WalletCalls.error(
          RpcErrorCode.MISC_ERROR,
          "The file %s cannot be written (%s).".formatted(path, e.getMessage()));
    }
  }

  static byte[] read(String name, int maxBytes) {
    Path path = path(name);
    try {
      if (Files.isRegularFile(path) && Files.size(path) > maxBytes) {
        throw refused("The file %s is too large. Nothing was changed.".formatted(path));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw refused("The file %s cannot be read (%s).".formatted(path, e.getMessage()));
    }
  }
}

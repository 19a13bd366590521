package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A file with a private key, which only its owner may read.
final class KeyFile {
  /// Keys take less than a tenth; more is some other file.
  private static final int MAX_BYTES = 16_384;

  private KeyFile() {}

  /// Empty when there is none. Throws when it is there and cannot be read.
  static Optional<byte[]> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " has more than " + MAX_BYTES + " bytes and is no key");
    }
    return Optional.of(Files.readAllBytes(file));
  }

  /// Replaces the file in one step.
  static void write(Path file, byte[] key) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    boolean _ = Files.deleteIfExists(fresh);
    Path _ =
        Files.createFile(
            fresh,
            posix
                ? new FileAttribute<?>[] {
                  PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0]);
    Path _ = Files.write(fresh, key);
    Path _ =
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

package org.quantumcoin.app.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;

/// Where things are kept, and the lock that keeps a second process out.
public final class DataDirectory {
  public static final String PROGRAM = "QuantumCoin";
  public static final String LOCK_FILE = ".lock";

  private DataDirectory() {}

  /// `-datadir`, or the coin's default: the home of all its chains.
  public static Path base(Arguments arguments) throws ConfigException {
    String given = arguments.get("datadir", "");
    return given.isEmpty()
        ? defaultBase(arguments.selectedCoin())
        : Path.of(given).toAbsolutePath().normalize();
  }

  /// Bitcoin's chains live under our own folder, so that another node's is never touched.
  public static Path defaultBase(Coin coin) {
    Path home = Path.of(System.getProperty("user.home", "."));
    return switch (coin) {
      case QUANTUMCOIN -> home.resolve(".quantumcoin");
      case FORTHCOIN -> home.resolve(".forthcoin");
      case BITCOIN -> home.resolve(".quantumcoin").resolve("bitcoin");
    };
  }

  /// The chain's folder under [#base], the base itself for main. Core's names for Bitcoin; the
  /// other coins call their test network's `testnet`.
  public static String chainFolder(Coin coin, Chain chain) {
    return switch (chain) {
      case MAIN -> "";
      case TEST -> coin == Coin.BITCOIN ? "testnet3" : "testnet";
      case TESTNET4, SIGNET, REGTEST -> chain.id();
    };
  }

  /// Where the program looks first: `-datadir` of the command line, or the coin's default. Its
  /// configuration file may name another folder as [#base].
  public static Path home(Arguments arguments) throws ConfigException {
    Optional<String> given = arguments.fromCommandLine("datadir").filter(path -> !path.isEmpty());
    return given.isPresent()
        ? Path.of(given.get()).toAbsolutePath().normalize()
        : defaultBase(arguments.selectedCoin());
  }

  /// Makes a folder with all above it; the new ones are the owner's alone.
  public static void create(Path folder) throws ConfigException {
    try {
      if (Files.isDirectory(folder)) {
        return;
      }
      Files.createDirectories(folder);
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new ConfigException("Cannot create the folder " + folder + ": " + e.getMessage());
    }
  }

  /// A held lock; closing it lets the next process in.
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException _) {
        // The process is ending; the system lets go of the lock.
      }
    }
  }

  /// Takes the folder for this process.
  public static Lock lock(Path folder) throws ConfigException {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new ConfigException(
            "Cannot obtain a lock on directory %s. %s is probably already running."
                .formatted(folder, PROGRAM));
      }
      return new Lock(channel);
    } catch (IOException e) {
      throw new ConfigException("Cannot write to directory '" + folder + "'; check permissions.");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another node in this same process.
      return null;
    }
  }
}

package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/// Loads RocksDB's native library once.
///
/// The library unpacks itself from its jar. It is given a folder for that, which is deleted as soon
/// as the system has it in memory: what the library would leave to the end of the process stays
/// behind when that comes by a kill, 17 MB each time.
final class NativeRocksDb {
  private NativeRocksDb() {}

  static void load() {
    if (Holder.TROUBLE.isPresent()) {
      throw new StorageException(
          "The program could not unpack its database library into the folder for temporary files "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + Holder.TROUBLE.get().getMessage()
              + "). Wallets and funds are safe. Check that the folder has 20 MB of free space and that programs may be"
              + " run from it, then start again.",
          Holder.TROUBLE.get());
    }
  }

  private static final class Holder {
    /// Kept, because a class whose initializer throws can only be met as an error afterwards.
    static final Optional<Throwable> TROUBLE = tryLoad();

    private static Optional<Throwable> tryLoad() {
      try {
        Path folder = Files.createTempDirectory("quantumcoin-rocksdb-");
        try {
          NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
          RocksDB.loadLibrary();
        } finally {
          delete(folder);
        }
        return Optional.empty();
      } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
        return Optional.of(e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> unpacked = files.toList();
        for (Path file : unpacked) {
          Files.delete(file);
        }
        Files.delete(folder);
      } catch (IOException _) {
        // Windows keeps the file of a library that is in use; then it goes with the process.
      }
    }
  }
}

package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// An ordered map from bytes to bytes on disk, written in atomic batches, each block of it under a
/// checksum.
///
/// RocksDB underneath. A batch written with `sync` outlives a power cut, one without outlives a
/// crash of the process.
public final class KeyValueStore implements AutoCloseable {
  private static final int BLOOM_BITS = 10;

  private final Path folder;
  private final Supplier<String> remedy;
  private final RocksDB db;
  private final Options options;
  private final Cache cache;
  private final BloomFilter filter;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions unsynced = new WriteOptions().setSync(false);

  private KeyValueStore(
      Path folder,
      Supplier<String> remedy,
      RocksDB db,
      Options options,
      Cache cache,
      BloomFilter filter) {
    this.folder = folder;
    this.remedy = remedy;
    this.db = db;
    this.options = options;
    this.cache = cache;
    this.filter = filter;
  }

  /// Opens or makes a store that uses about `cacheBytes` of native memory for reading and twice
  /// that for writing. `remedy` ends the sentence about a damaged store: what to do, and how long
  /// that takes.
  public static KeyValueStore open(Path folder, long cacheBytes, Supplier<String> remedy) {
    NativeRocksDb.load();
    refuseWithoutList(folder, remedy);
    Cache cache = new LRUCache(cacheBytes);
    BloomFilter filter = new BloomFilter(BLOOM_BITS, false);
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setParanoidChecks(true)
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setWriteBufferSize(Math.max(cacheBytes, 4L << 20))
            .setMaxWriteBufferNumber(2)
            .setMaxOpenFiles(512)
            .setKeepLogFileNum(2)
            .setMaxLogFileSize(1L << 20)
            .setStatsDumpPeriodSec(0)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setFilterPolicy(filter)
                    .setFormatVersion(5));
    try {
      Files.createDirectories(folder);
      return new KeyValueStore(
          folder, remedy, RocksDB.open(options, folder.toString()), options, cache, filter);
    } catch (RocksDBException | IOException e) {
      options.close();
      filter.close();
      cache.close();
      throw failure("open", folder, remedy, e);
    }
  }

  /// Without `CURRENT`, RocksDB takes a folder for empty and deletes what is in it.
  private static void refuseWithoutList(Path folder, Supplier<String> remedy) {
    if (Files.exists(folder.resolve("CURRENT")) || !Files.isDirectory(folder)) {
      return;
    }
    // Tables and logs of changes are written only after CURRENT, so a kill leaves none behind.
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.{sst,log}")) {
      if (left.iterator().hasNext()) {
        throw damaged(folder, "its file CURRENT is missing", remedy, null);
      }
    } catch (IOException e) {
      throw failure("open", folder, remedy, e);
    }
  }

  /// Deletes a store that is not open.
  public static void destroy(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new StorageException(
          "Could not delete the old database in "
              + folder
              + " ("
              + e.getMessage()
              + "). Wallets and funds are safe. Check that it may be written to, then start again.",
          e);
    }
  }

  public byte @Nullable [] get(byte[] key) {
    try {
      return db.get(key);
    } catch (RocksDBException e) {
      throw failure("read from", e);
    }
  }

  /// Changes that happen together or not at all.
  public static final class Batch implements AutoCloseable {
    private final WriteBatch batch = new WriteBatch();

    public void put(byte[] key, byte[] value) {
      try {
        batch.put(key, value);
      } catch (RocksDBException e) {
        throw new StorageException(
            "Could not prepare a change to the database: " + e.getMessage(), e);
      }
    }

    public void delete(byte[] key) {
      try {
        batch.delete(key);
      } catch (RocksDBException e) {
        throw new StorageException(
            "Could not prepare a change to the database: " + e.getMessage(), e);
      }
    }

    public long sizeBytes() {
      return batch.getDataSize();
    }

    @Override
    public void close() {
      batch.close();
    }
  }

  public void write(Batch batch, boolean sync) {
    try {
      db.write(sync ? synced : unsynced, batch.batch);
    } catch (RocksDBException e) {
      throw failure("write to", e);
    }
  }

  /// Visits all entries whose keys begin with `prefix`, in the order of their keys, as they were
  /// when the visit began.
  public void forEach(byte[] prefix, Visitor visitor) {
    Snapshot snapshot = db.getSnapshot();
    try (ReadOptions read =
            new ReadOptions().setSnapshot(snapshot).setFillCache(false).setVerifyChecksums(true);
        RocksIterator it = db.newIterator(read)) {
      for (it.seek(prefix); it.isValid(); it.next()) {
        byte[] key = it.key();
        if (!startsWith(key, prefix) || !visitor.visit(key, it.value())) {
          break;
        }
      }
      it.status();
    } catch (RocksDBException e) {
      throw failure("read from", e);
    } finally {
      db.releaseSnapshot(snapshot);
      snapshot.close();
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /// Takes one entry and says whether to go on.
  public interface Visitor {
    boolean visit(byte[] key, byte[] value);
  }

  /// Bytes on disk, roughly.
  public long diskBytes() {
    try {
      return db.getLongProperty("rocksdb.total-sst-files-size")
          + db.getLongProperty("rocksdb.cur-size-all-mem-tables");
    } catch (RocksDBException e) {
      throw failure("read from", e);
    }
  }

  private StorageException failure(String verb, RocksDBException cause) {
    return failure(verb, folder, remedy, cause);
  }

  private static StorageException failure(
      String verb, Path folder, Supplier<String> remedy, Exception cause) {
    String what = String.valueOf(cause.getMessage());
    if (isCorruption(cause)) {
      return damaged(folder, what, remedy, cause);
    }
    if (what.contains("LOCK")) {
      return new StorageException(
          "The database in "
              + folder
              + " is in use ("
              + what
              + "). Wallets and funds are safe. Another copy of this program is probably running on the same data"
              + " directory: stop it, then start again.",
          cause);
    }
    return new StorageException(
        "Could not "
            + verb
            + " the database in "
            + folder
            + " ("
            + what
            + "). Wallets and funds are safe, and nothing that was confirmed before is lost. Check that the disk is"
            + " connected, may be written to and has free space, then start again.",
        cause);
  }

  /// A checksum that is wrong, or a file that the database lists and that is not there.
  private static boolean isCorruption(Exception cause) {
    if (!(cause instanceof RocksDBException rocks)) {
      return false;
    }
    Status status = rocks.getStatus();
    return (status != null && status.getCode() == Status.Code.Corruption)
        || String.valueOf(rocks.getMessage()).contains("No such file");
  }

  private static StorageException damaged(
      Path folder, String what, Supplier<String> remedy, @Nullable Exception cause) {
    String message =
        "The database in "
            + folder
            + " is damaged ("
            + what
            + "). Wallets and funds are safe. "
            + remedy.get();
    return cause == null ? new StorageException(message) : new StorageException(message, cause);
  }

  @Override
  public void close() {
    db.close();
    synced.close();
    unsynced.close();
    options.close();
    filter.close();
    cache.close();
  }
}

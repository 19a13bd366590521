package org.quantumcoin.node.storage;

import org.rocksdb.RocksDB;

/// Loads RocksDB's native library once.
final class NativeRocksDb {
  private NativeRocksDb() {}

  static void load() {
    Holder.touch();
  }

  private static final class Holder {
    static {
      RocksDB.loadLibrary();
    }

    static void touch() {}
  }
}

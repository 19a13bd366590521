package org.quantumcoin.node.chain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.storage.FileInfo;
import org.quantumcoin.node.storage.KeyValueStore;
import org.quantumcoin.node.storage.StorageException;

/// The header tree on disk, under `blocks/index`: an entry for each header and one for each pair of
/// block files.
final class BlockIndexStore implements AutoCloseable {
  private static final byte[] HEADER_PREFIX = {'b'};
  private static final byte[] FILE_PREFIX = {'f'};
  private static final byte[] REINDEXING_KEY = {'R'};
  private static final long CACHE_BYTES = 2L << 20;

  private final Path folder;
  private final Supplier<String> remedy;
  private final KeyValueStore store;

  private BlockIndexStore(Path folder, Supplier<String> remedy, KeyValueStore store) {
    this.folder = folder;
    this.remedy = remedy;
    this.store = store;
  }

  /// `remedy` is what to do when the store is damaged, in a sentence.
  static BlockIndexStore open(Path folder, Supplier<String> remedy) {
    return new BlockIndexStore(folder, remedy, KeyValueStore.open(folder, CACHE_BYTES, remedy));
  }

  /// About.
  long diskBytes() {
    return store.diskBytes();
  }

  /// A header with what was known of its block.
  private record Entry(
      BlockHeader header, int height, int status, int transactions, int file, int data, int undo) {}

  /// Reads the whole tree, every parent before its children.
  Map<BlockHash, BlockIndex> load() {
    List<Entry> entries = new ArrayList<>();
    store.forEach(
        HEADER_PREFIX,
        (_, value) -> {
          entries.add(decode(value));
          return true;
        });
    entries.sort(Comparator.comparingInt(Entry::height));
    Map<BlockHash, BlockIndex> tree = HashMap.newHashMap(entries.size());
    for (Entry entry : entries) {
      BlockHeader header = entry.header();
      BlockIndex parent = tree.get(header.previous());
      if (parent == null && entry.height() != 0) {
        throw damaged("the header at height " + entry.height() + " has no parent", null);
      }
      BlockIndex index = new BlockIndex(header, parent);
      index.setStatus(entry.status());
      index.setTransactionCount(entry.transactions());
      index.setDataLocation(entry.file(), entry.data());
      index.setUndoPosition(entry.undo());
      tree.put(index.hash(), index);
    }
    return tree;
  }

  private Entry decode(byte[] value) {
    try {
      ByteReader in = new ByteReader(value);
      BlockHeader header = BlockHeader.read(in);
      Entry entry =
          new Entry(
              header,
              (int) in.readVarInt(),
              (int) in.readVarInt(),
              (int) in.readVarInt(),
              (int) in.readVarInt(),
              (int) in.readVarInt(),
              (int) in.readVarInt());
      in.expectEnd();
      return entry;
    } catch (DecodeException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private StorageException damaged(@Nullable String what, @Nullable Exception cause) {
    String message =
        "The block index in "
            + folder
            + " is damaged ("
            + what
            + "). Wallets and funds are safe. "
            + remedy.get();
    return cause == null ? new StorageException(message) : new StorageException(message, cause);
  }

  Map<Integer, FileInfo> loadFiles() {
    Map<Integer, FileInfo> files = new HashMap<>();
    store.forEach(
        FILE_PREFIX,
        (key, value) -> {
          try {
            files.put(new ByteReader(key, 1, 4).readInt32(), FileInfo.read(new ByteReader(value)));
          } catch (DecodeException e) {
            throw damaged(e.getMessage(), e);
          }
          return true;
        });
    return files;
  }

  /// Whether a rebuild from the block files was begun and not finished.
  boolean isReindexing() {
    return store.get(REINDEXING_KEY) != null;
  }

  void setReindexing(boolean reindexing) {
    try (KeyValueStore.Batch batch = new KeyValueStore.Batch()) {
      if (reindexing) {
        batch.put(REINDEXING_KEY, new byte[] {1});
      } else {
        batch.delete(REINDEXING_KEY);
      }
      store.write(batch, true);
    }
  }

  /// Writes headers and file sizes in one synced batch.
  void write(Collection<BlockIndex> changed, Map<Integer, FileInfo> files) {
    try (KeyValueStore.Batch batch = new KeyValueStore.Batch()) {
      ByteWriter buffer = new ByteWriter(160);
      for (BlockIndex index : changed) {
        buffer.reset();
        index.header().write(buffer);
        buffer
            .writeVarInt(index.height())
            .writeVarInt(index.status())
            .writeVarInt(index.transactionCount())
            .writeVarInt(index.file())
            .writeVarInt(index.dataPosition())
            .writeVarInt(index.undoPosition());
        batch.put(headerKey(index.hash()), buffer.toByteArray());
      }
      for (Map.Entry<Integer, FileInfo> file : files.entrySet()) {
        file.getValue().write(buffer.reset());
        byte[] value = buffer.toByteArray();
        batch.put(buffer.reset().writeByte('f').writeInt32(file.getKey()).toByteArray(), value);
      }
      store.write(batch, true);
    }
  }

  private static byte[] headerKey(BlockHash hash) {
    byte[] key = new byte[33];
    key[0] = 'b';
    hash.hash().copyTo(key, 1);
    return key;
  }

  @Override
  public void close() {
    store.close();
  }
}

package org.quantumcoin.node.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.storage.KeyValueStore;
import org.quantumcoin.node.storage.RecordFiles;
import org.quantumcoin.node.storage.RecordFiles.Place;
import org.quantumcoin.node.storage.StorageException;

/// The basic filter of each block, with the header that commits to it and to those before
/// (`-blockfilterindex`).
///
/// Filters stand in files of their own, as Bitcoin Core has them; a database knows by height where.
/// When blocks leave the active chain what is known of their filters moves to keys of their hashes,
/// so that whoever was told of them can still ask. Asking is for any thread but the peers' and the
/// chain's: it reads the disk.
public final class BlockFilterIndex implements AutoCloseable {
  /// As `getindexinfo` has it.
  public static final String NAME = "basic block filter index";

  /// Core's `MAX_FLTR_FILE_SIZE`.
  private static final int MAX_FILE_BYTES = 16 << 20;

  private static final long CACHE_BYTES = 8L << 20;
  private static final byte BY_HEIGHT = 't';
  private static final byte BY_HASH = 's';
  private static final byte[] NEXT_PLACE_KEY = {'P'};

  private final Path folder;
  private final RecordFiles files;
  private final BackgroundIndex follower;

  private BlockFilterIndex(
      Path folder, ChainService chain, Consumer<StorageException> onFailure, int commitBlocks) {
    this.folder = folder;
    this.files = RecordFiles.open(folder, "fltr", MAX_FILE_BYTES);
    KeyValueStore store =
        KeyValueStore.open(folder.resolve("db"), CACHE_BYTES, () -> BackgroundIndex.remedy(folder));
    this.follower =
        new BackgroundIndex(
            NAME, folder, chain, store, new Filters(store), onFailure, commitBlocks);
  }

  /// Where the index is, below the folder of the chain.
  public static Path folder(Path chainFolder) {
    return chainFolder.resolve("indexes").resolve("blockfilter").resolve("basic");
  }

  /// Opens or makes the index in a folder of its own; it begins to follow with
  /// [BackgroundIndex#start()]. `onFailure` is told once when the disk fails.
  public static BlockFilterIndex open(
      Path folder, ChainService chain, Consumer<StorageException> onFailure) {
    return open(folder, chain, onFailure, BackgroundIndex.COMMIT_BLOCKS);
  }

  /// The same with batches of so many blocks.
  static BlockFilterIndex open(
      Path folder, ChainService chain, Consumer<StorageException> onFailure, int commitBlocks) {
    return new BlockFilterIndex(folder, chain, onFailure, commitBlocks);
  }

  public BackgroundIndex follower() {
    return follower;
  }

  /// Bytes on disk, about.
  public long diskBytes() {
    return follower.diskBytes() + files.diskBytes();
  }

  /// What is known of a filter, without the filter.
  ///
  /// @param hash double SHA-256 of the filter
  public record Known(BlockIndex block, Hash256 hash, Hash256 header) {}

  /// The filter of a block, whether it is on the active chain or was; empty if it is not there yet.
  public Optional<BlockFilter> filter(BlockIndex block) {
    return follower.read(store -> find(store, block).flatMap(this::load));
  }

  /// The filter header of a block.
  public Optional<Hash256> header(BlockIndex block) {
    return follower.read(store -> find(store, block).map(FilterRecord::header));
  }

  /// What is known of the filters from a height up to a block on its branch, lowest first; empty
  /// unless all are there.
  public Optional<List<Known>> range(int start, BlockIndex stop) {
    List<Known> known = new ArrayList<>();
    for (BlockIndex at = stop; at != null && at.height() >= start; at = at.previous()) {
      BlockIndex block = at;
      Optional<FilterRecord> record = follower.read(store -> find(store, block));
      if (record.isEmpty()) {
        return Optional.empty();
      }
      known.add(new Known(block, record.get().hash(), record.get().header()));
    }
    return Optional.of(known.reversed());
  }

  private Optional<FilterRecord> find(KeyValueStore store, BlockIndex block) {
    return record(store, heightKey(block.height()))
        .filter(record -> record.block().equals(block.hash()))
        .or(() -> record(store, hashKey(block.hash())));
  }

  private Optional<FilterRecord> record(KeyValueStore store, byte[] key) {
    byte[] value = store.get(key);
    try {
      return Optional.ofNullable(value).map(FilterRecord::parse);
    } catch (DecodeException e) {
      throw new StorageException(damage("an entry that cannot be read"), e);
    }
  }

  private String damage(String what) {
    return "The database in "
        + folder.resolve("db")
        + " holds "
        + what
        + ". Wallets and funds are safe. "
        + BackgroundIndex.remedy(folder);
  }

  private StorageException missing() {
    return new StorageException(damage("no entry where one belongs"));
  }

  /// A record is the block's hash and the filter behind its length, as Core writes it.
  private Optional<BlockFilter> load(FilterRecord record) {
    Optional<BlockFilter> filter =
        files.read(record.place(), record.length()).flatMap(BlockFilterIndex::parse);
    boolean sound =
        filter
            .filter(found -> found.block().equals(record.block()))
            .filter(found -> found.hash().equals(record.hash()))
            .isPresent();
    if (!sound) {
      Log.error(
          "The filter of block "
              + record.block()
              + " is damaged on disk. Wallets and funds are safe. Stop the node. "
              + BackgroundIndex.remedy(folder));
      return Optional.empty();
    }
    return filter;
  }

  static Optional<BlockFilter> parse(byte[] record) {
    ByteReader in = new ByteReader(record);
    try {
      BlockFilter filter = new BlockFilter(BlockHash.read(in), ByteString.of(in.readVarBytes()));
      in.expectEnd();
      return Optional.of(filter);
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  private static byte[] record(BlockFilter filter) {
    ByteWriter out = new ByteWriter(Hash256.SIZE_BYTES + 5 + filter.encoded().length());
    filter.block().write(out);
    out.writeVarBytes(filter.encoded().toBytes());
    return out.toByteArray();
  }

  /// Most significant byte first, so that neighbours in the chain are neighbours on disk.
  private static byte[] heightKey(int height) {
    return new ByteWriter(1 + Integer.BYTES)
        .writeByte(BY_HEIGHT)
        .writeInt32(Integer.reverseBytes(height))
        .toByteArray();
  }

  private static byte[] hashKey(BlockHash hash) {
    ByteWriter key = new ByteWriter(1 + Hash256.SIZE_BYTES);
    key.writeByte(BY_HASH);
    hash.write(key);
    return key.toByteArray();
  }

  /// What becomes of each block.
  private final class Filters implements IndexContent {
    private final KeyValueStore store;
    private Place next = Place.FIRST;
    private Hash256 lastHeader = Hash256.ZERO;

    Filters(KeyValueStore store) {
      this.store = store;
    }

    @Override
    public void resume(Optional<BlockIndex> position) {
      byte[] place = store.get(NEXT_PLACE_KEY);
      if (place != null) {
        ByteReader in = new ByteReader(place);
        next = new Place(in.readInt32(), in.readInt32());
      }
      lastHeader = position.map(this::headerOf).orElse(Hash256.ZERO);
    }

    private Hash256 headerOf(BlockIndex block) {
      return find(store, block).orElseThrow(BlockFilterIndex.this::missing).header();
    }

    @Override
    public void append(BlockIndex index, Block block, BlockUndo undo, KeyValueStore.Batch batch) {
      BlockFilter filter = BlockFilter.of(block, undo);
      Hash256 header = filter.header(lastHeader);
      byte[] record = record(filter);
      Place place = files.append(next, record);
      FilterRecord known =
          new FilterRecord(filter.block(), filter.hash(), header, place, record.length);
      batch.put(heightKey(index.height()), known.toBytes());
      next = place.after(record.length);
      lastHeader = header;
    }

    @Override
    public void rewind(int from, BlockIndex to, KeyValueStore.Batch batch) {
      for (int height = from; height > to.height(); height--) {
        FilterRecord left =
            record(store, heightKey(height)).orElseThrow(BlockFilterIndex.this::missing);
        batch.put(hashKey(left.block()), left.toBytes());
      }
      lastHeader = headerOf(to);
    }

    @Override
    public void commit(KeyValueStore.Batch batch) {
      files.sync();
      batch.put(
          NEXT_PLACE_KEY,
          new ByteWriter(2 * Integer.BYTES)
              .writeInt32(next.file())
              .writeInt32(next.offset())
              .toByteArray());
    }
  }

  @Override
  public void close() {
    follower.close();
    files.close();
  }
}

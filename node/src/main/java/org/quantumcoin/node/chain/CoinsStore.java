package org.quantumcoin.node.chain;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.storage.KeyValueStore;
import org.quantumcoin.node.storage.StorageException;

/// The coins on disk, under `chainstate`: an entry for each unspent output, and the block at which
/// they are unspent.
///
/// Keys are `C`, the txid as hashed, and the index with its most significant byte first, so that
/// coins come in the order in which Core hashes them. Reading is for any thread.
final class CoinsStore implements CoinsView, AutoCloseable {
  private static final byte[] BEST_BLOCK_KEY = {'B'};
  static final int KEY_BYTES = 1 + OutPoint.SIZE_BYTES;

  private final Path folder;
  private final Supplier<String> remedy;
  private final KeyValueStore store;

  private CoinsStore(Path folder, Supplier<String> remedy, KeyValueStore store) {
    this.folder = folder;
    this.remedy = remedy;
    this.store = store;
  }

  /// `remedy` is what to do when the store is damaged, in a sentence.
  static CoinsStore open(Path folder, long cacheBytes, Supplier<String> remedy) {
    return new CoinsStore(folder, remedy, KeyValueStore.open(folder, cacheBytes, remedy));
  }

  static byte[] key(OutPoint outpoint) {
    byte[] key = new byte[KEY_BYTES];
    key[0] = 'C';
    outpoint.txid().hash().copyTo(key, 1);
    putIndex(key, outpoint.index());
    return key;
  }

  /// Writes an output's index behind the txid of a key.
  static void putIndex(byte[] key, int index) {
    key[33] = (byte) (index >>> 24);
    key[34] = (byte) (index >>> 16);
    key[35] = (byte) (index >>> 8);
    key[36] = (byte) index;
  }

  private static OutPoint outPoint(byte[] key) {
    int index =
        (key[33] & 0xff) << 24 | (key[34] & 0xff) << 16 | (key[35] & 0xff) << 8 | (key[36] & 0xff);
    return new OutPoint(Txid.read(new ByteReader(key, 1, 32)), index);
  }

  @Override
  public @Nullable Coin get(OutPoint outpoint) {
    byte[] value = store.get(key(outpoint));
    return value == null ? null : decode(value);
  }

  private Coin decode(byte[] value) {
    try {
      return CoinCodec.read(new ByteReader(value));
    } catch (DecodeException e) {
      throw new StorageException(
          "The database in "
              + folder
              + " holds an entry that cannot be read ("
              + e.getMessage()
              + "). Wallets and funds are safe. "
              + remedy.get(),
          e);
    }
  }

  /// The block whose coins these are; empty in a new store.
  Optional<BlockHash> bestBlock() {
    byte[] value = store.get(BEST_BLOCK_KEY);
    return value == null ? Optional.empty() : Optional.of(BlockHash.read(new ByteReader(value)));
  }

  /// Changes to the coins together with the block that they lead to, written at once or not at all.
  final class Changes implements AutoCloseable {
    private final KeyValueStore.Batch batch = new KeyValueStore.Batch();
    private final ByteWriter buffer = new ByteWriter(128);

    void put(byte[] key, Coin coin) {
      CoinCodec.write(coin, buffer.reset());
      batch.put(key, buffer.toByteArray());
    }

    void delete(byte[] key) {
      batch.delete(key);
    }

    void commit(BlockHash best) {
      batch.put(BEST_BLOCK_KEY, best.hash().toBytes());
      store.write(batch, true);
    }

    @Override
    public void close() {
      batch.close();
    }
  }

  Changes change() {
    return new Changes();
  }

  /// Visits every coin, as they were when the visit began, ordered by txid bytes and index; the
  /// block they belong to comes first.
  void forEach(Visitor visitor) {
    store.forEach(
        new byte[0],
        (key, value) -> {
          if (Arrays.equals(key, BEST_BLOCK_KEY)) {
            visitor.begin(BlockHash.read(new ByteReader(value)));
            return true;
          }
          return visitor.visit(outPoint(key), decode(value));
        });
  }

  /// Takes the coins of one moment.
  interface Visitor {
    /// Called first, with the block that the coins belong to.
    void begin(BlockHash best);

    /// Takes one coin and says whether to go on.
    boolean visit(OutPoint outpoint, Coin coin);
  }

  long diskBytes() {
    return store.diskBytes();
  }

  @Override
  public void close() {
    store.close();
  }
}

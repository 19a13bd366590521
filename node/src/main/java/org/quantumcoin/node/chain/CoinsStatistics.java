package org.quantumcoin.node.chain;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.MuHash3072;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;

/// What `gettxoutsetinfo` tells of the coins at a block. `bogoSize` is Core's unit-free measure of
/// their size; `hash` is zero when none was asked for; `totalAmount` is in satoshis.
public record CoinsStatistics(
    BlockIndex block,
    long transactions,
    long outputs,
    long bogoSize,
    long totalAmount,
    Hash256 hash,
    boolean complete) {

  /// How the set is hashed.
  public enum HashKind {
    /// SHA-256 over all coins in order (Core's `hash_serialized_3`).
    SERIALIZED,
    /// MuHash, in which order does not matter.
    MUHASH,
    NONE
  }

  /// Bytes of a coin beside its script, in Core's `GetBogoSize`.
  private static final int BOGO_BYTES = 32 + 4 + 4 + 8 + 2;

  static CoinsStatistics compute(
      CoinsStore store,
      HashKind kind,
      Function<BlockHash, @Nullable BlockIndex> blocks,
      BooleanSupplier stop) {
    Sums sums = new Sums(kind, stop);
    BlockIndex best = new CoinsScan(store, blocks).run(sums);
    return sums.result(best);
  }

  /// Sums while coins pass.
  private static final class Sums implements CoinsScan.Visitor {
    private final HashKind kind;
    private final BooleanSupplier stop;
    private final Sha256 digest = new Sha256();
    private final MuHash3072 muHash = new MuHash3072();
    private final ByteWriter buffer = new ByteWriter(256);
    private Txid last = Txid.ZERO;
    private long transactions;
    private long outputs;
    private long bogoSize;
    private long amount;
    private boolean complete = true;

    Sums(HashKind kind, BooleanSupplier stop) {
      this.kind = kind;
      this.stop = stop;
    }

    @Override
    public boolean visit(OutPoint outpoint, Coin coin) {
      if (outputs == 0 || !outpoint.txid().equals(last)) {
        transactions++;
        last = outpoint.txid();
      }
      outputs++;
      bogoSize += BOGO_BYTES + coin.out().script().length();
      amount = Math.addExact(amount, coin.out().value());
      if (kind != HashKind.NONE) {
        hash(outpoint, coin);
      }
      if ((outputs & 0xfff) == 0 && stop.getAsBoolean()) {
        complete = false;
        return false;
      }
      return true;
    }

    /// The coin as Core serialises it for both hashes (`TxOutSer`).
    private void hash(OutPoint outpoint, Coin coin) {
      buffer.reset();
      outpoint.write(buffer);
      buffer.writeInt32((coin.height() << 1) + (coin.coinbase() ? 1 : 0));
      coin.out().write(buffer);
      if (kind == HashKind.SERIALIZED) {
        digest.update(buffer.array(), 0, buffer.size());
      } else {
        muHash.insert(buffer.toByteArray());
      }
    }

    CoinsStatistics result(BlockIndex best) {
      Hash256 hash =
          switch (kind) {
            case SERIALIZED -> Hash256.of(digest.finishTwice());
            case MUHASH -> Hash256.of(muHash.finish());
            case NONE -> Hash256.ZERO;
          };
      return new CoinsStatistics(best, transactions, outputs, bogoSize, amount, hash, complete);
    }
  }
}

package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.crypto.SipHash;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Wtxid;

/// A block as its header, six bytes for each transaction, and those transactions that the receiver
/// cannot have (BIP-0152, `HeaderAndShortIDs`, version 2).
///
/// The short ids are keyed by header and nonce, so that nobody can prepare transactions that
/// collide in a block to come.
public final class CmpctBlock implements Message {
  /// The one version spoken: ids of transactions with their witnesses.
  public static final long VERSION = 2;

  /// Transactions in one message: indexes on the wire are 16 bits.
  static final int MAX_TRANSACTIONS = 0xffff;

  static final String COMMAND = "cmpctblock";

  private static final int SHORT_ID_BYTES = 6;
  private static final long SHORT_ID_MASK = 0xffff_ffff_ffffL;

  /// An index and the smallest transaction.
  private static final int MIN_PREFILLED_BYTES = 11;

  private final BlockHeader header;
  private final long nonce;
  private final long[] shortIds;
  private final List<Prefilled> prefilled;
  private final long k0;
  private final long k1;

  /// A transaction in full. `gap` counts the transactions between the prefilled one before it, or
  /// the start, and this one.
  public record Prefilled(int gap, Transaction tx) {}

  private CmpctBlock(BlockHeader header, long nonce, long[] shortIds, List<Prefilled> prefilled) {
    this.header = header;
    this.nonce = nonce;
    this.shortIds = shortIds;
    this.prefilled = List.copyOf(prefilled);
    ByteWriter seed = new ByteWriter(BlockHeader.SIZE_BYTES + Long.BYTES);
    header.write(seed);
    seed.writeInt64(nonce);
    Hash256 key = Hash256.of(Sha256.hash(seed.array(), 0, seed.size()));
    this.k0 = key.word(0);
    this.k1 = key.word(1);
  }

  /// A block with its coinbase in full, which no receiver can have, and everything else by short
  /// id. `nonce` is drawn anew for each block.
  public static CmpctBlock of(Block block, long nonce) {
    List<Transaction> all = block.transactions();
    List<Prefilled> prefilled =
        all.isEmpty() ? List.of() : List.of(new Prefilled(0, all.getFirst()));
    CmpctBlock compact =
        new CmpctBlock(block.header(), nonce, new long[Math.max(0, all.size() - 1)], prefilled);
    for (int i = 1; i < all.size(); i++) {
      compact.shortIds[i - 1] = compact.shortId(all.get(i).wtxid());
    }
    return compact;
  }

  /// One with any content, for what an unkind peer may send.
  public static CmpctBlock of(
      BlockHeader header, long nonce, List<Long> shortIds, List<Prefilled> prefilled) {
    long[] ids = shortIds.stream().mapToLong(id -> id & SHORT_ID_MASK).toArray();
    return new CmpctBlock(header, nonce, ids, prefilled);
  }

  static CmpctBlock read(ByteReader in) {
    BlockHeader header = BlockHeader.read(in);
    long nonce = in.readInt64();
    long[] ids = new long[in.readCount(SHORT_ID_BYTES)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.readUint32() | (long) in.readUint16() << Integer.SIZE;
    }
    int count = in.readCount(MIN_PREFILLED_BYTES);
    if (ids.length + count > MAX_TRANSACTIONS) {
      throw new DecodeException("indexes overflowed 16 bits");
    }
    List<Prefilled> prefilled = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int gap = in.readCompactSize();
      if (gap > MAX_TRANSACTIONS) {
        throw new DecodeException("index overflowed 16-bits");
      }
      prefilled.add(new Prefilled(gap, Transaction.read(in)));
    }
    return new CmpctBlock(header, nonce, ids, prefilled);
  }

  /// What stands for a transaction in this very message.
  public long shortId(Wtxid wtxid) {
    Hash256 hash = wtxid.hash();
    return SipHash.hash256(k0, k1, hash.word(0), hash.word(1), hash.word(2), hash.word(3))
        & SHORT_ID_MASK;
  }

  public BlockHeader header() {
    return header;
  }

  public int shortIdCount() {
    return shortIds.length;
  }

  /// The short id of the transaction that is the `index`-th of those not given in full.
  public long shortId(int index) {
    return shortIds[index];
  }

  public List<Prefilled> prefilled() {
    return prefilled;
  }

  public int transactionCount() {
    return shortIds.length + prefilled.size();
  }

  /// Bytes on the wire.
  public int sizeBytes() {
    int size =
        BlockHeader.SIZE_BYTES
            + Long.BYTES
            + ByteWriter.compactSizeLength(shortIds.length)
            + SHORT_ID_BYTES * shortIds.length
            + ByteWriter.compactSizeLength(prefilled.size());
    for (Prefilled each : prefilled) {
      size += ByteWriter.compactSizeLength(each.gap) + each.tx.totalSize();
    }
    return size;
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    header.write(out);
    out.writeInt64(nonce).writeCompactSize(shortIds.length);
    for (long id : shortIds) {
      out.writeUint32(id).writeUint16((int) (id >>> Integer.SIZE));
    }
    out.writeCompactSize(prefilled.size());
    for (Prefilled each : prefilled) {
      out.writeCompactSize(each.gap);
      each.tx.write(out);
    }
  }
}

package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// The kind of a thing and its hash. Kinds we do not know are kept as they came and ignored later.
public record InvItem(int type, Hash256 hash) {
  public static final int MSG_TX = 1;
  public static final int MSG_BLOCK = 2;
  public static final int MSG_FILTERED_BLOCK = 3;
  public static final int MSG_CMPCT_BLOCK = 4;

  /// A transaction by its wtxid (BIP-0339).
  public static final int MSG_WTX = 5;

  /// Set in requests that want the witness too (BIP-0144).
  private static final int MSG_WITNESS_FLAG = 1 << 30;

  public static final int MSG_WITNESS_BLOCK = MSG_BLOCK | MSG_WITNESS_FLAG;
  public static final int MSG_WITNESS_TX = MSG_TX | MSG_WITNESS_FLAG;

  /// Items in one `inv`, `getdata` or `notfound` (Core's `MAX_INV_SZ`).
  public static final int MAX_ITEMS = 50_000;

  private static final int SIZE_BYTES = 36;

  public static InvItem block(BlockHash hash) {
    return new InvItem(MSG_BLOCK, hash.hash());
  }

  public static InvItem witnessBlock(BlockHash hash) {
    return new InvItem(MSG_WITNESS_BLOCK, hash.hash());
  }

  /// Asks for a compact block (BIP-0152).
  public static InvItem compactBlock(BlockHash hash) {
    return new InvItem(MSG_CMPCT_BLOCK, hash.hash());
  }

  public static InvItem tx(Txid txid) {
    return new InvItem(MSG_TX, txid.hash());
  }

  public static InvItem witnessTx(Txid txid) {
    return new InvItem(MSG_WITNESS_TX, txid.hash());
  }

  public static InvItem wtx(Wtxid wtxid) {
    return new InvItem(MSG_WTX, wtxid.hash());
  }

  /// Whether it names a transaction, by whichever id.
  public boolean isTransaction() {
    return type == MSG_TX || type == MSG_WTX || type == MSG_WITNESS_TX;
  }

  /// Whether it names a block, in whichever form it is wanted.
  public boolean isBlock() {
    return type == MSG_BLOCK
        || type == MSG_FILTERED_BLOCK
        || type == MSG_CMPCT_BLOCK
        || type == MSG_WITNESS_BLOCK;
  }

  static List<InvItem> readList(ByteReader in, String command) {
    int count = in.readCount(SIZE_BYTES);
    if (count > MAX_ITEMS) {
      throw new OversizedException(command + " message size = " + count);
    }
    List<InvItem> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(new InvItem(in.readInt32(), Hash256.read(in)));
    }
    return items;
  }

  static void writeList(ByteWriter out, List<InvItem> items) {
    out.writeCompactSize(items.size());
    for (InvItem item : items) {
      out.writeInt32(item.type);
      item.hash.write(out);
    }
  }
}

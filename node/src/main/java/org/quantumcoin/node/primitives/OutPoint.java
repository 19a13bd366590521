package org.quantumcoin.node.primitives;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Which output of which transaction. `index` is an unsigned 32-bit number kept in an int.
public record OutPoint(Txid txid, int index) {
  public static final int SIZE_BYTES = 36;

  /// What a coinbase input spends: nothing.
  public static final OutPoint NULL = new OutPoint(Txid.ZERO, -1);

  public static OutPoint read(ByteReader in) {
    return new OutPoint(Txid.read(in), in.readInt32());
  }

  public void write(ByteWriter out) {
    txid.write(out);
    out.writeInt32(index);
  }

  public boolean isNull() {
    return index == -1 && txid.hash().isZero();
  }

  public long indexUnsigned() {
    return Integer.toUnsignedLong(index);
  }

  @Override
  public String toString() {
    return txid + ":" + indexUnsigned();
  }
}

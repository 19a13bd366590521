package org.quantumcoin.node.primitives;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Double SHA-256 of a transaction with its witness (BIP-0141, Transaction ID); equals the txid
/// when there is none.
public record Wtxid(Hash256 hash) implements Comparable<Wtxid> {
  public static final Wtxid ZERO = new Wtxid(Hash256.ZERO);

  /// From 64 hexadecimal digits in display order.
  public static Wtxid fromHex(String display) {
    return new Wtxid(Hash256.fromHex(display));
  }

  public static Wtxid read(ByteReader in) {
    return new Wtxid(Hash256.read(in));
  }

  public void write(ByteWriter out) {
    hash.write(out);
  }

  @Override
  public int compareTo(Wtxid other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}

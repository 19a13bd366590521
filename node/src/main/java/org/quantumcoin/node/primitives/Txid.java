package org.quantumcoin.node.primitives;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// A transaction's identity: double SHA-256 of its serialisation without witness (BIP-0141,
/// Transaction ID).
public record Txid(Hash256 hash) implements Comparable<Txid> {
  public static final Txid ZERO = new Txid(Hash256.ZERO);

  /// From 64 hexadecimal digits in display order.
  public static Txid fromHex(String display) {
    return new Txid(Hash256.fromHex(display));
  }

  public static Txid read(ByteReader in) {
    return new Txid(Hash256.read(in));
  }

  public void write(ByteWriter out) {
    hash.write(out);
  }

  @Override
  public int compareTo(Txid other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}

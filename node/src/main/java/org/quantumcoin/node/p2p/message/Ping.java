package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Asks whether the other side still listens. Peers older than BIP-0031 send no nonce, which reads
/// as zero.
public record Ping(long nonce) implements Message {
  static final String COMMAND = "ping";

  static Ping read(ByteReader in) {
    return new Ping(in.remaining() >= 8 ? in.readInt64() : 0);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeInt64(nonce);
  }
}

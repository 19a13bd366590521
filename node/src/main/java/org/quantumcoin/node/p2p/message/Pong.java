package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Answers a [Ping] with its nonce (BIP-0031).
public record Pong(long nonce) implements Message {
  static final String COMMAND = "pong";

  static Pong read(ByteReader in) {
    return new Pong(in.readInt64());
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

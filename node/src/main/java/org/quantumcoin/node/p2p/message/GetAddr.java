package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// Asks for addresses of other peers.
public record GetAddr() implements Message {
  static final String COMMAND = "getaddr";

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    // The name says it all.
  }
}

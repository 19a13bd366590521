package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// Ends the sender's part of the handshake.
public record Verack() implements Message {
  static final String COMMAND = "verack";

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    // The name says it all.
  }
}

package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// Asks for the ids of all transactions in the mempool (BIP-0035).
public record Mempool() implements Message {
  static final String COMMAND = "mempool";

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    // The name says it all.
  }
}

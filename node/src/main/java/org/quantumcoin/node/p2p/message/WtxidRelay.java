package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// Before `verack`: announce transactions by wtxid (BIP-0339).
public record WtxidRelay() implements Message {
  static final String COMMAND = "wtxidrelay";

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    // The name says it all.
  }
}

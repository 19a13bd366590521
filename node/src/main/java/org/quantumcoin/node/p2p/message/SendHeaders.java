package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// Asks for new blocks to be announced by their headers (BIP-0130).
public record SendHeaders() implements Message {
  static final String COMMAND = "sendheaders";

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    // The name says it all.
  }
}

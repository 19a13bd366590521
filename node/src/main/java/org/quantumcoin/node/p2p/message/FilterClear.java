package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// The sender wants to be told of everything again (BIP-0037).
public record FilterClear() implements Message {
  static final String COMMAND = "filterclear";

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {}
}

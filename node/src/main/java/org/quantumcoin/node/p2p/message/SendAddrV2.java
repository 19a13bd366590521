package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// Before `verack`: addresses may come as `addrv2` (BIP-0155).
public record SendAddrV2() implements Message {
  static final String COMMAND = "sendaddrv2";

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    // The name says it all.
  }
}

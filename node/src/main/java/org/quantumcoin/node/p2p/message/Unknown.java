package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// A message that we have no use for: of a later protocol, or of one that we do not take part in.
/// Its payload is forgotten.
public record Unknown(String command) implements Message {
  @Override
  public void write(ByteWriter out) {
    throw new IllegalStateException("nothing is known of " + command);
  }
}

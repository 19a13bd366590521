package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;

/// One more element for the sender's bloom filter (BIP-0037).
public record FilterAdd(ByteString element) implements Message {
  static final String COMMAND = "filteradd";

  static FilterAdd read(ByteReader in) {
    return new FilterAdd(ByteString.of(in.readVarBytes()));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeVarBytes(element.toBytes());
  }
}

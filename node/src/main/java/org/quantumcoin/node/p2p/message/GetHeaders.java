package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// Asks for the headers behind the first block of the locator that the other side has on its chain,
/// up to `stop`, or as many as one message holds when that is zero.
public record GetHeaders(BlockLocator locator, BlockHash stop) implements Message {
  static final String COMMAND = "getheaders";

  static GetHeaders read(ByteReader in) {
    return new GetHeaders(BlockLocator.read(in), BlockHash.read(in));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    locator.write(out);
    stop.write(out);
  }
}

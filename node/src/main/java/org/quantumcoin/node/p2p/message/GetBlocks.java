package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// Asks for the hashes of the blocks behind the first of the locator that the other side has on its
/// chain, up to `stop`, or 500 when that is zero.
public record GetBlocks(BlockLocator locator, BlockHash stop) implements Message {
  static final String COMMAND = "getblocks";

  static GetBlocks read(ByteReader in) {
    return new GetBlocks(BlockLocator.read(in), BlockHash.read(in));
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

package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// Asks for the filters of the blocks from a height up to a block (BIP-0157). Each comes in a
/// message of its own.
///
/// @param start a height, unsigned in 32 bits
public record GetCFilters(int type, long start, BlockHash stop) implements Message {
  static final String COMMAND = "getcfilters";

  /// Filters that may be asked for at once (Core's `MAX_GETCFILTERS_SIZE`).
  public static final int MAX_FILTERS = 1_000;

  static GetCFilters read(ByteReader in) {
    return new GetCFilters(in.readByte(), in.readUint32(), BlockHash.read(in));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeByte(type).writeUint32(start);
    stop.write(out);
  }
}

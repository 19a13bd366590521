package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// Asks for the hashes of the filters from a height up to a block, and for the filter header before
/// them (BIP-0157).
///
/// @param start a height, unsigned in 32 bits
public record GetCFHeaders(int type, long start, BlockHash stop) implements Message {
  static final String COMMAND = "getcfheaders";

  /// Hashes that may be asked for at once (Core's `MAX_GETCFHEADERS_SIZE`).
  public static final int MAX_HASHES = 2_000;

  static GetCFHeaders read(ByteReader in) {
    return new GetCFHeaders(in.readByte(), in.readUint32(), BlockHash.read(in));
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

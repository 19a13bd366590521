package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// The compact filter of a block (BIP-0157).
public record CFilter(int type, BlockHash block, ByteString filter) implements Message {
  static final String COMMAND = "cfilter";

  static CFilter read(ByteReader in) {
    return new CFilter(in.readByte(), BlockHash.read(in), ByteString.of(in.readVarBytes()));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeByte(type);
    block.write(out);
    out.writeVarBytes(filter.toBytes());
  }
}

package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// Asks for every thousandth filter header up to a block (BIP-0157).
public record GetCFCheckpt(int type, BlockHash stop) implements Message {
  static final String COMMAND = "getcfcheckpt";

  /// Blocks from one to the next (Core's `CFCHECKPT_INTERVAL`).
  public static final int INTERVAL = 1_000;

  static GetCFCheckpt read(ByteReader in) {
    return new GetCFCheckpt(in.readByte(), BlockHash.read(in));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeByte(type);
    stop.write(out);
  }
}

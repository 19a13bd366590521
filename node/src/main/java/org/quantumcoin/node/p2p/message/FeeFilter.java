package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Asks not to be told of transactions that pay less, in satoshis per 1,000 virtual bytes
/// (BIP-0133). As it came: any 64-bit number.
public record FeeFilter(long satPerKvb) implements Message {
  static final String COMMAND = "feefilter";

  static FeeFilter read(ByteReader in) {
    return new FeeFilter(in.readInt64());
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeInt64(satPerKvb);
  }
}

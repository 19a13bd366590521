package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

/// Offers compact blocks, and asks for them unasked in high-bandwidth mode (BIP-0152).
public record SendCmpct(boolean highBandwidth, long version) implements Message {
  static final String COMMAND = "sendcmpct";

  static SendCmpct read(ByteReader in) {
    int flag = in.readByte();
    if (flag > 1) {
      throw new DecodeException("sendcmpct announces " + flag);
    }
    return new SendCmpct(flag == 1, in.readInt64());
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeByte(highBandwidth ? 1 : 0).writeInt64(version);
  }
}

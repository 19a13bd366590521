package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;

/// A bloom filter for what the sender wants to be told of (BIP-0037).
///
/// @param bits eight in each byte, the lowest first
/// @param hashFunctions unsigned in 32 bits, as it came
/// @param flags which outputs are added when they match
public record FilterLoad(ByteString bits, int hashFunctions, int tweak, int flags)
    implements Message {
  static final String COMMAND = "filterload";

  static FilterLoad read(ByteReader in) {
    return new FilterLoad(
        ByteString.of(in.readVarBytes()), in.readInt32(), in.readInt32(), in.readByte());
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeVarBytes(bits.toBytes()).writeInt32(hashFunctions).writeInt32(tweak).writeByte(flags);
  }
}

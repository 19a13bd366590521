package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;

/// Every thousandth filter header up to a block, from height 1,000 on (BIP-0157).
public record CFCheckpt(int type, BlockHash stop, List<Hash256> headers) implements Message {
  static final String COMMAND = "cfcheckpt";

  public CFCheckpt {
    headers = List.copyOf(headers);
  }

  static CFCheckpt read(ByteReader in) {
    return new CFCheckpt(in.readByte(), BlockHash.read(in), readHashes(in));
  }

  static List<Hash256> readHashes(ByteReader in) {
    int count = in.readCount(Hash256.SIZE_BYTES);
    List<Hash256> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(Hash256.read(in));
    }
    return hashes;
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeByte(type);
    stop.write(out);
    out.writeCompactSize(headers.size());
    headers.forEach(header -> header.write(out));
  }
}

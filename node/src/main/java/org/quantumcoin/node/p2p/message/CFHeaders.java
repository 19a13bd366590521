package org.quantumcoin.node.p2p.message;

import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;

/// Hashes of filters up to a block, and the filter header before them, from which the other headers
/// follow (BIP-0157).
///
/// @param previous zero for the genesis block
public record CFHeaders(int type, BlockHash stop, Hash256 previous, List<Hash256> hashes)
    implements Message {
  static final String COMMAND = "cfheaders";

  public CFHeaders {
    hashes = List.copyOf(hashes);
  }

  static CFHeaders read(ByteReader in) {
    return new CFHeaders(
        in.readByte(), BlockHash.read(in), Hash256.read(in), CFCheckpt.readHashes(in));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeByte(type);
    stop.write(out);
    previous.write(out);
    out.writeCompactSize(hashes.size());
    hashes.forEach(hash -> hash.write(out));
  }
}

package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// Hashes of a chain from its tip down to genesis, dense at the tip and thin below, so that a peer
/// finds where our chains part.
public record BlockLocator(List<BlockHash> hashes) {
  /// Core's `MAX_LOCATOR_SZ`: each hash costs the receiver a look-up.
  public static final int MAX_HASHES = 101;

  public BlockLocator {
    hashes = List.copyOf(hashes);
  }

  static BlockLocator read(ByteReader in) {
    // The sender's protocol version, which nobody reads.
    in.readInt32();
    int count = in.readCount(32);
    if (count > MAX_HASHES) {
      throw new OversizedException("locator size " + count + " > " + MAX_HASHES);
    }
    List<BlockHash> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(BlockHash.read(in));
    }
    return new BlockLocator(hashes);
  }

  void write(ByteWriter out) {
    out.writeInt32(Version.PROTOCOL_VERSION);
    out.writeCompactSize(hashes.size());
    for (BlockHash hash : hashes) {
      hash.write(out);
    }
  }
}

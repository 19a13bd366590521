package org.quantumcoin.node.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;

/// How far an index came, as it keeps it: the height of its last block, and hashes of this block
/// and of some before it, ever further apart.
///
/// The last block alone would not do: the chain writes its headers to disk less often than an index
/// does, so a crash may make it forget the block.
record SavedPosition(int height, List<BlockHash> hashes) {
  /// Hashes before the steps begin to double.
  private static final int DENSE = 10;

  SavedPosition {
    hashes = List.copyOf(hashes);
  }

  static SavedPosition of(BlockIndex last) {
    List<BlockHash> hashes = new ArrayList<>();
    BlockIndex at = last;
    hashes.add(at.hash());
    int step = 1;
    while (at.height() > 0) {
      at = at.ancestor(Math.max(at.height() - step, 0));
      hashes.add(at.hash());
      if (hashes.size() > DENSE) {
        step *= 2;
      }
    }
    return new SavedPosition(last.height(), hashes);
  }

  /// Throws [org.quantumcoin.node.encoding.DecodeException] for what is none.
  static SavedPosition parse(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int height = in.readInt32();
    int count = in.readCount(Hash256.SIZE_BYTES);
    List<BlockHash> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(BlockHash.read(in));
    }
    in.expectEnd();
    return new SavedPosition(height, hashes);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(5 + Hash256.SIZE_BYTES * hashes.size());
    out.writeInt32(height).writeCompactSize(hashes.size());
    hashes.forEach(hash -> hash.write(out));
    return out.toByteArray();
  }

  /// The last of these blocks that is still known.
  Optional<BlockIndex> lastKnown(Function<BlockHash, @Nullable BlockIndex> find) {
    for (BlockHash hash : hashes) {
      BlockIndex known = find.apply(hash);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }
}

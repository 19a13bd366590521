package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;

/// Blocks that a wallet has seen, the last ones each and older ones ever more sparsely down to the
/// first of the chain: Core's `CBlockLocator`.
///
/// A node that was killed, or whose files were put back, may not know the last block that its
/// wallet saw, or may have followed another branch meanwhile. What both know is found here, a few
/// blocks below, however long the chain is.
///
/// Only blocks that the wallet was told of are noted, never what the node says of lower heights: on
/// another branch the wallet would believe that it knows blocks it never saw.
final class SeenBlocks {
  /// So many blocks below the last are all kept: deeper reorganisations are rare.
  private static final int DENSE = 16;

  /// Ascending, at most two for each doubling of the distance: some sixty for any chain.
  private final List<Place> places = new ArrayList<>();

  private record Place(int height, BlockHash hash) {}

  /// Above the block itself nothing is seen any more.
  void add(int height, BlockHash hash) {
    while (!places.isEmpty() && places.getLast().height() >= height) {
      places.removeLast();
    }
    places.removeIf(place -> !isKept(height, place.height()));
    places.add(new Place(height, hash));
  }

  /// What stays at one distance stays at each shorter one, so nothing is missed later.
  private static boolean isKept(int tip, int height) {
    int distance = tip - height;
    return distance <= DENSE || height % (Integer.highestOneBit(distance) / 2) == 0;
  }

  /// Heights, ascending, that are kept below a block.
  static List<Integer> below(int tip) {
    List<Integer> heights = new ArrayList<>();
    for (int height = 0; height < tip; height++) {
      if (isKept(tip, height)) {
        heights.add(height);
      }
    }
    return heights;
  }

  /// Its height if it is among those kept.
  OptionalInt heightOf(BlockHash hash) {
    return places.stream()
        .filter(place -> place.hash().equals(hash))
        .mapToInt(Place::height)
        .findAny();
  }

  /// The latest first.
  byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    for (Place place : places.reversed()) {
      out.writeBytes(place.hash().hash().toBytes()).writeInt32(place.height());
    }
    return out.toByteArray();
  }

  static SeenBlocks parse(byte[] bytes) {
    SeenBlocks seen = new SeenBlocks();
    ByteReader in = new ByteReader(bytes);
    while (in.hasRemaining()) {
      BlockHash hash = BlockHash.read(in);
      seen.places.addFirst(new Place(in.readInt32(), hash));
    }
    return seen;
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  int height() {
    return places.getLast().height();
  }

  BlockHash hash() {
    return places.getLast().hash();
  }
}

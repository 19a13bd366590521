package org.quantumcoin.wallet.psbt.role;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.sign.TaprootSpend.LeafScript;
import org.quantumcoin.wallet.psbt.TapLeaf;

/// Control blocks of all leaves of a script tree (BIP-0341, "Constructing and spending Taproot
/// outputs").
final class ControlBlocks {
  /// A subtree: its hash, and the ways from its leaves up to it.
  private static final class Node {
    final int depth;
    final byte[] hash;
    final List<Way> ways;

    Node(int depth, byte[] hash, List<Way> ways) {
      this.depth = depth;
      this.hash = hash;
      this.ways = ways;
    }
  }

  private record Way(TapLeaf leaf, ByteWriter siblings) {}

  private ControlBlocks() {}

  /// Of leaves from left to right that make one tree.
  static NavigableMap<LeafScript, NavigableSet<ByteString>> of(
      List<TapLeaf> leaves, byte[] internalKey, int outputKeyParity) {
    Deque<Node> open = new ArrayDeque<>();
    for (TapLeaf leaf : leaves) {
      List<Way> ways = new ArrayList<>(List.of(new Way(leaf, new ByteWriter(64))));
      Node node = new Node(leaf.depth(), Taproot.leafHash(leaf.version(), leaf.script()), ways);
      while (!open.isEmpty() && open.peek().depth == node.depth && node.depth > 0) {
        node = join(open.pop(), node);
      }
      open.push(node);
    }
    NavigableMap<LeafScript, NavigableSet<ByteString>> blocks = new TreeMap<>();
    if (open.isEmpty()) {
      return blocks;
    }
    for (Way way : open.pop().ways) {
      TapLeaf leaf = way.leaf();
      byte[] block =
          new ByteWriter(33 + way.siblings().size())
              .writeByte(leaf.version() | outputKeyParity)
              .writeBytes(internalKey)
              .writeBytes(way.siblings().toByteArray())
              .toByteArray();
      LeafScript script = new LeafScript(ByteString.of(leaf.script().toBytes()), leaf.version());
      blocks
          .computeIfAbsent(
              script,
              _ ->
                  new TreeSet<>(
                      Comparator.comparingInt(ByteString::length)
                          .thenComparing(Comparator.naturalOrder())))
          .add(ByteString.of(block));
    }
    return blocks;
  }

  private static Node join(Node left, Node right) {
    left.ways.forEach(way -> way.siblings().writeBytes(right.hash));
    right.ways.forEach(way -> way.siblings().writeBytes(left.hash));
    left.ways.addAll(right.ways);
    return new Node(left.depth - 1, Taproot.branchHash(left.hash, right.hash), left.ways);
  }
}

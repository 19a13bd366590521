package org.quantumcoin.wallet.descriptor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Taproot;

/// The scripts behind a taproot output, in the order of the text, with their depths in the tree,
/// and the internal key.
public final class TaprootTree {
  /// A script and how deep it stands.
  public record Leaf(int depth, Script script) {}

  private static final class Node {
    final int depth;
    final byte[] hash;

    Node(int depth, byte[] hash) {
      this.depth = depth;
      this.hash = hash;
    }
  }

  private final byte[] internalKey;
  private final List<Leaf> leaves;

  TaprootTree(byte[] internalKey, List<Leaf> leaves) {
    this.internalKey = internalKey;
    this.leaves = List.copyOf(leaves);
  }

  /// 32 bytes.
  public byte[] internalKey() {
    return internalKey.clone();
  }

  public List<Leaf> leaves() {
    return leaves;
  }

  /// Empty without scripts.
  public Optional<byte[]> merkleRoot() {
    Deque<Node> open = new ArrayDeque<>();
    for (Leaf leaf : leaves) {
      Node node = new Node(leaf.depth(), Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, leaf.script()));
      // Two neighbours at one depth are siblings: the text lists a tree from left to right.
      while (!open.isEmpty() && open.peek().depth == node.depth && node.depth > 0) {
        node = new Node(node.depth - 1, Taproot.branchHash(open.pop().hash, node.hash));
      }
      open.push(node);
    }
    return open.isEmpty() ? Optional.empty() : Optional.of(open.peek().hash);
  }

  /// 32 bytes; empty if the internal key is no point.
  public Optional<byte[]> outputKey() {
    return Taproot.outputKey(internalKey, merkleRoot()).map(key -> Arrays.copyOfRange(key, 1, 33));
  }
}

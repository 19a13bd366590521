package org.quantumcoin.wallet.descriptor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.quantumcoin.node.encoding.ByteWriter;
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

    /// The leaves below are those from here to before `end`.
    final int start;

    final int end;

    Node(int depth, byte[] hash, int start, int end) {
      this.depth = depth;
      this.hash = hash;
      this.start = start;
      this.end = end;
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
    return leaves.isEmpty() ? Optional.empty() : Optional.of(join(-1, new ByteWriter(0)));
  }

  /// What a witness shows to spend by one of the scripts: how that is reached from the output key
  /// (BIP-0341, "Script validation rules"). Empty if the internal key is no point.
  public Optional<byte[]> controlBlock(int leaf) {
    Objects.checkIndex(leaf, leaves.size());
    ByteWriter path = new ByteWriter(32 * leaves.get(leaf).depth());
    byte[] root = join(leaf, path);
    return Taproot.outputKey(internalKey, Optional.of(root))
        .map(key -> {
          ByteWriter block = new ByteWriter(33 + path.size());
          block.writeByte(Taproot.LEAF_TAPSCRIPT | (key[0] & 1));
          return block.writeBytes(internalKey).writeBytes(path.toByteArray()).toByteArray();
        });
  }

  /// The root; on the way there the hashes beside one leaf's way up are written to `path`.
  private byte[] join(int leafIndex, ByteWriter path) {
    Deque<Node> open = new ArrayDeque<>();
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      byte[] hash = Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, leaf.script());
      Node node = new Node(leaf.depth(), hash, i, i + 1);
      // Two neighbours at one depth are siblings: the text lists a tree from left to right.
      while (!open.isEmpty() && open.element().depth == node.depth && node.depth > 0) {
        Node left = open.pop();
        if (leafIndex >= left.start && leafIndex < node.end) {
          path.writeBytes(leafIndex < left.end ? node.hash : left.hash);
        }
        byte[] joined = Taproot.branchHash(left.hash, node.hash);
        node = new Node(node.depth - 1, joined, left.start, node.end);
      }
      open.push(node);
    }
    return open.element().hash;
  }

  /// 32 bytes; empty if the internal key is no point.
  public Optional<byte[]> outputKey() {
    return Taproot.outputKey(internalKey, merkleRoot()).map(key -> Arrays.copyOfRange(key, 1, 33));
  }
}

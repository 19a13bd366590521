package org.quantumcoin.wallet.audit;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteString;

/// The Merkle tree of RFC 6962, section 2.1: leaves are added at its end and never change.
///
/// Leaves and nodes are hashed with different first bytes, so that no leaf can pass for a node. The
/// hash of every complete subtree is kept: a root takes as many hashes as the tree has levels.
public final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /// The root of a tree without leaves: the hash of nothing.
  public static final ByteString EMPTY_ROOT = ByteString.of(Sha256.hash(new byte[0]));

  /// At each level the roots of the complete subtrees of two to that power leaves.
  private final List<List<ByteString>> levels = new ArrayList<>();

  public static ByteString leafHash(ByteString content) {
    byte[] bytes = content.toBytes();
    return ByteString.of(Sha256.local().update(new byte[] {LEAF}).update(bytes).finish());
  }

  static ByteString nodeHash(ByteString left, ByteString right) {
    return ByteString.of(
        Sha256.local()
            .update(new byte[] {NODE})
            .update(left.toBytes())
            .update(right.toBytes())
            .finish());
  }

  public int size() {
    return levels.isEmpty() ? 0 : levels.getFirst().size();
  }

  /// Adds a leaf by its hash.
  public void add(ByteString leafHash) {
    ByteString hash = leafHash;
    for (int level = 0; ; level++) {
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      List<ByteString> row = levels.get(level);
      row.add(hash);
      if (row.size() % 2 == 1) {
        return;
      }
      hash = nodeHash(row.get(row.size() - 2), hash);
    }
  }

  public ByteString root() {
    return root(size());
  }

  /// The root as it was when the tree had `size` leaves.
  public ByteString root(int size) {
    if (size < 0 || size > size()) {
      throw new IllegalArgumentException("the tree has " + size() + " leaves, not " + size);
    }
    return size == 0 ? EMPTY_ROOT : subtree(0, size);
  }

  /// MTH of the leaves from `from` to before `to`; `from` is a multiple of the power of two that is
  /// not less than their number.
  private ByteString subtree(int from, int to) {
    int count = to - from;
    if (Integer.bitCount(count) == 1) {
      int level = Integer.numberOfTrailingZeros(count);
      return levels.get(level).get(from >> level);
    }
    int split = Integer.highestOneBit(count);
    return nodeHash(subtree(from, from + split), subtree(from + split, to));
  }

  private static int split(int count) {
    int top = Integer.highestOneBit(count);
    return top == count ? top / 2 : top;
  }

  /// PATH (RFC 6962, section 2.1.1): that the leaf at `index` is among the first `size`.
  public List<ByteString> inclusionProof(int index, int size) {
    if (index < 0 || index >= size || size > size()) {
      throw new IllegalArgumentException("no leaf " + index + " among " + size);
    }
    List<ByteString> proof = new ArrayList<>();
    addPath(index, 0, size, proof);
    return proof;
  }

  private void addPath(int index, int from, int to, List<ByteString> proof) {
    if (to - from == 1) {
      return;
    }
    int middle = from + split(to - from);
    if (index < middle) {
      addPath(index, from, middle, proof);
      proof.add(subtree(middle, to));
    } else {
      addPath(index, middle, to, proof);
      proof.add(subtree(from, middle));
    }
  }

  /// PROOF (RFC 6962, section 2.1.2): that the tree of `size` leaves begins with that of `earlier`.
  public List<ByteString> consistencyProof(int earlier, int size) {
    if (earlier < 1 || earlier > size || size > size()) {
      throw new IllegalArgumentException("no proof from " + earlier + " to " + size);
    }
    List<ByteString> proof = new ArrayList<>();
    addSubproof(earlier, 0, size, true, proof);
    return proof;
  }

  private void addSubproof(
      int earlier, int from, int to, boolean complete, List<ByteString> proof) {
    if (earlier == to) {
      if (!complete) {
        proof.add(subtree(from, to));
      }
      return;
    }
    int middle = from + split(to - from);
    if (earlier <= middle) {
      addSubproof(earlier, from, middle, complete, proof);
      proof.add(subtree(middle, to));
    } else {
      addSubproof(earlier, middle, to, false, proof);
      proof.add(subtree(from, middle));
    }
  }
}

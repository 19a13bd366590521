package org.quantumcoin.wallet.audit;

import java.util.List;
import org.quantumcoin.node.encoding.ByteString;

/// Checks proofs about a tree of which only heads are known (RFC 6962, section 2.1.1 and 2.1.2; the
/// steps are those of RFC 9162, section 2.1.3.2 and 2.1.4.2, of the same tree).
public final class MerkleProofs {
  private MerkleProofs() {}

  /// Is this the leaf at `index` of the tree with this head?
  public static boolean isIncluded(
      ByteString leafHash, long index, TreeHead head, List<ByteString> proof) {
    if (index < 0 || index >= head.size()) {
      return false;
    }
    long position = index;
    long last = head.size() - 1;
    ByteString hash = leafHash;
    for (ByteString sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((position & 1) == 1 || position == last) {
        hash = MerkleTree.nodeHash(sibling, hash);
        while ((position & 1) == 0 && position != 0) {
          position >>= 1;
          last >>= 1;
        }
      } else {
        hash = MerkleTree.nodeHash(hash, sibling);
      }
      position >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(head.root());
  }

  /// Does the tree with the later head begin with all of that with the earlier?
  public static boolean isConsistent(TreeHead earlier, TreeHead later, List<ByteString> proof) {
    if (earlier.size() > later.size()) {
      return false;
    }
    if (earlier.size() == later.size()) {
      return proof.isEmpty() && earlier.root().equals(later.root());
    }
    if (earlier.size() == 0) {
      return proof.isEmpty() && earlier.root().equals(MerkleTree.EMPTY_ROOT);
    }
    boolean whole = Long.bitCount(earlier.size()) == 1;
    if (!whole && proof.isEmpty()) {
      return false;
    }
    long position = earlier.size() - 1;
    long last = later.size() - 1;
    while ((position & 1) == 1) {
      position >>= 1;
      last >>= 1;
    }
    // A complete tree is itself the first step, and not repeated in the proof.
    ByteString before = whole ? earlier.root() : proof.getFirst();
    ByteString after = before;
    for (ByteString step : proof.subList(whole ? 0 : 1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((position & 1) == 1 || position == last) {
        before = MerkleTree.nodeHash(step, before);
        after = MerkleTree.nodeHash(step, after);
        while ((position & 1) == 0 && position != 0) {
          position >>= 1;
          last >>= 1;
        }
      } else {
        after = MerkleTree.nodeHash(after, step);
      }
      position >>= 1;
      last >>= 1;
    }
    return last == 0 && before.equals(earlier.root()) && after.equals(later.root());
  }
}

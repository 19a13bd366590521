package org.quantumcoin.node.consensus;

import java.util.List;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Transaction;

/// Bitcoin's merkle tree: double SHA-256 of pairs, the last one of an odd row paired with itself.
///
/// Pairing with oneself means that a list can be extended by repeating its end without changing the
/// root (CVE-2012-2459). A tree built from such a list is reported as mutated, so that the honest
/// block of the same hash is not condemned with it.
public final class MerkleTree {
  private MerkleTree() {}

  /// A root, and whether two equal hashes were paired on the way to it.
  public record Root(Hash256 hash, boolean mutated) {}

  /// The root over leaves; zero for none.
  public static Root of(List<Hash256> leaves) {
    if (leaves.isEmpty()) {
      return new Root(Hash256.ZERO, false);
    }
    int count = leaves.size();
    byte[] row = new byte[(count + (count & 1)) * 32];
    for (int i = 0; i < count; i++) {
      leaves.get(i).copyTo(row, i * 32);
    }
    return fold(row, count);
  }

  private static Root fold(byte[] row, int leafCount) {
    boolean mutated = false;
    int count = leafCount;
    Sha256 digest = Sha256.local();
    while (count > 1) {
      for (int i = 0; i + 1 < count; i += 2) {
        mutated |= equalPair(row, i * 32);
      }
      if ((count & 1) != 0) {
        System.arraycopy(row, (count - 1) * 32, row, count * 32, 32);
        count++;
      }
      for (int i = 0; i < count; i += 2) {
        byte[] parent = digest.update(row, i * 32, 64).finishTwice();
        System.arraycopy(parent, 0, row, i * 16, 32);
      }
      count /= 2;
    }
    return new Root(Hash256.of(row, 0), mutated);
  }

  private static boolean equalPair(byte[] row, int at) {
    for (int i = at; i < at + 32; i++) {
      if (row[i] != row[i + 32]) {
        return false;
      }
    }
    return true;
  }

  /// The root that a header commits to: over txids.
  public static Root ofBlock(Block block) {
    List<Transaction> txs = block.transactions();
    int count = txs.size();
    if (count == 0) {
      return new Root(Hash256.ZERO, false);
    }
    byte[] row = new byte[(count + (count & 1)) * 32];
    for (int i = 0; i < count; i++) {
      txs.get(i).txid().hash().copyTo(row, i * 32);
    }
    return fold(row, count);
  }

  /// The root that the coinbase's witness commitment is made over: wtxids, with zero for the
  /// coinbase (BIP-0141).
  public static Hash256 ofWitnesses(Block block) {
    List<Transaction> txs = block.transactions();
    int count = txs.size();
    byte[] row = new byte[(count + (count & 1)) * 32];
    for (int i = 1; i < count; i++) {
      txs.get(i).wtxid().hash().copyTo(row, i * 32);
    }
    return fold(row, count).hash();
  }
}

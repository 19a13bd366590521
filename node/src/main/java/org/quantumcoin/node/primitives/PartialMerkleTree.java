package org.quantumcoin.node.primitives;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// So much of a block's merkle tree as proves that some of its transactions stand in it (BIP-0037,
/// "Partial Merkle branch format").
///
/// The tree is walked depth first. Each node met takes one bit: whether anything that is proven
/// lies below it. Where nothing does, or at a leaf, its hash is given; elsewhere it follows from
/// what is below.
public final class PartialMerkleTree {
  /// The weight of a block by that of the smallest transaction there can be (60 bytes without
  /// witness): a tree of more leaves belongs to no block.
  private static final long MAX_TRANSACTIONS = 4_000_000 / (4 * 60);

  private final long transactions;
  private final List<Hash256> hashes;
  private final byte[] bits;

  private PartialMerkleTree(long transactions, List<Hash256> hashes, byte[] bits) {
    this.transactions = transactions;
    this.hashes = hashes;
    this.bits = bits;
  }

  /// The tree that proves some of a block's transactions.
  ///
  /// @param leaves the txids of all of them, as hashes; at least one
  /// @param proven their places
  public static PartialMerkleTree of(List<Hash256> leaves, BitSet proven) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("a block has at least one transaction");
    }
    return new Builder(leaves, proven).build();
  }

  /// Reads what a `merkleblock` message or a proof has behind the header; throws
  /// [org.quantumcoin.node.encoding.DecodeException] where the bytes run out.
  public static PartialMerkleTree read(ByteReader in) {
    long transactions = in.readUint32();
    int count = in.readCount(Hash256.SIZE_BYTES);
    List<Hash256> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(Hash256.read(in));
    }
    return new PartialMerkleTree(transactions, List.copyOf(hashes), in.readVarBytes());
  }

  /// What [#read] reads.
  public void write(ByteWriter out) {
    out.writeUint32(transactions).writeCompactSize(hashes.size());
    hashes.forEach(hash -> hash.write(out));
    out.writeVarBytes(bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartialMerkleTree that
        && transactions == that.transactions
        && hashes.equals(that.hashes)
        && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return 31 * hashes.hashCode() + Arrays.hashCode(bits);
  }

  /// A transaction that is proven, and its place in the block.
  public record Match(Txid txid, int index) {}

  /// What the tree says: the root that a block must have for the matches to stand in it.
  public record Proof(Hash256 root, List<Match> matches) {}

  /// Empty if it is no tree that a block can have, or if anything in it is left over.
  public Optional<Proof> proof() {
    boolean possible =
        transactions > 0
            && transactions <= MAX_TRANSACTIONS
            && hashes.size() <= transactions
            && bits.length * 8L >= hashes.size();
    return possible ? new Walk().proof() : Optional.empty();
  }

  private static byte[] parentOf(byte[] left, byte[] right) {
    return Sha256.local().update(left, 0, left.length).update(right, 0, right.length).finishTwice();
  }

  /// How many nodes of a tree stand at a height; leaves are at 0.
  private static int width(long leaves, int height) {
    return (int) ((leaves + (1L << height) - 1) >> height);
  }

  /// Builds a tree over rows of hashes, the leaves' first.
  private static final class Builder {
    private final List<List<byte[]>> rows = new ArrayList<>();
    private final BitSet proven;
    private final List<Hash256> hashes = new ArrayList<>();
    private final BitSet bits = new BitSet();
    private int bitCount;

    Builder(List<Hash256> leaves, BitSet proven) {
      this.proven = proven;
      rows.add(leaves.stream().map(Hash256::toBytes).toList());
      while (rows.getLast().size() > 1) {
        rows.add(above(rows.getLast()));
      }
    }

    private static List<byte[]> above(List<byte[]> row) {
      List<byte[]> above = new ArrayList<>((row.size() + 1) / 2);
      for (int i = 0; i < row.size(); i += 2) {
        above.add(parentOf(row.get(i), row.get(Math.min(i + 1, row.size() - 1))));
      }
      return above;
    }

    PartialMerkleTree build() {
      add(rows.size() - 1, 0);
      byte[] packed = Arrays.copyOf(bits.toByteArray(), (bitCount + 7) / 8);
      return new PartialMerkleTree(rows.getFirst().size(), List.copyOf(hashes), packed);
    }

    private void add(int height, int place) {
      int first = place << height;
      int next = proven.nextSetBit(first);
      boolean matched = next >= 0 && next < first + (1 << height);
      bits.set(bitCount++, matched);
      if (height == 0 || !matched) {
        hashes.add(Hash256.of(rows.get(height).get(place)));
        return;
      }
      add(height - 1, place * 2);
      if (place * 2 + 1 < rows.get(height - 1).size()) {
        add(height - 1, place * 2 + 1);
      }
    }
  }

  /// One way through the tree.
  private final class Walk {
    private final List<Match> matches = new ArrayList<>();
    private int usedBits;
    private int usedHashes;
    private boolean bad;

    Optional<Proof> proof() {
      int height = 0;
      while (width(transactions, height) > 1) {
        height++;
      }
      byte[] root = node(height, 0);
      boolean whole = (usedBits + 7) / 8 == bits.length && usedHashes == hashes.size();
      return bad || !whole
          ? Optional.empty()
          : Optional.of(new Proof(Hash256.of(root), List.copyOf(matches)));
    }

    private byte[] node(int height, int place) {
      if (usedBits >= bits.length * 8) {
        return fail();
      }
      boolean matched = (bits[usedBits / 8] >> (usedBits % 8) & 1) != 0;
      usedBits++;
      if (height > 0 && matched) {
        return parent(height, place);
      }
      if (usedHashes >= hashes.size()) {
        return fail();
      }
      Hash256 hash = hashes.get(usedHashes++);
      if (matched) {
        matches.add(new Match(new Txid(hash), place));
      }
      return hash.toBytes();
    }

    private byte[] parent(int height, int place) {
      byte[] left = node(height - 1, place * 2);
      byte[] right = left;
      if (place * 2 + 1 < width(transactions, height - 1)) {
        right = node(height - 1, place * 2 + 1);
        // Equal halves would give the root of a shorter list of transactions (CVE-2012-2459).
        bad |= Arrays.equals(left, right);
      }
      return parentOf(left, right);
    }

    private byte[] fail() {
      bad = true;
      return Hash256.ZERO.toBytes();
    }
  }
}

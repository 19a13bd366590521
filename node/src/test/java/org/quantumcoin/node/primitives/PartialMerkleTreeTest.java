package org.quantumcoin.node.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.consensus.MerkleTree;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.PartialMerkleTree.Match;
import org.quantumcoin.node.primitives.PartialMerkleTree.Proof;

class PartialMerkleTreeTest {
  private static List<Hash256> leaves(int count) {
    List<Hash256> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(Hash256.of(Sha256.hash(new byte[] {(byte) i, (byte) (i >> 8)})));
    }
    return leaves;
  }

  /// Builds trees as BIP-0037 describes it, without regard for speed.
  private static final class Builder {
    private final List<Hash256> leaves;
    private final List<Integer> proven;
    private final List<Hash256> hashes = new ArrayList<>();
    private final List<Boolean> bits = new ArrayList<>();

    Builder(List<Hash256> leaves, List<Integer> proven) {
      this.leaves = leaves;
      this.proven = proven;
      int height = 0;
      while (1 << height < leaves.size()) {
        height++;
      }
      add(height, 0);
    }

    private void add(int height, int place) {
      int from = place << height;
      int to = Math.min(leaves.size(), (place + 1) << height);
      boolean matched = proven.stream().anyMatch(each -> each >= from && each < to);
      bits.add(matched);
      if (height == 0 || !matched) {
        hashes.add(hash(height, place));
        return;
      }
      add(height - 1, place * 2);
      if ((place * 2 + 1) << (height - 1) < leaves.size()) {
        add(height - 1, place * 2 + 1);
      }
    }

    private Hash256 hash(int height, int place) {
      if (height == 0) {
        return leaves.get(place);
      }
      Hash256 left = hash(height - 1, place * 2);
      boolean paired = (place * 2 + 1) << (height - 1) < leaves.size();
      Hash256 right = paired ? hash(height - 1, place * 2 + 1) : left;
      ByteWriter pair = new ByteWriter();
      left.write(pair);
      right.write(pair);
      return Hash256.of(Sha256.hashTwice(pair.toByteArray()));
    }

    byte[] write() {
      ByteWriter out = new ByteWriter();
      out.writeUint32(leaves.size()).writeCompactSize(hashes.size());
      hashes.forEach(hash -> hash.write(out));
      byte[] packed = new byte[(bits.size() + 7) / 8];
      for (int i = 0; i < bits.size(); i++) {
        packed[i / 8] |= (byte) (bits.get(i) ? 1 << i % 8 : 0);
      }
      return out.writeVarBytes(packed).toByteArray();
    }
  }

  private static Optional<Proof> read(byte[] bytes) {
    return PartialMerkleTree.read(new ByteReader(bytes)).proof();
  }

  @Test
  void tree_ofAnyTransactionsOfBlocksOfManySizes_isAsDescribed_andGivesThemAndTheRoot() {
    SplittableRandom random = new SplittableRandom(37);
    for (int count : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 100, 513}) {
      List<Hash256> leaves = leaves(count);
      for (int round = 0; round < 20; round++) {
        double share = random.nextDouble();
        List<Integer> proven = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          if (random.nextDouble() < share) {
            proven.add(i);
          }
        }
        byte[] expected = new Builder(leaves, proven).write();
        BitSet places = new BitSet();
        proven.forEach(places::set);
        ByteWriter made = new ByteWriter();
        PartialMerkleTree.of(leaves, places).write(made);
        assertThat(made.toByteArray()).isEqualTo(expected);
        Proof proof = read(expected).orElseThrow();
        assertThat(proof.root()).isEqualTo(MerkleTree.of(leaves).hash());
        assertThat(proof.matches())
            .isEqualTo(proven.stream().map(i -> new Match(new Txid(leaves.get(i)), i)).toList());
      }
    }
  }

  @Test
  void proof_whenAnythingIsChanged_isRefused_hasAnotherRoot_orNamesWhatStandsThere() {
    List<Hash256> leaves = leaves(11);
    byte[] good = new Builder(leaves, List.of(3, 10)).write();
    Hash256 root = MerkleTree.of(leaves).hash();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Optional<Proof> proof;
      try {
        proof = read(bad);
      } catch (DecodeException _) {
        continue;
      }
      for (Match match :
          proof.filter(each -> each.root().equals(root)).map(Proof::matches).orElse(List.of())) {
        assertThat(match.txid().hash()).as("bit " + bit).isEqualTo(leaves.get(match.index()));
      }
    }
  }

  @Test
  void proof_ofAListThatRepeatsItsEnd_isRefused() {
    List<Hash256> three = leaves(3);
    List<Hash256> repeated = new ArrayList<>(three);
    repeated.add(three.getLast());
    assertThat(MerkleTree.of(repeated).hash()).isEqualTo(MerkleTree.of(three).hash());
    assertThat(read(new Builder(repeated, List.of(3)).write())).isEmpty();
    assertThat(read(new Builder(three, List.of(2)).write())).isPresent();
  }

  @Test
  void proof_ofNoBlock_isRefused() {
    ByteWriter none = new ByteWriter().writeUint32(0).writeCompactSize(0);
    assertThat(read(none.writeVarBytes(new byte[0]).toByteArray())).isEmpty();
    ByteWriter huge = new ByteWriter().writeUint32(0xffff_ffffL).writeCompactSize(1);
    leaves(1).getFirst().write(huge);
    assertThat(read(huge.writeVarBytes(new byte[1]).toByteArray())).isEmpty();
  }

  @Test
  void proof_withSomethingLeftOver_isRefused() {
    List<Hash256> leaves = leaves(4);
    byte[] good = new Builder(leaves, List.of(1)).write();
    byte[] moreBits = Arrays.copyOf(good, good.length + 1);
    moreBits[good.length - 2] = 2;
    assertThat(read(good)).isPresent();
    assertThat(read(moreBits)).isEmpty();
  }

  @Test
  void read_whenItEndsTooSoon_fails() {
    byte[] good = new Builder(leaves(9), List.of(4)).write();
    for (int length = 0; length < good.length; length++) {
      ByteReader in = new ByteReader(good, 0, length);
      assertThatThrownBy(() -> PartialMerkleTree.read(in)).isInstanceOf(DecodeException.class);
    }
  }
}

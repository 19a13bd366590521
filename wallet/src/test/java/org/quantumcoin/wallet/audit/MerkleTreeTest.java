package org.quantumcoin.wallet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;

/// Leaves, roots and proofs of the certificate transparency project's reference tree.
final class MerkleTreeTest {
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static MerkleTree tree(int size) {
    MerkleTree tree = new MerkleTree();
    for (String leaf : LEAVES.subList(0, size)) {
      tree.add(MerkleTree.leafHash(ByteString.fromHex(leaf)));
    }
    return tree;
  }

  private static MerkleTree numbered(int size) {
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < size; i++) {
      tree.add(leaf(i));
    }
    return tree;
  }

  private static ByteString leaf(int i) {
    return MerkleTree.leafHash(ByteString.of(new byte[] {(byte) i, (byte) (i >> 8)}));
  }

  private static TreeHead head(MerkleTree tree, int size) {
    return new TreeHead(size, tree.root(size));
  }

  private static List<ByteString> hashes(String... hex) {
    return List.of(hex).stream().map(ByteString::fromHex).toList();
  }

  @Test
  void root_ofEachSize_isThatOfTheReference() {
    MerkleTree whole = tree(8);
    for (int size = 0; size < ROOTS.size(); size++) {
      assertThat(tree(size).root().toHex()).isEqualTo(ROOTS.get(size));
      assertThat(whole.root(size).toHex()).isEqualTo(ROOTS.get(size));
    }
  }

  @Test
  void inclusionProof_isThatOfTheReference() {
    assertThat(tree(8).inclusionProof(0, 8))
        .isEqualTo(
            hashes(
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
    assertThat(tree(8).inclusionProof(5, 8))
        .isEqualTo(
            hashes(
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
  }

  @Test
  void consistencyProof_isThatOfTheReference() {
    assertThat(tree(8).consistencyProof(1, 1)).isEmpty();
    assertThat(tree(8).consistencyProof(6, 8))
        .isEqualTo(
            hashes(
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    assertThat(tree(8).consistencyProof(2, 5))
        .isEqualTo(
            hashes(
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
  }

  @Test
  void proofs_ofEveryPlace_verifyAndNoOtherDoes() {
    int most = 40;
    MerkleTree tree = numbered(most);
    for (int size = 1; size <= most; size++) {
      for (int index = 0; index < size; index++) {
        List<ByteString> proof = tree.inclusionProof(index, size);
        assertThat(MerkleProofs.isIncluded(leaf(index), index, head(tree, size), proof)).isTrue();
        assertThat(MerkleProofs.isIncluded(leaf(index + 1), index, head(tree, size), proof))
            .isFalse();
        assertThat(MerkleProofs.isIncluded(leaf(index), index + 1, head(tree, size), proof))
            .isFalse();
        for (List<ByteString> wrong : spoiled(proof)) {
          assertThat(MerkleProofs.isIncluded(leaf(index), index, head(tree, size), wrong))
              .isFalse();
        }
      }
    }
  }

  @Test
  void consistency_ofEveryPair_verifiesAndNoOtherDoes() {
    int most = 40;
    MerkleTree tree = numbered(most);
    for (int size = 1; size <= most; size++) {
      for (int earlier = 1; earlier <= size; earlier++) {
        List<ByteString> proof = tree.consistencyProof(earlier, size);
        TreeHead before = head(tree, earlier);
        TreeHead after = head(tree, size);
        assertThat(MerkleProofs.isConsistent(before, after, proof)).isTrue();
        TreeHead forged = new TreeHead(earlier, MerkleTree.EMPTY_ROOT);
        assertThat(MerkleProofs.isConsistent(forged, after, proof)).isFalse();
        assertThat(MerkleProofs.isConsistent(before, new TreeHead(size, leaf(0)), proof))
            .isEqualTo(size == 1);
        for (List<ByteString> wrong : spoiled(proof)) {
          assertThat(MerkleProofs.isConsistent(before, after, wrong)).isFalse();
        }
      }
    }
  }

  private static List<List<ByteString>> spoiled(List<ByteString> proof) {
    List<List<ByteString>> all = new ArrayList<>();
    List<ByteString> longer = new ArrayList<>(proof);
    longer.add(leaf(0));
    all.add(longer);
    if (!proof.isEmpty()) {
      all.add(proof.subList(0, proof.size() - 1));
      List<ByteString> other = new ArrayList<>(proof);
      other.set(0, leaf(12_345));
      all.add(other);
    }
    return all;
  }

  @Test
  void root_beyondTheEnd_isABug() {
    assertThatThrownBy(() -> tree(3).root(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree(3).inclusionProof(3, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree(3).consistencyProof(0, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

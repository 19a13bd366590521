package org.quantumcoin.node.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.vectors.Vectors;

class MerkleBlockVectorTest {
  @Test
  void merkleBlock_provesItsTransactions_andIsWrittenAsItWasRead() {
    byte[] payload = Hex.decode(Vectors.text("p2p/merkleblock_300025.hex").strip());
    ByteReader in = new ByteReader(payload);
    BlockHeader header = BlockHeader.read(in);
    PartialMerkleTree tree = PartialMerkleTree.read(in);
    in.expectEnd();
    PartialMerkleTree.Proof proof = tree.proof().orElseThrow();
    assertThat(proof.root()).isEqualTo(header.merkleRoot());
    assertThat(proof.matches()).isNotEmpty();
    ByteWriter out = new ByteWriter();
    header.write(out);
    tree.write(out);
    assertThat(out.toByteArray()).isEqualTo(payload);
    Vectors.report("p2p/merkleblock", 1);
  }
}

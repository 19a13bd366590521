package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.PartialMerkleTree;

/// A block's header and the proof of those of its transactions that match the receiver's bloom
/// filter (BIP-0037).
public record MerkleBlock(BlockHeader header, PartialMerkleTree tree) implements Message {
  static final String COMMAND = "merkleblock";

  static MerkleBlock read(ByteReader in) {
    return new MerkleBlock(BlockHeader.read(in), PartialMerkleTree.read(in));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    header.write(out);
    tree.write(out);
  }
}

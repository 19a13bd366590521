package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.p2p.message.MerkleBlock;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.PartialMerkleTree;
import org.quantumcoin.node.primitives.Transaction;

/// A block as somebody with a bloom filter gets it (BIP-0037): the proof of the transactions that
/// match, and they themselves, without witnesses.
record FilteredBlock(MerkleBlock proof, List<TxMessage> transactions) {
  FilteredBlock {
    transactions = List.copyOf(transactions);
  }

  /// The filter takes up what it finds.
  static FilteredBlock of(Block block, BloomFilter filter) {
    List<Hash256> leaves = new ArrayList<>(block.transactions().size());
    BitSet matches = new BitSet();
    List<TxMessage> matched = new ArrayList<>();
    for (Transaction tx : block.transactions()) {
      if (filter.matchAndUpdate(tx)) {
        matches.set(leaves.size());
        ByteWriter out = new ByteWriter(tx.baseSize());
        tx.writeWithoutWitness(out);
        matched.add(new TxMessage(out.toByteArray()));
      }
      leaves.add(tx.txid().hash());
    }
    return new FilteredBlock(
        new MerkleBlock(block.header(), PartialMerkleTree.of(leaves, matches)), matched);
  }
}

package org.quantumcoin.node.mining;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.MerkleTree;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;

/// A template as miners work on it: each extra nonce in its coinbase gives another merkle root and
/// so another four thousand million nonces.
final class MiningWork {
  private final BlockTemplate template;
  private final long mempoolChanges;

  /// `mempoolChanges` is the mempool's count of changes that the template is of.
  MiningWork(BlockTemplate template, long mempoolChanges) {
    this.template = template;
    this.mempoolChanges = mempoolChanges;
  }

  BlockTemplate template() {
    return template;
  }

  long mempoolChanges() {
    return mempoolChanges;
  }

  /// The block with an extra nonce in its coinbase, and a time.
  Block with(long extraNonce, long time) {
    Block block = template.block();
    List<Transaction> transactions = new ArrayList<>(block.transactions());
    transactions.set(0, withExtraNonce(transactions.get(0), extraNonce));
    List<Hash256> txids = transactions.stream().map(tx -> tx.txid().hash()).toList();
    BlockHeader old = block.header();
    BlockHeader header =
        new BlockHeader(
            old.version(),
            old.previous(),
            MerkleTree.of(txids).hash(),
            time,
            old.bits(),
            old.nonce());
    return Block.create(header, transactions);
  }

  private Transaction withExtraNonce(Transaction coinbase, long extraNonce) {
    ByteWriter scriptSig = new ByteWriter(32);
    scriptSig.writeBytes(BlockRules.heightPush(template.height()));
    scriptSig.writeByte(Long.BYTES).writeInt64(extraNonce);
    TxIn input = coinbase.inputs().get(0).withScriptSig(Script.of(scriptSig.toByteArray()));
    return Transaction.create(
        coinbase.version(), List.of(input), coinbase.outputs(), coinbase.lockTime());
  }
}

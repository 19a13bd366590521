package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.consensus.MerkleTree;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Uint256;

/// Blocks with transactions that no rule looks at, with their work done.
final class MadeBlocks {
  private static final int BITS = CompactTarget.encode(LoopbackNode.REGTEST.consensus().powLimit());

  private MadeBlocks() {}

  private static Transaction transaction(OutPoint spends, int value, Script pays) {
    return Transaction.create(
        2,
        List.of(new TxIn(spends, Script.fromHex("0151"), TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(value, pays)),
        0);
  }

  /// A block on top of a chain, with so many small transactions beside its coinbase.
  static Block on(BlockIndex parent, int count) {
    return on(parent, count, Script.fromHex("51"));
  }

  /// The same with larger ones.
  static Block on(BlockIndex parent, int count, Script pays) {
    List<Transaction> transactions = new ArrayList<>();
    transactions.add(transaction(OutPoint.NULL, parent.height(), pays));
    for (int i = 0; i < count; i++) {
      transactions.add(
          transaction(new OutPoint(transactions.getFirst().txid(), i), 1000 + i, pays));
    }
    return of(parent, transactions);
  }

  /// A block on top of the chain with these beside its coinbase, which the chain takes.
  static Block with(FakeChain chain, List<Transaction> others) {
    BlockIndex parent = chain.snapshot().tip();
    List<Transaction> transactions = new ArrayList<>();
    transactions.add(transaction(OutPoint.NULL, parent.height(), Script.fromHex("51")));
    transactions.addAll(others);
    Block block = of(parent, transactions);
    var _ = chain.submitBlock(block, true).join();
    return block;
  }

  private static Block of(BlockIndex parent, List<Transaction> transactions) {
    long time = Math.max(parent.time() + 1, System.currentTimeMillis() / 1000 - 600);
    BlockHeader header = new BlockHeader(4, parent.hash(), Hash256.ZERO, time, BITS, 0);
    Hash256 root = MerkleTree.ofBlock(Block.create(header, transactions)).hash();
    return Block.create(worked(parent.hash(), root, time), transactions);
  }

  /// A header without a block.
  static BlockHeader header(BlockHash parent, long time) {
    return worked(parent, Hash256.ZERO, time);
  }

  private static BlockHeader worked(BlockHash parent, Hash256 root, long time) {
    BlockHeader header = new BlockHeader(4, parent, root, time, BITS, 0);
    while (!hasWork(header)) {
      header = header.withNonce(header.nonce() + 1);
    }
    return header;
  }

  static boolean hasWork(BlockHeader header) {
    Uint256 target = CompactTarget.decode(BITS).value();
    return Uint256.of(header.hash().hash()).compareTo(target) <= 0;
  }
}

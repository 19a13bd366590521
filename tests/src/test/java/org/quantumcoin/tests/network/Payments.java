package org.quantumcoin.tests.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.script.ScriptTemplates;

/// Coins that anybody can spend, and payments with them.
final class Payments {
  private static final long FEE_SATS = 1_000;

  private final RandomGenerator random;

  /// Outputs that nobody has spent yet, of blocks that all nodes agree on.
  private final Deque<RegtestNode.TxOutPoint> free;

  Payments(RandomGenerator random, List<RegtestNode.TxOutPoint> free) {
    this.random = random;
    this.free = new ArrayDeque<>(free);
  }

  /// Where a node's blocks pay to: a script of its own, so that no two nodes mine the same block.
  static Script payout(int id) {
    byte[] drops = {2, (byte) id, (byte) (id >> 8 | 0x40), 0x75, 0x51};
    return ScriptTemplates.payToWitnessScriptHash(Script.of(drops));
  }

  boolean isEmpty() {
    return free.isEmpty();
  }

  RegtestNode.TxOutPoint take() {
    return free.remove();
  }

  /// A payment with a coin of its own, in one to three outputs.
  Transaction next() {
    return RegtestNode.spend(FEE_SATS + random.nextInt(20_000), random.nextInt(1, 4), take());
  }
}

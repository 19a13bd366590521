package org.quantumcoin.node.mempool;

import java.util.List;
import org.quantumcoin.node.primitives.Transaction;

/// A transaction that a block could hold. `parents` are positions in the list of candidates it came
/// in, all before its own.
public record Candidate(
    Transaction tx,
    long feeSats,
    long modifiedFeeSats,
    long virtualSize,
    int sigOpCost,
    List<Integer> parents) {
  public Candidate {
    parents = List.copyOf(parents);
  }

  public int weight() {
    return tx.weight();
  }
}

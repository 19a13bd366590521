package org.quantumcoin.node.mining;

import java.util.List;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Uint256;

/// A block that lacks nothing but its proof of work.
///
/// `fees` and `sigOpCosts` are those of the transactions behind the coinbase, in their order;
/// `witnessRoot` is what the commitment is made over. `minTime` is the earliest time that the
/// header may carry, in unix seconds.
public record BlockTemplate(
    Block block,
    BlockIndex parent,
    Uint256 target,
    List<Long> fees,
    List<Integer> sigOpCosts,
    Hash256 witnessRoot,
    long minTime) {
  public BlockTemplate {
    fees = List.copyOf(fees);
    sigOpCosts = List.copyOf(sigOpCosts);
  }

  public int height() {
    return parent.height() + 1;
  }

  /// Satoshis that the transactions pay.
  public long totalFees() {
    return fees.stream().mapToLong(Long::longValue).sum();
  }
}

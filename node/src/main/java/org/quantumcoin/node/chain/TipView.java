package org.quantumcoin.node.chain;

import java.util.Optional;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.primitives.Block;

/// The chain held still: what a task on the writer's thread sees, valid until the task returns.
public interface TipView {
  ChainSnapshot snapshot();

  /// The coins at the tip.
  CoinsView coins();

  SoftForks softForks();

  /// Whether a block on top of the tip would connect, proof of work aside (Core's
  /// `TestBlockValidity`). Changes nothing.
  Optional<Violation> test(Block block);

  /// A task for the writer.
  interface Task<T> {
    T run(TipView view);
  }
}

package org.quantumcoin.wallet.treasury;

import java.util.Optional;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;

/// What a seat's own node knows of the chain.
public interface ChainView {
  /// Of a machine without a network.
  ChainView OFFLINE = _ -> Optional.empty();

  /// What spends a coin, and how many blocks deep; 0 for the mempool.
  ///
  /// @param time of the block in unix seconds; 0 without one
  record Spend(Transaction tx, int confirmations, long time) {}

  /// Empty for a coin that is unspent or not known.
  Optional<Spend> spender(OutPoint coin);
}

package org.quantumcoin.wallet.coins;

import java.util.List;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.OutPoint;

/// What the unconfirmed ancestors of several coins lack together to reach the fee rate that the
/// payment aims at. Ancestors in common count once, so it may be less than the sum.
@FunctionalInterface
public interface BumpFees {
  /// For wallets whose candidates carry no bump fees.
  BumpFees NONE = outpoints -> OptionalLong.of(0);

  /// In satoshis; empty where the mempool's cluster is too large to tell.
  OptionalLong combined(List<OutPoint> unconfirmed);
}

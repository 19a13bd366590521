package org.quantumcoin.node.mempool;

import java.util.Set;
import org.quantumcoin.node.primitives.OutPoint;

/// What became of a transaction that was offered to the mempool.
public sealed interface TxAcceptance {
  /// Kept. `virtualSize` is the sigop-adjusted one that fees are judged by.
  record Accepted(long feeSats, long virtualSize) implements TxAcceptance {}

  /// Is in the pool already (by wtxid), or under the same txid with another witness.
  record AlreadyKnown(String reason) implements TxAcceptance {}

  /// Spends coins that are neither in the chain nor in the pool: perhaps its parents are on the
  /// way.
  record MissingInputs(Set<OutPoint> outpoints) implements TxAcceptance {}

  /// Refused. `consensus` tells that no block may ever hold it, as far as is known; otherwise it is
  /// a matter of policy, of fee or of time. `reason` is Core's reject reason, `detail` what it says
  /// beside it, possibly empty.
  record Refused(boolean consensus, String reason, String detail) implements TxAcceptance {}
}

package org.quantumcoin.node.mempool;

import java.util.List;
import java.util.Set;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// What became of a transaction that was offered to the mempool.
public sealed interface TxAcceptance {
  /// Kept. `virtualSize` is the sigop-adjusted one that fees are judged by; `effectiveFeeRate` is
  /// that of the transactions of `effectiveIncludes` together, an operator's say counted: of it
  /// alone, or of its package. `replaced` had to go for it, or for the package that it was the
  /// first of.
  record Accepted(
      long feeSats,
      long virtualSize,
      FeeRate effectiveFeeRate,
      List<Wtxid> effectiveIncludes,
      Set<Txid> replaced)
      implements TxAcceptance {
    public Accepted {
      effectiveIncludes = List.copyOf(effectiveIncludes);
      replaced = Set.copyOf(replaced);
    }
  }

  /// Is in the pool already (by wtxid), or under the same txid with another witness.
  record AlreadyKnown(String reason) implements TxAcceptance {}

  /// Spends coins that are neither in the chain nor in the pool: perhaps its parents are on the
  /// way.
  record MissingInputs(Set<OutPoint> outpoints) implements TxAcceptance {}

  /// Refused. `reason` is Core's reject reason, `detail` what it says beside it, possibly empty.
  record Refused(Kind kind, String reason, String detail) implements TxAcceptance {
    /// What Core's RPC says of it.
    public String text() {
      return detail.isEmpty() ? reason : reason + ", " + detail;
    }
  }

  /// Why, as far as it matters to whoever may offer it again.
  enum Kind {
    /// No block may ever hold it, as far as is known.
    CONSENSUS,
    /// A matter of policy or of time.
    POLICY,
    /// It pays too little, which a child may make up for (Core's `TX_RECONSIDERABLE`).
    FEE,
    /// What it spends is not standard, whatever its witness.
    INPUTS_NOT_STANDARD,
    /// It lacks a witness: somebody may have taken it off, so its txid tells nothing.
    WITNESS_STRIPPED
  }
}

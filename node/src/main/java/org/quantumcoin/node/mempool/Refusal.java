package org.quantumcoin.node.mempool;

import java.util.Set;
import org.quantumcoin.node.mempool.TxAcceptance.Kind;
import org.quantumcoin.node.primitives.OutPoint;

/// Ends the acceptance of a transaction from wherever it has got to.
///
/// Control flow, and so without a stack trace: hostile peers can cause it at will.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TxAcceptance answer;

  private Refusal(TxAcceptance answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  static Refusal of(Kind kind, String reason, String detail) {
    return new Refusal(new TxAcceptance.Refused(kind, reason, detail));
  }

  /// A matter of policy or time.
  static Refusal policy(String reason, String detail) {
    return of(Kind.POLICY, reason, detail);
  }

  /// A matter of its fee alone: a package may have it.
  static Refusal fee(String reason, String detail) {
    return of(Kind.FEE, reason, detail);
  }

  static Refusal consensus(String reason, String detail) {
    return of(Kind.CONSENSUS, reason, detail);
  }

  static Refusal known(String reason) {
    return new Refusal(new TxAcceptance.AlreadyKnown(reason));
  }

  static Refusal missing(Set<OutPoint> outpoints) {
    return new Refusal(new TxAcceptance.MissingInputs(Set.copyOf(outpoints)));
  }

  TxAcceptance answer() {
    return answer;
  }
}

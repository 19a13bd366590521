package org.quantumcoin.node.mempool;

import java.util.Set;
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

  /// A matter of policy, fee or time.
  static Refusal policy(String reason, String detail) {
    return new Refusal(new TxAcceptance.Refused(false, reason, detail));
  }

  static Refusal consensus(String reason, String detail) {
    return new Refusal(new TxAcceptance.Refused(true, reason, detail));
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

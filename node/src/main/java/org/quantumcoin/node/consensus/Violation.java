package org.quantumcoin.node.consensus;

/// A broken rule: which class of trouble it is, Core's reject reason, and what Core logs beside it
/// (possibly empty).
public record Violation(BlockFailure failure, String reason, String detail) {
  public static Violation consensus(String reason, String detail) {
    return new Violation(BlockFailure.CONSENSUS, reason, detail);
  }

  public static Violation mutated(String reason, String detail) {
    return new Violation(BlockFailure.MUTATED, reason, detail);
  }

  public static Violation header(String reason, String detail) {
    return new Violation(BlockFailure.INVALID_HEADER, reason, detail);
  }

  /// `reason, detail` as Core's `ValidationState::ToString` prints it.
  @Override
  public String toString() {
    return detail.isEmpty() ? reason : reason + ", " + detail;
  }
}

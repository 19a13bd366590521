package org.quantumcoin.wallet.treasury;

/// A charter, a policy, a file or an event that cannot be taken; the message says why, in a
/// sentence.
public final class TreasuryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TreasuryException(String message) {
    super(message, null, false, false);
  }

  /// What it says.
  public String sentence() {
    return String.valueOf(getMessage());
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new TreasuryException(message);
    }
  }
}

package org.quantumcoin.wallet.multisig;

/// A setup, or a file with one, that cannot be taken; the message says why to whoever chose it.
public final class MultisigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MultisigException(String message) {
    super(message, null, false, false);
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new MultisigException(message);
    }
  }
}

package org.quantumcoin.wallet.ur;

/// A frame that is none, or that belongs to something else; the message says which.
public final class UrException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UrException(String message) {
    super(message, null, false, false);
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new UrException(message);
    }
  }
}

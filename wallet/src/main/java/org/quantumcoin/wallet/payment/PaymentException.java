package org.quantumcoin.wallet.payment;

/// A link that asks for nothing that can be paid; the message is a sentence for people.
public final class PaymentException extends Exception {
  private static final long serialVersionUID = 1L;

  public PaymentException(String message) {
    super(message, null, false, false);
  }
}

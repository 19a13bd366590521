package org.quantumcoin.wallet.descriptor;

/// A text that is no descriptor; the message is Core's.
public final class DescriptorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DescriptorException(String message) {
    super(message, null, false, false);
  }
}

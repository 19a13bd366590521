package org.quantumcoin.node.encoding;

/// Bytes or text that are not what they claim to be: truncated, oversized or not canonical.
///
/// Carries no stack trace: hostile peers can cause these at will, so they have to cost little.
public class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    super(message, null, false, false);
  }
}

package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.DecodeException;

/// A message with more in it than the protocol allows, which no honest peer sends, whatever its
/// version.
public final class OversizedException extends DecodeException {
  private static final long serialVersionUID = 1L;

  OversizedException(String message) {
    super(message);
  }
}

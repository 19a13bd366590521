package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;

/// A router did not map a port.
final class MappingException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What there is to do about it.
  enum Kind {
    /// It does not answer, or not to what was asked.
    NETWORK,
    /// It speaks an older version, which can be tried.
    VERSION,
    /// The port is somebody else's.
    RESOURCES,
    /// It says no.
    REFUSED
  }

  private final Kind kind;

  MappingException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}

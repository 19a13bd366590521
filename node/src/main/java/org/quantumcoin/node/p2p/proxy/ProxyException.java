package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;

/// A proxy did not give us what we asked it for.
public final class ProxyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean peerTried;

  /// @param peerTried whether it is the other node that could not be reached, and not the proxy
  public ProxyException(String message, boolean peerTried) {
    super(message);
    this.peerTried = peerTried;
  }

  /// Whether it is the other node that could not be reached: then its address is to blame.
  public boolean isPeerTried() {
    return peerTried;
  }
}

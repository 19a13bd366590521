package org.quantumcoin.node.p2p;

import org.quantumcoin.node.p2p.message.NetAddress;

/// What a peer said of itself before its `verack`. Written on the peer thread.
final class PeerHandshake {
  volatile int version;
  volatile long services;
  volatile String userAgent = "";
  volatile int startHeight = -1;
  volatile boolean relay;
  volatile boolean wtxidRelay;
  volatile boolean wantsAddrV2;
  volatile long timeOffsetSeconds;

  /// How the peer sees us.
  volatile NetAddress addressOfUs = NetAddress.NONE;

  /// What we sent it, by which we would recognise ourselves.
  volatile long ourNonce;

  private volatile boolean done;

  boolean hasVersion() {
    return version != 0;
  }

  boolean isDone() {
    return done;
  }

  void finish() {
    done = true;
  }
}

package org.quantumcoin.node.api;

/// A peer at one moment. `height` is the best height known of it, `pingMillis` -1 before the first
/// answer; bytes count since it connected at `connectedAt` (unix seconds).
public record PeerStatus(
    long id,
    String address,
    String userAgent,
    boolean inbound,
    int height,
    long receivedBytes,
    long sentBytes,
    long pingMillis,
    long connectedAt) {}

package org.quantumcoin.node.p2p;

/// Bytes of all connections since start, those that have ended included.
public record NetTotals(long bytesReceived, long bytesSent, long timeMillis) {}

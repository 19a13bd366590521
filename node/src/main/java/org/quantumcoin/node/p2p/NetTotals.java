package org.quantumcoin.node.p2p;

/// Bytes of all connections since start, those that have ended included.
public record NetTotals(long bytesReceived, long bytesSent, long timeMillis, Upload upload) {
  /// How the day's upload stands.
  ///
  /// @param targetBytes 0 without a target
  /// @param serveHistorical whether old blocks may still be given out
  public record Upload(
      long cycleSeconds,
      long targetBytes,
      boolean targetReached,
      boolean serveHistorical,
      long bytesLeft,
      long secondsLeft) {}
}

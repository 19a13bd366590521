package org.quantumcoin.node.api;

/// What a node is busy with on its way to the tip.
public enum SyncPhase {
  /// Reading what is on disk.
  LOADING,
  /// Nobody to ask yet.
  FINDING_PEERS,
  /// Fetching headers.
  HEADERS,
  /// Fetching and checking blocks.
  BLOCKS,
  /// At the tip.
  SYNCED
}

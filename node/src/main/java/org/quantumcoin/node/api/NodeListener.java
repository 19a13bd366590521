package org.quantumcoin.node.api;

import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Txid;

/// Hears what happens in a node.
public interface NodeListener {
  /// Something happened that a person watching would want to read.
  void event(NodeEvent event);

  /// What happened.
  sealed interface NodeEvent {
    /// A block became the tip; `mined` when this node found it.
    record BlockConnected(BlockSummary block, boolean mined) implements NodeEvent {}

    /// The tip was taken back.
    record BlockDisconnected(int height, BlockHash hash) implements NodeEvent {}

    /// A block was refused; `reason` is the reject reason.
    record BlockRefused(int height, BlockHash hash, String reason) implements NodeEvent {}

    /// The mempool took a transaction.
    record TransactionAccepted(Txid txid, long feeSats, long virtualSize) implements NodeEvent {}

    /// The first catch-up is over.
    record Synced(int height) implements NodeEvent {}
  }
}

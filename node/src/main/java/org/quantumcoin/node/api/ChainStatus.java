package org.quantumcoin.node.api;

import org.quantumcoin.node.primitives.BlockHash;

/// The chain at one moment.
///
/// `headerHeight` is the height of the header with the most work, `peerHeight` the greatest height
/// a peer claimed (-1 without peers). Times are unix seconds. `transactions` counts those in the
/// active chain; `verified` guesses at the part of all there are, from 0 to 1.
/// `connectedTransactions` and `connectedInputs` count work done since the start, for rates.
public record ChainStatus(
    SyncPhase phase,
    int height,
    BlockHash tip,
    long tipTime,
    int headerHeight,
    long headerTime,
    int peerHeight,
    long transactions,
    double verified,
    boolean initialBlockDownload,
    long connectedBlocks,
    long connectedTransactions,
    long connectedInputs,
    long diskBytes) {

  /// Whether blocks are fetched for the first time. Before its first blocks a new chain is as far
  /// as it goes, however old that is, and nothing is fetched.
  public boolean isFirstFetch() {
    return initialBlockDownload && (phase == SyncPhase.HEADERS || headerHeight > height);
  }
}

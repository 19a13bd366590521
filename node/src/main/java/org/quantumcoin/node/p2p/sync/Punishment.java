package org.quantumcoin.node.p2p.sync;

import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.consensus.BlockFailure;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.PeerManager;

/// What a refused block, header or transaction costs its sender (Core's `MaybePunishNodeForBlock`).
final class Punishment {
  private final PeerManager manager;

  Punishment(PeerManager manager) {
    this.manager = manager;
  }

  void forBlock(SyncPeer peer, BlockVerdict.Invalid verdict) {
    forFailure(peer, verdict.failure(), verdict.reason());
  }

  /// For what came as a compact block. Peers may send those on as soon as the header is checked
  /// (BIP-0152), so only the header is held against them.
  void forCompactBlock(SyncPeer peer, BlockFailure failure, String message) {
    switch (failure) {
      case CONSENSUS, MUTATED, CACHED_INVALID ->
          Log.debug(LogCategory.NET, () -> peer + ": " + message);
      case INVALID_HEADER, INVALID_PREV, MISSING_PREV, TIME_FUTURE, HEADER_LOW_WORK ->
          forFailure(peer, failure, message);
    }
  }

  void forFailure(SyncPeer peer, BlockFailure failure, String message) {
    boolean punish =
        switch (failure) {
          case CONSENSUS, MUTATED, INVALID_HEADER, INVALID_PREV, MISSING_PREV -> true;
          // Those we chose ourselves should know better; an inbound peer may have come from
          // another view.
          case CACHED_INVALID -> !peer.peer.isInbound();
          case TIME_FUTURE, HEADER_LOW_WORK -> false;
        };
    if (punish) {
      manager.misbehaving(peer.peer, message);
    } else if (!message.isEmpty()) {
      Log.debug(LogCategory.NET, () -> peer + ": " + message);
    }
  }

  void misbehaving(SyncPeer peer, String message) {
    manager.misbehaving(peer.peer, message);
  }
}

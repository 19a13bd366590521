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

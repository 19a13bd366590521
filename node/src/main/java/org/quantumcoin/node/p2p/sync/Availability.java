package org.quantumcoin.node.p2p.sync;

import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.primitives.BlockHash;

/// Keeps what peers are known to have.
final class Availability {
  private final ChainService chain;

  Availability(ChainService chain) {
    this.chain = chain;
  }

  /// A peer showed that it has a block.
  void has(SyncPeer peer, BlockHash hash) {
    resolve(peer);
    BlockIndex index = chain.find(hash);
    if (index != null) {
      has(peer, index);
    } else {
      peer.unplaced = hash;
    }
  }

  private static void has(SyncPeer peer, BlockIndex index) {
    BlockIndex best = peer.bestKnown;
    if (best == null || index.chainWork().compareTo(best.chainWork()) >= 0) {
      peer.bestKnown = index;
    }
  }

  /// Places an announcement whose header has come since.
  void resolve(SyncPeer peer) {
    BlockHash unplaced = peer.unplaced;
    if (unplaced == null) {
      return;
    }
    BlockIndex index = chain.find(unplaced);
    if (index != null) {
      has(peer, index);
      peer.unplaced = null;
    }
  }
}

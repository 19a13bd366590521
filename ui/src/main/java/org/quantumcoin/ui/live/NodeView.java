package org.quantumcoin.ui.live;

import java.util.List;
import org.quantumcoin.node.api.BlockSummary;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerStatus;
import org.quantumcoin.node.api.TxRelay.MempoolStatus;

/// A node at one moment, fetched off the FX thread; `millis` is when, by a clock that never goes
/// back.
public record NodeView(
    ChainStatus chain,
    List<PeerStatus> peers,
    MempoolStatus mempool,
    MinerStatus miner,
    List<BlockSummary> blocks,
    PeerAccess.Traffic traffic,
    long millis) {
  /// Blocks that are shown as cubes.
  private static final int BLOCKS = 24;

  public static NodeView of(NodeApi node, long millis) {
    return new NodeView(
        node.chain(),
        node.peers(),
        node.mempool(),
        node.miner(),
        node.recentBlocks(BLOCKS),
        node.traffic(),
        millis);
  }
}

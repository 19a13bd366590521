package org.quantumcoin.tests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import org.quantumcoin.node.mempool.MempoolConfig;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.sync.SyncManager;

/// Our chain, mempool and peers together, on regtest, without the rest of a node.
final class RealNode implements AutoCloseable {
  final RegtestNode node;
  final PeerManager peers;

  private RealNode(RegtestNode node, PeerManager peers) {
    this.node = node;
    this.peers = peers;
  }

  static RealNode connectedTo(Bitcoind... others) {
    RegtestNode node = RegtestNode.open(MempoolConfig.defaults(true));
    String[] connect = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      connect[i] = "127.0.0.1:" + others[i].p2pPort();
    }
    P2pConfig config =
        P2pConfig.isolated(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            "/QuantumCoin:0.1.0/",
            connect);
    Random random = new Random(1);
    try {
      return new RealNode(
          node,
          PeerManager.open(
              config,
              RegtestNode.PARAMS,
              TimeSource.system(),
              random,
              manager -> SyncManager.open(manager, node.chain, node.pool, random)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int height() {
    return node.height();
  }

  String tip() {
    return node.chain.snapshot().tip().hash().toString();
  }

  @Override
  public void close() {
    peers.close();
    node.close();
  }
}

package org.quantumcoin.node.api;

/// Everything a running node offers. A caller that needs one role asks for that role's interface.
public interface NodeApi
    extends ChainAccess,
        PeerAccess,
        TxRelay,
        MiningAccess,
        BlockAccess,
        PoolAccess,
        MempoolAccess,
        ExplorerAccess,
        StorageAccess {
  NetworkName network();

  /// Seconds since the node began to start.
  long uptimeSeconds();
}

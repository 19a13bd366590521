package org.quantumcoin.node.rpc;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.script.Addresses;

/// Adds the methods that speak for a node's parts.
public final class NodeRpc {
  private NodeRpc() {}

  /// The parts, and what is said of the node.
  ///
  /// @param peers empty until the node connects
  /// @param clock the node's time
  /// @param version as Core numbers versions
  public record Parts(
      ChainManager chain,
      TxPool pool,
      Supplier<Optional<PeerManager>> peers,
      InstantSource clock,
      int version,
      FeeRate minRelayFee,
      FeeRate incrementalRelayFee) {}

  public static void register(RpcDispatcher dispatcher, Parts parts) {
    RpcRegistry registry = dispatcher.registry();
    ChainManager chain = parts.chain();
    TxJson transactions = new TxJson(new Addresses(chain.params().addresses()));
    new BlockchainRpc(chain, parts.clock(), transactions).register(registry);
    new ChainControlRpc(chain, dispatcher.stopping()).register(registry);
    new CoinsRpc(chain, new PoolView(parts.pool()), transactions).register(registry);
    new NetworkRpc(
            parts.peers(),
            new NetworkRpc.Settings(
                parts.version(), parts.minRelayFee(), parts.incrementalRelayFee()))
        .register(registry);
    new DecodeRpc(transactions).register(registry);
    new RawTxRpc(chain, parts.pool(), transactions).register(registry);
  }
}

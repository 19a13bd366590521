package org.quantumcoin.node.rpc;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;

/// Adds the methods that speak for a node's parts.
public final class NodeRpc {
  private NodeRpc() {}

  /// The parts, and what is said of the node.
  ///
  /// @param indexes those that are kept
  /// @param peers empty until the node connects
  /// @param maker mines for the methods that do
  /// @param outputs the one script of a descriptor, for `generateblock`; empty for other texts
  /// @param clock the node's time
  /// @param version as Core numbers versions
  /// @param banTimeSeconds how long a ban lasts when nobody says (`-bantime`)
  public record Parts(
      ChainManager chain,
      Indexes indexes,
      Mempool pool,
      MempoolKeeper keeper,
      Supplier<Optional<PeerManager>> peers,
      BlockMaker maker,
      Function<String, Optional<Script>> outputs,
      InstantSource clock,
      int version,
      long banTimeSeconds) {}

  public static void register(RpcDispatcher dispatcher, Parts parts) {
    RpcRegistry registry = dispatcher.registry();
    ChainManager chain = parts.chain();
    Mempool pool = parts.pool();
    Addresses addresses = new Addresses(chain.params().addresses());
    TxJson transactions = new TxJson(addresses);
    FeeRate minRelayFee = pool.config().minRelayFee();
    FeeRate increment = pool.config().incrementalRelayFee();
    new BlockchainRpc(chain, parts.clock(), transactions).register(registry);
    new ChainControlRpc(chain, dispatcher.stopping()).register(registry);
    new IndexRpc(chain, parts.indexes()).register(registry);
    new CoinsRpc(chain, pool, transactions).register(registry);
    new MempoolRpc(chain, pool, parts.keeper()).register(registry);
    new NetworkRpc(parts.peers(), new NetworkRpc.Settings(parts.version(), minRelayFee, increment))
        .register(registry);
    new OrphanRpc(parts.peers()).register(registry);
    new PeerTestingRpc(parts.peers(), chain.params().chain() == Chain.REGTEST).register(registry);
    new BanRpc(parts.peers(), parts.clock(), parts.banTimeSeconds()).register(registry);
    new AddressManagerRpc(parts.peers(), parts.clock()).register(registry);
    new DecodeRpc(transactions).register(registry);
    new RawTxRpc(chain, pool, transactions).register(registry);
    new BroadcastRpc(chain, pool).register(registry);
    new MiningRpc(chain, pool, parts.clock(), addresses, parts.maker(), parts.outputs())
        .register(registry);
    new SubmitRpc(chain).register(registry);
    new TemplateRpc(
            chain,
            pool,
            parts.peers(),
            parts.maker().templates(),
            parts.clock(),
            dispatcher.stopping())
        .register(registry);
  }
}

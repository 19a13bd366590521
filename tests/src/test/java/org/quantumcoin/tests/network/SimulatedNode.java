package org.quantumcoin.tests.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainConfig;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.TestChains;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.MempoolConfig;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.mining.BlockTemplateBuilder;
import org.quantumcoin.node.mining.TemplateOptions;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerRuntime;
import org.quantumcoin.node.p2p.PeerStore;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.Transport;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.p2p.sync.SyncManager;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Uint256;

/// An honest node: the real chain, mempool and peers, on virtual time and links.
final class SimulatedNode implements AutoCloseable {
  static final NetworkParams PARAMS = RegtestNode.PARAMS;
  private static final long DATABASE_CACHE_BYTES = 16L << 20;
  private static final long SIGNATURE_CACHE_BYTES = 1L << 16;
  private static final long MAX_TIP_AGE_SECONDS = Duration.ofHours(24).toSeconds();

  /// What a node is like.
  ///
  /// @param skew how far its wall clock is wrong
  /// @param slowness how many times more rarely its rounds come than they should
  /// @param connect whom it connects to and nobody else; empty for its own choice out of `known`
  record Traits(
      Duration skew,
      int slowness,
      boolean encrypted,
      Optional<List<String>> connect,
      List<NetAddress> known) {}

  final int id;
  private final Traits traits;
  private final Timeline timeline;
  private final History history;
  private final TimeSource time;
  private final Path folder;
  private final ChainManager chain;
  private final Mempool pool;
  private final BlockTemplateBuilder templates;
  private final WriterQueue writer;
  private final SupplyLedger.Account account;
  private Uint256 mostWork = Uint256.ZERO;
  private Optional<PeerManager> peers = Optional.empty();

  private SimulatedNode(
      int id,
      Traits traits,
      Timeline timeline,
      RandomGenerator random,
      History history,
      SupplyLedger ledger,
      Path folder,
      List<Block> before) {
    this.id = id;
    this.traits = traits;
    this.timeline = timeline;
    this.history = history;
    this.time = timeline.clock(traits.skew);
    this.folder = folder;
    this.chain = ChainManager.open(chainConfig(folder), time.wall(), failure -> {});
    this.account = ledger.new Account(this.toString());
    for (int height = 1; height <= before.size(); height++) {
      account.connected(height, before.get(height - 1));
    }
    chain.subscribe(new Follower());
    chain.start().join();
    this.pool = Mempool.open(MempoolConfig.defaults(true), chain, time.wall(), null);
    this.templates = new BlockTemplateBuilder(chain, pool, time.wall(), TemplateOptions.DEFAULT);
    this.writer = new WriterQueue(timeline, random, chain, pool);
  }

  /// A node that is not connected to anybody yet, with a chain to begin with or without.
  static SimulatedNode open(
      int id,
      Traits traits,
      Timeline timeline,
      RandomGenerator random,
      History history,
      SupplyLedger ledger,
      Optional<BaseChain> base) {
    Path folder = Folders.make();
    try {
      if (base.isPresent()) {
        TestChains.copyTree(base.get().folder(), folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SimulatedNode(
        id,
        traits,
        timeline,
        random,
        history,
        ledger,
        folder,
        base.map(BaseChain::blocks).orElse(List.of()));
  }

  static ChainConfig chainConfig(Path folder) {
    return new ChainConfig(
        PARAMS,
        folder,
        folder.resolve("blocks"),
        DATABASE_CACHE_BYTES,
        1,
        BlockHash.ZERO,
        Uint256.ZERO,
        MAX_TIP_AGE_SECONDS,
        false,
        false,
        false,
        List.of(),
        1,
        0,
        0,
        SIGNATURE_CACHE_BYTES);
  }

  /// Each host is in a part of the internet of its own.
  static InetSocketAddress address(int id) {
    try {
      byte[] ip = {44, (byte) id, 1, 1};
      return new InetSocketAddress(InetAddress.getByAddress(ip), PARAMS.ports().p2p());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  static String name(int id) {
    return NetAddress.of(address(id)).toString();
  }

  /// What the chain does, on the writer's thread, while the timeline stands still.
  private final class Follower implements ChainListener {
    @Override
    public void blockConnected(BlockIndex index, Block block) {
      history.note(id, "connected " + index.hash());
      account.connected(index.height(), block);
      if (index.chainWork().compareTo(mostWork) > 0) {
        mostWork = index.chainWork();
      }
    }

    @Override
    public void blockDisconnected(BlockIndex index, Block block) {
      history.note(id, "disconnected " + index.hash());
      account.disconnected(index.height(), block);
    }
  }

  /// Listens and connects.
  void connect(SimulatedNetwork network, RandomGenerator random) {
    InetSocketAddress address = address(id);
    P2pConfig isolated =
        P2pConfig.isolated(
            address,
            "/QuantumCoin:0.1.0/",
            traits.connect.orElse(List.of()).toArray(String[]::new));
    P2pConfig config =
        new P2pConfig(
            true,
            address.getPort(),
            List.of(address),
            traits.connect,
            List.of(),
            List.of(),
            false,
            isolated.maxConnections(),
            isolated.userAgent(),
            true,
            true,
            isolated.handshakeTimeout(),
            isolated.connectTimeout(),
            isolated.extraTransactions(),
            traits.encrypted,
            isolated.rules(),
            isolated.reach());
    SimulatedThread thread = new SimulatedThread(timeline, traits.slowness);
    Transport transport = network.transport(id, address);
    PeerRuntime runtime =
        new PeerRuntime(
            time, random, new ReplayedRandom(random), thread, transport, thread::execute);
    PeerStore store = PeerStore.inMemory(random);
    List<TimedAddress> known = new ArrayList<>();
    for (NetAddress each : traits.known) {
      long services =
          ServiceFlags.NETWORK
              | ServiceFlags.WITNESS
              | (random.nextBoolean() ? ServiceFlags.P2P_V2 : 0);
      known.add(new TimedAddress(time.seconds() - 3_600, services, each));
    }
    boolean _ = store.addresses().add(known, NetAddress.of(address), 0, time.seconds());
    try {
      peers =
          Optional.of(
              PeerManager.open(
                  config,
                  PARAMS,
                  runtime,
                  store,
                  manager ->
                      SyncManager.open(
                          manager,
                          writer.new PacedChain(),
                          writer.new PacedPool(),
                          random,
                          new ImmediateWorkers())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Submits a block as a miner of the node's own does.
  void submit(Block block) {
    BlockVerdict verdict = writer.submit(block, true).join();
    if (!(verdict instanceof BlockVerdict.Accepted)) {
      throw new AssertionError(this + " refused a good block: " + verdict);
    }
  }

  /// Mines what the mempool has on the tip.
  Block mine() {
    Block block = RegtestNode.solve(templates.fromMempool(Payments.payout(id)).join().block());
    submit(block);
    return block;
  }

  TxAcceptance pay(Transaction tx) {
    TxAcceptance answer = pool.submit(tx).join();
    pool.awaitBroadcast(tx.txid());
    return answer;
  }

  boolean hasInPool(Txid txid) {
    return pool.find(txid) != null;
  }

  ChainSnapshot snapshot() {
    return chain.snapshot();
  }

  BlockHash tip() {
    return chain.snapshot().tip().hash();
  }

  /// Of all blocks that were ever its tip.
  Uint256 mostWork() {
    return mostWork;
  }

  Duration skew() {
    return traits.skew;
  }

  /// Connections whose handshake is done.
  long peers() {
    return peers
        .map(manager ->
            manager.info().stream()
                .filter(peer -> peer.bytesReceivedPerMessage().containsKey("verack"))
                .count())
        .orElse(0L);
  }

  /// The sum of all coins on disk.
  long coinsSats() {
    return chain
        .<Long>scanCoins(scan -> {
          long[] sats = new long[1];
          scan.run((_, coin) -> {
            sats[0] = Math.addExact(sats[0], coin.out().value());
            return true;
          });
          return sats[0];
        })
        .join();
  }

  @Override
  public String toString() {
    return "node " + id;
  }

  @Override
  public void close() {
    writer.close();
    peers.ifPresent(PeerManager::close);
    pool.close();
    chain.close();
    Folders.delete(folder);
  }
}

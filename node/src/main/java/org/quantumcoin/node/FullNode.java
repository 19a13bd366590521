package org.quantumcoin.node;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.chain.ChainConfig;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.mempool.FeeEstimatesKeeper;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.MempoolConfig;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.mining.BlockTemplateBuilder;
import org.quantumcoin.node.mining.CpuMiner;
import org.quantumcoin.node.mining.Payout;
import org.quantumcoin.node.mining.TemplateOptions;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerStore;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.address.NetGroups;
import org.quantumcoin.node.p2p.sync.SyncManager;
import org.quantumcoin.node.policy.PolicyLimits;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.storage.KeyValueStore;
import org.quantumcoin.node.storage.StorageException;

/// A node and the parts that it owns, built in order and closed in reverse.
///
/// Opening loads what is on disk; [#loadChain()] then brings the tip to the best chain on disk
/// (which may mean a rebuild) and connects to peers.
public final class FullNode implements AutoCloseable {
  private static final long MIB = 1L << 20;

  private final NodeConfig config;
  private final Clock clock;
  private final ChainManager chain;
  private final Indexes indexes;
  private final Mempool mempool;
  private final MempoolKeeper keeper;
  private final Optional<FeeEstimatesKeeper> feeEstimates;
  private final BlockTemplateBuilder templates;
  private final CpuMiner miner;
  private final RunningNode api;
  private @Nullable PeerManager peers;

  private FullNode(NodeConfig config, Clock clock, ChainManager chain, Indexes indexes) {
    this.config = config;
    this.clock = clock;
    this.chain = chain;
    this.indexes = indexes;
    this.mempool =
        Mempool.open(
            mempoolConfig(config.mempool(), config.peers().blocksOnly()),
            chain,
            clock,
            chain.validationCache());
    this.keeper =
        new MempoolKeeper(mempool, clock, config.directories().chain(), config.mempool().keep());
    this.feeEstimates =
        mempool.estimatesFees()
            ? Optional.of(
                FeeEstimatesKeeper.open(
                    mempool,
                    clock,
                    config.directories().chain(),
                    config.mempool().acceptStaleFeeEstimates()))
            : Optional.empty();
    NodeConfig.Mining mining = config.mining();
    TemplateOptions options =
        new TemplateOptions(mining.maxWeight(), mining.reservedWeight(), mining.minFee());
    this.templates = new BlockTemplateBuilder(chain, mempool, clock, options);
    Payout payout =
        new Payout(mining.address().flatMap(new Addresses(config.params().addresses())::script));
    this.miner =
        CpuMiner.open(
            chain,
            mempool,
            templates,
            () -> payout.script().orElseThrow(),
            clock,
            new SecureRandom());
    this.api = new RunningNode(config, clock, chain, indexes, mempool, options, miner, payout);
    api.listen();
  }

  /// Opens the chain and what stands on it. `onFailure` is called once, on a thread of the node,
  /// when the disk fails: the owner should close the node then.
  public static FullNode open(
      NodeConfig config, Clock clock, Consumer<StorageException> onFailure) {
    ChainManager chain = ChainManager.open(chainConfig(config), clock, onFailure);
    Indexes indexes = Indexes.NONE;
    try {
      indexes = indexes(config, chain, onFailure);
      return new FullNode(config, clock, chain, indexes);
    } catch (RuntimeException e) {
      indexes.close();
      chain.close();
      throw e;
    }
  }

  private static Indexes indexes(
      NodeConfig config, ChainManager chain, Consumer<StorageException> onFailure) {
    if (!config.indexes().blockFilters()) {
      return Indexes.NONE;
    }
    Path folder = BlockFilterIndex.folder(config.directories().chain());
    if (config.chainstate().reindex()) {
      // What it knows of blocks that are read again may not fit what will be found.
      KeyValueStore.destroy(folder);
    }
    return new Indexes(Optional.of(BlockFilterIndex.open(folder, chain, onFailure)));
  }

  private static ChainConfig chainConfig(NodeConfig config) {
    NodeConfig.Chainstate wanted = config.chainstate();
    return new ChainConfig(
        config.params(),
        config.directories().chain(),
        config.directories().blocks(),
        wanted.dbCacheMiB() * MIB,
        wanted.scriptThreads(),
        wanted.assumeValid(),
        wanted.minimumChainWork(),
        wanted.maxTipAgeSeconds(),
        wanted.xorBlocks(),
        wanted.reindex(),
        wanted.reindexChainstate(),
        wanted.loadBlocks(),
        wanted.checkBlocks(),
        wanted.checkLevel(),
        wanted.stopAtHeight(),
        wanted.maxSignatureCacheMiB() * MIB);
  }

  private static MempoolConfig mempoolConfig(NodeConfig.Mempool wanted, boolean blocksOnly) {
    OptionalInt dataCarrier =
        wanted.maxDataCarrierBytes() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(wanted.maxDataCarrierBytes());
    return new MempoolConfig(
        wanted.maxBytes(),
        Duration.ofSeconds(wanted.expirySeconds()),
        wanted.minRelayFee(),
        wanted.incrementalRelayFee(),
        wanted.requireStandard(),
        new PolicyLimits(
            dataCarrier,
            wanted.permitBareMultisig(),
            wanted.dustRelayFee(),
            wanted.bytesPerSigop()),
        wanted.maxAncestors(),
        wanted.maxAncestorBytes(),
        wanted.maxDescendants(),
        wanted.maxDescendantBytes(),
        !blocksOnly);
  }

  /// Brings the tip to the best chain on disk; everything else can be asked meanwhile, and answers
  /// for the tip so far. Then the indexes begin to follow it, and the mempool that was kept begins
  /// to come back.
  public CompletableFuture<Void> loadChain() {
    return chain
        .start()
        .thenRun(() -> {
          indexes.start();
          keeper.start();
        });
  }

  /// Listens and connects. Throws with a sentence for the operator when an address cannot be
  /// listened at.
  public void connect() throws IOException {
    SecureRandom random = new SecureRandom();
    TimeSource time = new TimeSource(clock, System::nanoTime);
    PeerStore store =
        PeerStore.open(
            config.directories().chain(),
            config.params().magic(),
            !config.peers().connectOnly(),
            NetGroups.open(config.peers().asMap()),
            random,
            time.seconds());
    PeerManager opened =
        PeerManager.open(
            p2pConfig(config.peers()),
            config.params(),
            time,
            random,
            store,
            manager -> SyncManager.open(manager, chain, mempool, indexes.blockFilters(), random));
    peers = opened;
    api.connected(opened);
    if (config.mining().address().isPresent()) {
      miner.setThreads(config.mining().threads());
    }
  }

  private static P2pConfig p2pConfig(NodeConfig.Peers wanted) {
    return new P2pConfig(
        wanted.listen(),
        wanted.port(),
        wanted.binds(),
        wanted.connectOnly() ? Optional.of(wanted.connect()) : Optional.empty(),
        wanted.addNodes(),
        wanted.seedNodes(),
        wanted.dnsSeed(),
        wanted.maxConnections(),
        userAgent(wanted.userAgentComments()),
        wanted.networkActive(),
        !wanted.blocksOnly(),
        Duration.ofSeconds(wanted.peerTimeoutSeconds()),
        Duration.ofMillis(wanted.connectTimeoutMillis()),
        wanted.extraTransactions(),
        wanted.encryptedTransport(),
        wanted.rules(),
        wanted.reach());
  }

  /// `/QuantumCoin:0.1.0(comment; comment)/` (BIP-0014).
  private static String userAgent(List<String> comments) {
    String suffix = comments.isEmpty() ? "" : "(" + String.join("; ", comments) + ")";
    return "/QuantumCoin:" + ClientVersion.TEXT + suffix + "/";
  }

  public ChainManager chain() {
    return chain;
  }

  public Indexes indexes() {
    return indexes;
  }

  public Mempool mempool() {
    return mempool;
  }

  public MempoolKeeper mempoolKeeper() {
    return keeper;
  }

  public BlockTemplateBuilder templates() {
    return templates;
  }

  public CpuMiner miner() {
    return miner;
  }

  /// Empty until [#connect()].
  public Optional<PeerManager> peers() {
    return Optional.ofNullable(peers);
  }

  /// What the node shows to wallets and windows.
  public NodeApi api() {
    return api;
  }

  /// A step of closing, by the name under which the window has words for it.
  private record Step(String name, Runnable action) {}

  /// Closes everything, naming each step as it begins: `miner`, `peers`, `chain`.
  public void close(Consumer<String> begin) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("miner", miner::close));
    PeerManager connected = peers;
    if (connected != null) {
      steps.add(new Step("peers", connected::close));
    }
    steps.add(
        new Step(
            "chain",
            () -> {
              keeper.close();
              feeEstimates.ifPresent(FeeEstimatesKeeper::close);
              mempool.close();
              indexes.close();
              chain.close();
            }));
    for (Step step : steps) {
      begin.accept(step.name());
      try {
        step.action().run();
      } catch (CompletionException | StorageException e) {
        Log.error("Could not close " + step.name() + " cleanly", e);
      }
    }
  }

  @Override
  public void close() {
    close(_ -> {});
  }
}

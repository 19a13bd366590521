package org.quantumcoin.node;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.BlockFollower;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.BlockSummary;
import org.quantumcoin.node.api.BlockTransaction;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.NodeListener;
import org.quantumcoin.node.api.NodeListener.NodeEvent;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.node.api.PeerStatus;
import org.quantumcoin.node.api.Subscription;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.Progress;
import org.quantumcoin.node.consensus.Work;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.MempoolInfo;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.mining.CpuMiner;
import org.quantumcoin.node.mining.Payout;
import org.quantumcoin.node.mining.TemplateOptions;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// Shows a node's parts through the `api`, and counts what they do.
final class RunningNode implements NodeApi, ChainListener, TxPool.Listener {
  private final NetworkParams params;
  private final Clock clock;
  private final ChainManager chain;
  private final Mempool mempool;
  private final CpuMiner miner;
  private final Payout payout;
  private final BlockFeed blocks;
  private final PoolView pool;
  private final PeerView peers;
  private final MempoolView waiting;
  private final Explorer explorer;
  private final StorageView storage;
  private final long startedAt;
  private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong connectedBlocks = new AtomicLong();
  private final AtomicLong connectedTransactions = new AtomicLong();
  private final AtomicLong connectedInputs = new AtomicLong();
  private volatile boolean catchingUp;

  RunningNode(
      NodeConfig config,
      Clock clock,
      ChainManager chain,
      Indexes indexes,
      Mempool mempool,
      TemplateOptions templates,
      CpuMiner miner,
      Payout payout) {
    this.params = config.params();
    this.clock = clock;
    this.chain = chain;
    this.mempool = mempool;
    this.miner = miner;
    this.payout = payout;
    this.blocks = new BlockFeed(chain, mempool);
    this.pool = new PoolView(chain, mempool);
    this.peers = new PeerView(clock, config.peers().banTimeSeconds());
    this.waiting = new MempoolView(chain, mempool, templates);
    this.explorer = new Explorer(chain, mempool);
    this.storage = new StorageView(chain, indexes, config.directories());
    this.startedAt = clock.instant().getEpochSecond();
    this.catchingUp = chain.snapshot().initialBlockDownload();
  }

  /// From now on the parts' events are heard; they end with the parts.
  void listen() {
    var unusedChain = chain.subscribe(this);
    var unusedPool = mempool.subscribe(this);
  }

  void connected(PeerManager manager) {
    peers.connected(manager);
  }

  @Override
  public NetworkName network() {
    return new NetworkName(params.coin().displayName(), params.ticker(), params.chain().id());
  }

  @Override
  public long uptimeSeconds() {
    return Math.max(clock.instant().getEpochSecond() - startedAt, 0);
  }

  @Override
  public ChainStatus chain() {
    ChainSnapshot now = chain.snapshot();
    int peerHeight = -1;
    List<PeerInfo> all = peers.manager().map(PeerManager::info).orElse(List.of());
    for (PeerInfo peer : all) {
      peerHeight = Math.max(peerHeight, Math.max(peer.startingHeight(), peer.syncedHeaders()));
    }
    BlockIndex tip = now.tip();
    BlockIndex header = now.bestHeader();
    return new ChainStatus(
        phase(now, peers.manager().isPresent(), all.size(), peerHeight),
        tip.height(),
        tip.hash(),
        tip.time(),
        header.height(),
        header.time(),
        peerHeight,
        tip.chainTransactionCount(),
        Progress.verified(tip, header, params, clock.instant().getEpochSecond()),
        now.initialBlockDownload(),
        connectedBlocks.get(),
        connectedTransactions.get(),
        connectedInputs.get(),
        chain.diskBytes());
  }

  private static SyncPhase phase(
      ChainSnapshot now, boolean networking, int peerCount, int peerHeight) {
    if (!networking) {
      return SyncPhase.LOADING;
    }
    boolean blocksMissing = now.bestHeader().height() > now.height();
    if (peerCount == 0) {
      return SyncPhase.FINDING_PEERS;
    }
    if (now.initialBlockDownload() && peerHeight > now.bestHeader().height()) {
      return SyncPhase.HEADERS;
    }
    return blocksMissing ? SyncPhase.BLOCKS : SyncPhase.SYNCED;
  }

  @Override
  public List<BlockSummary> recentBlocks(int count) {
    List<BlockSummary> blocks = new ArrayList<>();
    BlockIndex at = chain.snapshot().tip();
    while (at != null && blocks.size() < count) {
      blocks.add(summary(at));
      at = at.previous();
    }
    return blocks;
  }

  private static BlockSummary summary(BlockIndex index) {
    return new BlockSummary(index.height(), index.hash(), index.time(), index.transactionCount());
  }

  @Override
  public Subscription subscribe(NodeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void tell(NodeEvent event) {
    listeners.forEach(listener -> listener.event(event));
  }

  @Override
  public void blockConnected(BlockIndex index, Block block) {
    connectedBlocks.incrementAndGet();
    connectedTransactions.addAndGet(block.transactions().size());
    long inputs = 0;
    for (Transaction tx : block.transactions()) {
      inputs += tx.isCoinbase() ? 0 : tx.inputs().size();
    }
    connectedInputs.addAndGet(inputs);
    boolean initial = chain.snapshot().initialBlockDownload();
    if (!initial) {
      tell(new NodeEvent.BlockConnected(summary(index), isOurs(block)));
    }
    if (catchingUp && !initial) {
      catchingUp = false;
      tell(new NodeEvent.Synced(index.height()));
    }
  }

  private boolean isOurs(Block block) {
    Script pays = block.transactions().get(0).outputs().get(0).script();
    return payout.script().equals(Optional.of(pays));
  }

  @Override
  public void blockDisconnected(BlockIndex index, Block block) {
    tell(new NodeEvent.BlockDisconnected(index.height(), index.hash()));
  }

  @Override
  public void blockRefused(BlockIndex index, BlockVerdict.Invalid verdict) {
    tell(new NodeEvent.BlockRefused(index.height(), index.hash(), verdict.reason()));
  }

  @Override
  public void added(Transaction tx, long feeSats) {
    tell(new NodeEvent.TransactionAccepted(tx.txid(), feeSats, tx.virtualSize()));
  }

  @Override
  public List<PeerStatus> peers() {
    return peers.peers();
  }

  @Override
  public List<PeerDetails> peerDetails() {
    return peers.peerDetails();
  }

  @Override
  public Traffic traffic() {
    return peers.traffic();
  }

  @Override
  public Reach reach() {
    return peers.reach();
  }

  @Override
  public PeerAction disconnect(long peerId) {
    return peers.disconnect(peerId);
  }

  @Override
  public PeerAction ban(String addressOrSubnet, long seconds) {
    return peers.ban(addressOrSubnet, seconds);
  }

  @Override
  public PeerAction ban(long peerId, long seconds) {
    return peers.ban(peerId, seconds);
  }

  @Override
  public PeerAction unban(String addressOrSubnet) {
    return peers.unban(addressOrSubnet);
  }

  @Override
  public List<Ban> bans() {
    return peers.bans();
  }

  @Override
  public PeerAction addNode(String node) {
    return peers.addNode(node);
  }

  @Override
  public PeerAction removeNode(String node) {
    return peers.removeNode(node);
  }

  @Override
  public PeerAction connectOnce(String node) {
    return peers.connectOnce(node);
  }

  @Override
  public List<AddedNode> addedNodes() {
    return peers.addedNodes();
  }

  @Override
  public boolean isNetworkActive() {
    return peers.isNetworkActive();
  }

  @Override
  public PeerAction setNetworkActive(boolean active) {
    return peers.setNetworkActive(active);
  }

  @Override
  public List<FeeBand> feeBands(List<Long> boundsSatPerVb) {
    return waiting.feeBands(boundsSatPerVb);
  }

  @Override
  public EntryPage entries(EntryOrder order, boolean descending, int offset, int count) {
    return waiting.entries(order, descending, offset, count);
  }

  @Override
  public List<NextBlock> nextBlocks(int count) {
    return waiting.nextBlocks(count);
  }

  @Override
  public Optional<BlockDetails> blockAt(int height) {
    return explorer.blockAt(height);
  }

  @Override
  public Optional<BlockDetails> block(BlockHash hash) {
    return explorer.block(hash);
  }

  @Override
  public List<BlockTransaction> blockTransactions(BlockHash hash, int offset, int count) {
    return explorer.blockTransactions(hash, offset, count);
  }

  @Override
  public Optional<TransactionDetails> transaction(Txid txid) {
    return explorer.transaction(txid);
  }

  @Override
  public Optional<TransactionDetails> transaction(BlockHash block, Txid txid) {
    return explorer.transaction(block, txid);
  }

  @Override
  public SearchResult search(String text) {
    return explorer.search(text);
  }

  @Override
  public StorageStatus storage() {
    return storage.storage();
  }

  @Override
  public MempoolStatus mempool() {
    MempoolInfo info = mempool.info();
    return new MempoolStatus(
        info.transactions(),
        info.virtualBytes(),
        info.memoryBytes(),
        info.totalFeeSats(),
        info.minFee().satPerKvb());
  }

  @Override
  public CompletableFuture<Submission> submit(Transaction tx) {
    return mempool
        .submit(tx)
        .thenApply(answer -> {
          if (answer instanceof TxAcceptance.Accepted) {
            mempool.awaitBroadcast(tx.txid());
          }
          return PoolView.submission(answer);
        });
  }

  @Override
  public CompletableFuture<Submission> test(Transaction tx) {
    return pool.test(tx);
  }

  @Override
  public Optional<PoolTransaction> pooled(Txid txid) {
    return pool.pooled(txid);
  }

  @Override
  public List<Transaction> pooledTransactions() {
    return pool.pooledTransactions();
  }

  @Override
  public Optional<Txid> pooledSpender(OutPoint outpoint) {
    return pool.pooledSpender(outpoint);
  }

  @Override
  public CompletableFuture<Map<OutPoint, Coin>> coins(Collection<OutPoint> outpoints) {
    return pool.coins(outpoints);
  }

  @Override
  public Optional<FeeRate> estimateFee(int targetBlocks, boolean conservative) {
    return pool.estimateFee(targetBlocks, conservative);
  }

  @Override
  public FeeLimits feeLimits() {
    return pool.feeLimits();
  }

  @Override
  public Optional<Map<OutPoint, Long>> bumpFees(Collection<OutPoint> outpoints, FeeRate target) {
    return pool.bumpFees(outpoints, target);
  }

  @Override
  public OptionalLong combinedBumpFee(Collection<OutPoint> outpoints, FeeRate target) {
    return pool.combinedBumpFee(outpoints, target);
  }

  @Override
  public BlockRef tip() {
    return blocks.tip();
  }

  @Override
  public Optional<BlockRef> activeBlock(int height) {
    return blocks.activeBlock(height);
  }

  @Override
  public Optional<BlockRef> firstBlockSince(long unixSeconds) {
    return blocks.firstBlockSince(unixSeconds);
  }

  @Override
  public Optional<BlockRef> findBlock(BlockHash hash) {
    return blocks.findBlock(hash);
  }

  @Override
  public boolean isActive(BlockHash hash) {
    return blocks.isActive(hash);
  }

  @Override
  public Optional<Block> readBlock(BlockHash hash) {
    return blocks.readBlock(hash);
  }

  @Override
  public Subscription follow(BlockFollower follower) {
    return blocks.follow(follower);
  }

  @Override
  public MinerStatus miner() {
    boolean paid = payout.script().isPresent();
    return new MinerStatus(
        miner.threads(),
        miner.isHeld(),
        paid ? Runtime.getRuntime().availableProcessors() : 0,
        miner.hashesPerSecond(),
        Work.of(chain.snapshot().tip().header().bits()).toBigInteger().doubleValue(),
        miner.blocksFound());
  }

  @Override
  public void setMinerThreads(int threads) {
    if (threads > 0 && payout.script().isEmpty()) {
      throw new IllegalArgumentException("there is no address to pay; start with -miningaddress");
    }
    miner.setThreads(threads);
  }

  @Override
  public void holdMiner(boolean held) {
    miner.hold(held);
  }

  @Override
  public void payMinerTo(Script payTo) {
    payout.set(payTo);
  }
}

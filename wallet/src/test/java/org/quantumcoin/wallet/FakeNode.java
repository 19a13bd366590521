package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.BlockFollower;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.BlockSummary;
import org.quantumcoin.node.api.BlockTransaction;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.NodeListener;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.node.api.PeerStatus;
import org.quantumcoin.node.api.Subscription;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// A node for wallets' tests: a chain and a mempool in memory, which nothing validates.
///
/// Headers do not commit to transactions: the same sequence of calls makes the same block hashes,
/// whatever is in the blocks.
final class FakeNode implements NodeApi {
  static final long GENESIS_TIME = 1_600_000_000;
  private static final long SPACING_SECONDS = 600;

  private final List<BlockRef> active = new ArrayList<>();
  private final Map<BlockHash, BlockRef> known = new HashMap<>();
  private final Map<BlockHash, Block> blocks = new HashMap<>();
  private final List<Transaction> pool = new ArrayList<>();
  private final List<BlockFollower> followers = new CopyOnWriteArrayList<>();
  private volatile Consumer<BlockHash> beforeRead = _ -> {};
  private volatile Runnable beforeAnswer = () -> {};
  private int made;

  FakeNode() {
    BlockRef _ = mine(List.of());
  }

  /// Puts a block on the tip, with a coinbase that is nobody's; what it has leaves the mempool.
  synchronized BlockRef mine(List<Transaction> transactions) {
    mineSilently(transactions).run();
    return active.getLast();
  }

  /// The same in two steps: the block is shown, and whoever follows is told of it by what is
  /// returned.
  synchronized Runnable mineSilently(List<Transaction> transactions) {
    int height = active.size();
    BlockHash previous = active.isEmpty() ? BlockHash.ZERO : active.getLast().hash();
    long time = GENESIS_TIME + height * SPACING_SECONDS;
    List<Transaction> all = new ArrayList<>();
    all.add(TestPayments.coinbase(height, TestPayments.foreignScript(0)));
    all.addAll(transactions);
    Block block =
        Block.create(new BlockHeader(1, previous, Hash256.ZERO, time, 0x207fffff, made++), all);
    BlockRef ref = new BlockRef(height, block.hash(), previous, time, time, time);
    active.add(ref);
    known.put(ref.hash(), ref);
    blocks.put(ref.hash(), block);
    return () -> {
      for (Transaction tx : transactions) {
        if (pool.remove(tx)) {
          followers.forEach(each -> each.transactionRemoved(tx, true));
        }
      }
      followers.forEach(each -> each.blockConnected(ref, block));
    };
  }

  /// Takes the tip back.
  synchronized void disconnectTip() {
    BlockRef gone = active.removeLast();
    Block block = readBlock(gone.hash()).orElseThrow();
    followers.forEach(each -> each.blockDisconnected(gone, block));
  }

  synchronized void addToPool(Transaction tx) {
    pool.add(tx);
    followers.forEach(each -> each.transactionAdded(tx));
  }

  synchronized void removeFromPool(Transaction tx) {
    pool.remove(tx);
    followers.forEach(each -> each.transactionRemoved(tx, false));
  }

  @Override
  public synchronized BlockRef tip() {
    return active.getLast();
  }

  @Override
  public synchronized Optional<BlockRef> activeBlock(int height) {
    return height < 0 || height >= active.size()
        ? Optional.empty()
        : Optional.of(active.get(height));
  }

  @Override
  public synchronized Optional<BlockRef> firstBlockSince(long unixSeconds) {
    return active.stream().filter(ref -> ref.time() >= unixSeconds).findFirst();
  }

  @Override
  public synchronized Optional<BlockRef> findBlock(BlockHash hash) {
    return Optional.ofNullable(known.get(hash));
  }

  @Override
  public synchronized boolean isActive(BlockHash hash) {
    BlockRef ref = known.get(hash);
    return ref != null && activeBlock(ref.height()).filter(ref::equals).isPresent();
  }

  /// What happens before each block is read.
  void beforeRead(Consumer<BlockHash> action) {
    beforeRead = action;
  }

  /// A block that cannot be read, until it is given back.
  synchronized Block lose(BlockHash hash) {
    return Objects.requireNonNull(blocks.remove(hash));
  }

  synchronized void giveBack(Block block) {
    blocks.put(block.hash(), block);
  }

  @Override
  public Optional<Block> readBlock(BlockHash hash) {
    beforeRead.accept(hash);
    synchronized (this) {
      return Optional.ofNullable(blocks.get(hash));
    }
  }

  @Override
  public Subscription follow(BlockFollower follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  @Override
  public synchronized List<Transaction> pooledTransactions() {
    return List.copyOf(pool);
  }

  @Override
  public synchronized Optional<PoolTransaction> pooled(Txid txid) {
    return pool.stream()
        .filter(tx -> tx.txid().equals(txid))
        .map(tx -> {
          int size = tx.virtualSize();
          return new PoolTransaction(tx, size, size, 1, size, size, 1, size, size, 0, true);
        })
        .findFirst();
  }

  @Override
  public synchronized Optional<Txid> pooledSpender(OutPoint outpoint) {
    return pool.stream()
        .filter(tx -> tx.inputs().stream().anyMatch(input -> input.prevout().equals(outpoint)))
        .map(Transaction::txid)
        .findFirst();
  }

  /// What happens between taking a transaction and saying so.
  void beforeAnswer(Runnable action) {
    beforeAnswer = action;
  }

  @Override
  public CompletableFuture<Submission> submit(Transaction tx) {
    addToPool(tx);
    beforeAnswer.run();
    return CompletableFuture.completedFuture(new Submission.Accepted());
  }

  @Override
  public CompletableFuture<Submission> test(Transaction tx) {
    return CompletableFuture.completedFuture(new Submission.Accepted());
  }

  @Override
  public synchronized CompletableFuture<Map<OutPoint, Coin>> coins(Collection<OutPoint> outpoints) {
    Map<OutPoint, Coin> coins = new HashMap<>();
    for (BlockRef ref : active) {
      for (Transaction tx : readBlock(ref.hash()).orElseThrow().transactions()) {
        tx.inputs().forEach(input -> coins.remove(input.prevout()));
        addCoins(coins, tx, ref.height());
      }
    }
    pool.forEach(tx -> addCoins(coins, tx, POOL_HEIGHT));
    coins.keySet().retainAll(List.copyOf(outpoints));
    return CompletableFuture.completedFuture(coins);
  }

  private static void addCoins(Map<OutPoint, Coin> coins, Transaction tx, int height) {
    for (int i = 0; i < tx.outputs().size(); i++) {
      coins.put(TestPayments.output(tx, i), new Coin(tx.outputs().get(i), height, tx.isCoinbase()));
    }
  }

  @Override
  public Optional<FeeRate> estimateFee(int targetBlocks, boolean conservative) {
    return Optional.empty();
  }

  @Override
  public FeeLimits feeLimits() {
    FeeRate relay = new FeeRate(1_000);
    return new FeeLimits(relay, relay, relay, new FeeRate(3_000));
  }

  @Override
  public NetworkName network() {
    return new NetworkName("Bitcoin", "BTC", "regtest");
  }

  @Override
  public long uptimeSeconds() {
    return 0;
  }

  @Override
  public synchronized ChainStatus chain() {
    BlockRef tip = tip();
    return new ChainStatus(
        SyncPhase.SYNCED,
        tip.height(),
        tip.hash(),
        tip.time(),
        tip.height(),
        tip.time(),
        tip.height(),
        active.size(),
        1,
        false,
        active.size(),
        active.size(),
        active.size(),
        0);
  }

  // What windows ask and wallets do not.

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("no wallet asks this");
  }

  @Override
  public List<BlockSummary> recentBlocks(int count) {
    throw unasked();
  }

  @Override
  public Subscription subscribe(NodeListener listener) {
    throw unasked();
  }

  @Override
  public List<PeerStatus> peers() {
    throw unasked();
  }

  @Override
  public List<PeerDetails> peerDetails() {
    throw unasked();
  }

  @Override
  public PeerAction disconnect(long peerId) {
    throw unasked();
  }

  @Override
  public PeerAction ban(String addressOrSubnet, long seconds) {
    throw unasked();
  }

  @Override
  public PeerAction ban(long peerId, long seconds) {
    throw unasked();
  }

  @Override
  public PeerAction unban(String addressOrSubnet) {
    throw unasked();
  }

  @Override
  public List<Ban> bans() {
    throw unasked();
  }

  @Override
  public PeerAction addNode(String node) {
    throw unasked();
  }

  @Override
  public PeerAction removeNode(String node) {
    throw unasked();
  }

  @Override
  public PeerAction connectOnce(String node) {
    throw unasked();
  }

  @Override
  public List<AddedNode> addedNodes() {
    throw unasked();
  }

  @Override
  public boolean isNetworkActive() {
    throw unasked();
  }

  @Override
  public PeerAction setNetworkActive(boolean active) {
    throw unasked();
  }

  @Override
  public List<FeeBand> feeBands(List<Long> boundsSatPerVb) {
    throw unasked();
  }

  @Override
  public EntryPage entries(EntryOrder order, boolean descending, int offset, int count) {
    throw unasked();
  }

  @Override
  public List<NextBlock> nextBlocks(int count) {
    throw unasked();
  }

  @Override
  public Optional<BlockDetails> blockAt(int height) {
    throw unasked();
  }

  @Override
  public Optional<BlockDetails> block(BlockHash hash) {
    throw unasked();
  }

  @Override
  public List<BlockTransaction> blockTransactions(BlockHash hash, int offset, int count) {
    throw unasked();
  }

  @Override
  public Optional<TransactionDetails> transaction(Txid txid) {
    throw unasked();
  }

  @Override
  public Optional<TransactionDetails> transaction(BlockHash block, Txid txid) {
    throw unasked();
  }

  @Override
  public SearchResult search(String text) {
    throw unasked();
  }

  @Override
  public StorageStatus storage() {
    throw unasked();
  }

  @Override
  public Traffic traffic() {
    throw unasked();
  }

  @Override
  public Reach reach() {
    throw unasked();
  }

  @Override
  public MempoolStatus mempool() {
    throw unasked();
  }

  @Override
  public MinerStatus miner() {
    throw unasked();
  }

  @Override
  public void setMinerThreads(int threads) {
    throw unasked();
  }

  @Override
  public void holdMiner(boolean held) {
    throw unasked();
  }

  @Override
  public void payMinerTo(Script payTo) {
    throw unasked();
  }

  @Override
  public Optional<Map<OutPoint, Long>> bumpFees(Collection<OutPoint> outpoints, FeeRate target) {
    return Optional.of(Map.of());
  }

  @Override
  public OptionalLong combinedBumpFee(Collection<OutPoint> outpoints, FeeRate target) {
    return OptionalLong.of(0);
  }
}

package org.quantumcoin.wallet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
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
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// In place of a node, on a computer without network: knows the chain's first block, no peers and
/// no other transactions. Fee limits are what nodes have by default.
final class OfflineNode implements NodeApi {
  private static final FeeLimits LIMITS =
      new FeeLimits(new FeeRate(1_000), new FeeRate(1_000), new FeeRate(1_000), new FeeRate(3_000));

  private final NetworkParams params;
  private final BlockRef genesis;

  OfflineNode(NetworkParams params) {
    this.params = params;
    long time = params.genesis().header().time();
    this.genesis = new BlockRef(0, params.genesisHash(), BlockHash.ZERO, time, time, time);
  }

  @Override
  public NetworkName network() {
    return new NetworkName(params.coin().displayName(), params.ticker(), params.chain().id());
  }

  @Override
  public long uptimeSeconds() {
    return 0;
  }

  @Override
  public ChainStatus chain() {
    return new ChainStatus(
        SyncPhase.FINDING_PEERS,
        0,
        genesis.hash(),
        genesis.time(),
        0,
        genesis.time(),
        -1,
        1,
        0,
        true,
        0,
        0,
        0,
        0);
  }

  @Override
  public List<BlockSummary> recentBlocks(int count) {
    return List.of();
  }

  @Override
  public Subscription subscribe(NodeListener listener) {
    return () -> {};
  }

  @Override
  public List<PeerStatus> peers() {
    return List.of();
  }

  @Override
  public List<PeerDetails> peerDetails() {
    return List.of();
  }

  @Override
  public Traffic traffic() {
    return new Traffic(0, 0);
  }

  @Override
  public Reach reach() {
    return Reach.NONE;
  }

  private static PeerAction noNetwork() {
    return new PeerAction.Refused(Reason.NO_NETWORK);
  }

  @Override
  public PeerAction disconnect(long peerId) {
    return noNetwork();
  }

  @Override
  public PeerAction ban(String addressOrSubnet, long seconds) {
    return noNetwork();
  }

  @Override
  public PeerAction ban(long peerId, long seconds) {
    return noNetwork();
  }

  @Override
  public PeerAction unban(String addressOrSubnet) {
    return noNetwork();
  }

  @Override
  public List<Ban> bans() {
    return List.of();
  }

  @Override
  public PeerAction addNode(String node) {
    return noNetwork();
  }

  @Override
  public PeerAction removeNode(String node) {
    return noNetwork();
  }

  @Override
  public PeerAction connectOnce(String node) {
    return noNetwork();
  }

  @Override
  public List<AddedNode> addedNodes() {
    return List.of();
  }

  @Override
  public boolean isNetworkActive() {
    return false;
  }

  @Override
  public PeerAction setNetworkActive(boolean active) {
    return noNetwork();
  }

  @Override
  public List<FeeBand> feeBands(List<Long> boundsSatPerVb) {
    return boundsSatPerVb.stream().map(from -> new FeeBand(from, 0, 0, 0)).toList();
  }

  @Override
  public EntryPage entries(EntryOrder order, boolean descending, int offset, int count) {
    return new EntryPage(0, List.of());
  }

  @Override
  public List<NextBlock> nextBlocks(int count) {
    return List.of();
  }

  @Override
  public Optional<BlockDetails> blockAt(int height) {
    return Optional.empty();
  }

  @Override
  public Optional<BlockDetails> block(BlockHash hash) {
    return Optional.empty();
  }

  @Override
  public List<BlockTransaction> blockTransactions(BlockHash hash, int offset, int count) {
    return List.of();
  }

  @Override
  public Optional<TransactionDetails> transaction(Txid txid) {
    return Optional.empty();
  }

  @Override
  public Optional<TransactionDetails> transaction(BlockHash block, Txid txid) {
    return Optional.empty();
  }

  @Override
  public SearchResult search(String text) {
    return new SearchResult.NothingFound(SearchResult.Reason.NOT_UNDERSTOOD);
  }

  @Override
  public StorageStatus storage() {
    return new StorageStatus(
        "",
        "",
        0,
        0,
        0,
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        new IndexStatus("", true, 0, 0),
        List.of());
  }

  @Override
  public MempoolStatus mempool() {
    return new MempoolStatus(0, 0, 0, 0, LIMITS.mempoolMin().satPerKvb());
  }

  private static Submission refusal() {
    return new Submission.Refused(
        "there is no network here; take the transaction to a computer that has one");
  }

  @Override
  public CompletableFuture<Submission> submit(Transaction tx) {
    return CompletableFuture.completedFuture(refusal());
  }

  @Override
  public CompletableFuture<Submission> test(Transaction tx) {
    return CompletableFuture.completedFuture(refusal());
  }

  @Override
  public MinerStatus miner() {
    return new MinerStatus(0, false, 0, 0, 0, 0);
  }

  @Override
  public void setMinerThreads(int threads) {
    // There are none: the most is zero.
  }

  @Override
  public void holdMiner(boolean held) {
    // It never works.
  }

  @Override
  public void payMinerTo(Script payTo) {
    // Nothing is found.
  }

  @Override
  public BlockRef tip() {
    return genesis;
  }

  @Override
  public Optional<BlockRef> activeBlock(int height) {
    return height == 0 ? Optional.of(genesis) : Optional.empty();
  }

  @Override
  public Optional<BlockRef> firstBlockSince(long unixSeconds) {
    return genesis.time() >= unixSeconds ? Optional.of(genesis) : Optional.empty();
  }

  @Override
  public Optional<BlockRef> findBlock(BlockHash hash) {
    return isActive(hash) ? Optional.of(genesis) : Optional.empty();
  }

  @Override
  public boolean isActive(BlockHash hash) {
    return genesis.hash().equals(hash);
  }

  @Override
  public Optional<Block> readBlock(BlockHash hash) {
    return isActive(hash) ? Optional.of(params.genesis()) : Optional.empty();
  }

  @Override
  public Subscription follow(BlockFollower follower) {
    return () -> {};
  }

  @Override
  public Optional<PoolTransaction> pooled(Txid txid) {
    return Optional.empty();
  }

  @Override
  public List<Transaction> pooledTransactions() {
    return List.of();
  }

  @Override
  public Optional<Txid> pooledSpender(OutPoint outpoint) {
    return Optional.empty();
  }

  @Override
  public CompletableFuture<Map<OutPoint, Coin>> coins(Collection<OutPoint> outpoints) {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public Optional<FeeRate> estimateFee(int targetBlocks, boolean conservative) {
    return Optional.empty();
  }

  @Override
  public FeeLimits feeLimits() {
    return LIMITS;
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

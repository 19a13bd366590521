package org.quantumcoin.node.mempool;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.api.MempoolAccess;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainService.Subscription;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.CoinsView;
import org.quantumcoin.node.chain.TipView;
import org.quantumcoin.node.consensus.LockTimes;
import org.quantumcoin.node.consensus.TxRules;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.TxAcceptor.Terms;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.policy.PackageRules;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;
import org.quantumcoin.node.script.ValidationCache;

/// The transactions that wait for a block.
///
/// ## Threads
///
/// Only the chain writer's thread changes the pool: what is accepted is judged against the very tip
/// that it is kept for, and blocks and pool change in one order. The lock is held by the writer for
/// the moments of a change and by readers for those of a look; scripts run outside of it.
///
/// ## Reorganisations
///
/// Blocks taken back give their transactions to [ReturnedTransactions]. When the chain has come to
/// rest the pool is built anew: first those, judged again, then what was here before, looked at for
/// inputs, maturity and lock times only, since scripts do not change with the tip. So parents stand
/// before children, and sums need no repair.
public final class Mempool implements TxPool, AutoCloseable {
  /// A tip that is older says that the node is behind (Core's `MAX_FEE_ESTIMATION_TIP_AGE`).
  private static final Duration MAX_FEE_ESTIMATION_TIP_AGE = Duration.ofHours(3);

  private final MempoolConfig config;
  private final ChainManager chain;
  private final InstantSource clock;
  private final @Nullable ValidationCache known;
  private final String unit;
  private final Object lock = new Object();
  private TxGraph graph = new TxGraph();
  private final RollingMinFee rollingFee;
  private final Map<Txid, Long> feeDeltas = new HashMap<>();

  /// Those of ours that no peer has fetched yet.
  private final Set<Txid> unbroadcast = new LinkedHashSet<>();

  private final ReturnedTransactions returned = new ReturnedTransactions();
  private final BlockPolicyEstimator feeHistory = new BlockPolicyEstimator();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong changes = new AtomicLong();
  private final Subscription chainSubscription;
  private long nextSequence;

  private Mempool(
      MempoolConfig config,
      ChainManager chain,
      InstantSource clock,
      @Nullable ValidationCache known) {
    this.config = config;
    this.chain = chain;
    this.clock = clock;
    this.known = known;
    // Core says BTC on every network.
    this.unit =
        Networks.find(chain.params().coin(), Chain.MAIN)
            .map(NetworkParams::ticker)
            .orElse(chain.params().ticker());
    this.rollingFee = new RollingMinFee(config, nowSeconds());
    this.chainSubscription = chain.subscribe(new ChainEvents());
  }

  /// An empty pool that follows the chain. `known` is where what is valid is remembered for the
  /// block that will bring it; null for nowhere.
  public static Mempool open(
      MempoolConfig config,
      ChainManager chain,
      InstantSource clock,
      @Nullable ValidationCache known) {
    return new Mempool(config, chain, clock, known);
  }

  public MempoolConfig config() {
    return config;
  }

  private long nowSeconds() {
    return clock.instant().getEpochSecond();
  }

  // Acceptance.

  @Override
  public CompletableFuture<TxAcceptance> submit(Transaction tx) {
    return chain.onWriter(view -> accept(view, tx.compact(), nowSeconds()));
  }

  /// What became of a transaction that was kept over a restart.
  enum Restored {
    ACCEPTED,
    KNOWN,
    EXPIRED,
    REFUSED
  }

  /// Takes back what was kept, in order, with the times at which it had come.
  CompletableFuture<List<Restored>> restore(List<MempoolFile.Saved> saved) {
    return chain.onWriter(view -> saved.stream().map(each -> restore(view, each)).toList());
  }

  private Restored restore(TipView view, MempoolFile.Saved saved) {
    if (saved.feeDelta() != 0) {
      addDelta(saved.tx().txid(), saved.feeDelta());
    }
    if (saved.timeSeconds() <= nowSeconds() - config.expiry().toSeconds()) {
      return Restored.EXPIRED;
    }
    return switch (accept(view, saved.tx().compact(), saved.timeSeconds())) {
      case TxAcceptance.Accepted _ -> Restored.ACCEPTED;
      case TxAcceptance.AlreadyKnown _ -> Restored.KNOWN;
      case TxAcceptance.MissingInputs _, TxAcceptance.Refused _ -> Restored.REFUSED;
    };
  }

  /// Everything that is kept over a restart.
  record Contents(List<MempoolFile.Saved> transactions, MempoolFile.Rest rest) {}

  Contents contents() {
    synchronized (lock) {
      List<MempoolFile.Saved> all = new ArrayList<>(graph.size());
      Map<Txid, Long> others = new HashMap<>(feeDeltas);
      for (MempoolEntry entry : graph.all()) {
        all.add(new MempoolFile.Saved(entry.tx(), entry.timeSeconds(), entry.feeDelta));
        others.remove(entry.tx().txid());
      }
      return new Contents(all, new MempoolFile.Rest(others, new LinkedHashSet<>(unbroadcast)));
    }
  }

  /// Announces a transaction of ours again and again until a peer fetches it, if it is here.
  public void awaitBroadcast(Txid txid) {
    synchronized (lock) {
      if (graph.find(txid) != null) {
        unbroadcast.add(txid);
      }
    }
  }

  /// Whether it is ours and no peer has fetched it yet.
  public boolean isUnbroadcast(Txid txid) {
    synchronized (lock) {
      return unbroadcast.contains(txid);
    }
  }

  @Override
  public void broadcasted(Txid txid) {
    synchronized (lock) {
      unbroadcast.remove(txid);
    }
  }

  @Override
  public @Nullable Paying paying(Wtxid wtxid) {
    synchronized (lock) {
      MempoolEntry entry = graph.find(wtxid);
      return entry == null ? null : entry.paying();
    }
  }

  @Override
  public @Nullable Paying paying(Txid txid) {
    synchronized (lock) {
      MempoolEntry entry = graph.find(txid);
      return entry == null ? null : entry.paying();
    }
  }

  @Override
  public long nextSequence() {
    synchronized (lock) {
      return nextSequence;
    }
  }

  @Override
  public List<Paying> all() {
    synchronized (lock) {
      return graph.all().stream().map(MempoolEntry::paying).toList();
    }
  }

  @Override
  public List<Paying> unbroadcast() {
    synchronized (lock) {
      List<Paying> unsent = new ArrayList<>(unbroadcast.size());
      for (Txid txid : unbroadcast) {
        MempoolEntry entry = graph.find(txid);
        if (entry != null) {
          unsent.add(entry.paying());
        }
      }
      return unsent;
    }
  }

  /// What [#submit] would answer; nothing is kept.
  public CompletableFuture<TxAcceptance> test(Transaction tx) {
    return chain.onWriter(view -> {
      try {
        return judge(view, graph, tx, Terms.ALONE).accepted();
      } catch (Refusal refusal) {
        return refusal.answer();
      }
    });
  }

  /// What would become of some transactions that may spend from each other, parents first, if each
  /// has to pay for itself and may replace nothing (`testmempoolaccept`); nothing is kept.
  public CompletableFuture<PackageAcceptance> test(List<Transaction> transactions) {
    return chain.onWriter(view -> packages(view).test(transactions));
  }

  @Override
  public CompletableFuture<PackageAcceptance> submitPackage(List<Transaction> members) {
    return submitPackage(members, null);
  }

  /// As [#submitPackage(List)], but takes none whose own fee rate exceeds one; null for no limit.
  public CompletableFuture<PackageAcceptance> submitPackage(
      List<Transaction> members, @Nullable FeeRate maxFeeRate) {
    List<Transaction> own = members.stream().map(Transaction::compact).toList();
    return chain.onWriter(view -> packages(view).submit(own, maxFeeRate));
  }

  private PackageAcceptor packages(TipView view) {
    return new PackageAcceptor(new PackagePool(view));
  }

  /// The pool as packages are judged against it, on the writer's thread.
  private final class PackagePool implements PackageAcceptor.Pool {
    private final TipView view;

    PackagePool(TipView view) {
      this.view = view;
    }

    @Override
    public TxGraph graph() {
      return graph;
    }

    @Override
    public CoinsView chainCoins() {
      return view.coins();
    }

    @Override
    public MempoolConfig config() {
      return config;
    }

    @Override
    public String unit() {
      return unit;
    }

    @Override
    public long deltaOf(Txid txid) {
      return Mempool.this.deltaOf(txid);
    }

    @Override
    public TxAcceptor acceptor(PoolCoins coins) {
      return Mempool.this.acceptor(view, graph, coins);
    }

    /// How long a member waits tells nothing of its own fee, so fees are not learned from it.
    @Override
    public void exchange(List<TxAcceptor.Checked> newcomers, Set<MempoolEntry> replaced) {
      synchronized (lock) {
        replace(newcomers, replaced, view.snapshot().height(), nowSeconds());
        replaced.forEach(entry -> feeHistory.left(entry.tx().txid()));
        changes.incrementAndGet();
      }
      replaced.forEach(entry -> notifyRemoved(entry.tx(), false));
      for (TxAcceptor.Checked newcomer : newcomers) {
        listeners.forEach(listener -> listener.added(newcomer.tx(), newcomer.feeSats()));
      }
    }

    @Override
    public void trim() {
      List<MempoolEntry> gone;
      synchronized (lock) {
        gone = limit(graph);
        gone.forEach(entry -> feeHistory.left(entry.tx().txid()));
        changes.incrementAndGet();
      }
      gone.forEach(entry -> notifyRemoved(entry.tx(), false));
    }
  }

  private TxAcceptor acceptor(TipView view, TxGraph against, PoolCoins coins) {
    long maxMoney = chain.params().consensus().maxMoney();
    return new TxAcceptor(config, maxMoney, against, view, coins, minFee(against), known, unit);
  }

  private TxAcceptor.Judged judge(TipView view, TxGraph against, Transaction tx, Terms terms) {
    return acceptor(view, against, new PoolCoins(view.coins(), against))
        .judge(tx, deltaOf(tx.txid()), terms);
  }

  private FeeRate minFee(TxGraph of) {
    synchronized (lock) {
      return rollingFee.current(of.memoryBytes(), nowSeconds());
    }
  }

  private long deltaOf(Txid txid) {
    synchronized (lock) {
      return feeDeltas.getOrDefault(txid, 0L);
    }
  }

  /// On the writer's thread.
  private TxAcceptance accept(TipView view, Transaction tx, long timeSeconds) {
    TxAcceptor.Judged judged;
    try {
      judged = judge(view, graph, tx, Terms.ALONE);
    } catch (Refusal refusal) {
      return refusal.answer();
    }
    List<MempoolEntry> gone = new ArrayList<>(judged.replaced());
    boolean kept;
    synchronized (lock) {
      MempoolEntry entry =
          replace(
                  List.of(judged.checked()),
                  judged.replaced(),
                  view.snapshot().height(),
                  timeSeconds)
              .getFirst();
      gone.addAll(limit(graph));
      gone.forEach(each -> feeHistory.left(each.tx().txid()));
      kept = graph.find(tx.wtxid()) != null;
      if (kept && entry.parents.isEmpty() && isCurrent(view.snapshot())) {
        feeHistory.entered(entry);
      }
      changes.incrementAndGet();
    }
    gone.stream()
        .filter(entry -> !entry.tx().wtxid().equals(tx.wtxid()))
        .forEach(entry -> notifyRemoved(entry.tx(), false));
    if (!kept) {
      return new TxAcceptance.Refused(TxAcceptance.Kind.FEE, "mempool full", "");
    }
    listeners.forEach(listener -> listener.added(tx, judged.checked().feeSats()));
    return judged.accepted();
  }

  /// Puts newcomers, parents first, in the place of others; answers with their entries. Under the
  /// lock.
  private List<MempoolEntry> replace(
      List<TxAcceptor.Checked> newcomers, Set<MempoolEntry> replaced, int height, long time) {
    for (MempoolEntry old : replaced) {
      Log.debug(LogCategory.MEMPOOL, () -> "replacing mempool tx " + replacement(old, newcomers));
      graph.remove(old);
    }
    List<MempoolEntry> entries = new ArrayList<>(newcomers.size());
    for (TxAcceptor.Checked newcomer : newcomers) {
      MempoolEntry entry = entry(newcomer, height, time);
      graph.add(entry);
      entries.add(entry);
    }
    return entries;
  }

  private static String replacement(MempoolEntry old, List<TxAcceptor.Checked> newcomers) {
    Transaction first = newcomers.getFirst().tx();
    String by =
        newcomers.size() == 1
            ? "New tx %s (wtxid=%s,".formatted(first.txid(), first.wtxid())
            : "New package %s with %d txs,"
                .formatted(
                    PackageRules.hash(newcomers.stream().map(TxAcceptor.Checked::tx).toList()),
                    newcomers.size());
    return "%s (wtxid=%s, fees=%d, vsize=%d). %s fees=%d, vsize=%d%s"
        .formatted(
            old.tx().txid(),
            old.tx().wtxid(),
            old.feeSats(),
            old.virtualSize(),
            by,
            newcomers.stream().mapToLong(TxAcceptor.Checked::modifiedFeeSats).sum(),
            newcomers.stream().mapToLong(TxAcceptor.Checked::virtualSize).sum(),
            newcomers.size() == 1 ? ")" : "");
  }

  /// Whether the time until a block can be told from here (Core's `IsCurrentForFeeEstimation`).
  private boolean isCurrent(ChainSnapshot now) {
    return config.estimatesFees()
        && !now.initialBlockDownload()
        && now.tip().time() >= nowSeconds() - MAX_FEE_ESTIMATION_TIP_AGE.toSeconds()
        && now.height() >= now.bestHeader().height() - 1;
  }

  private MempoolEntry entry(TxAcceptor.Checked checked, int height, long timeSeconds) {
    MempoolEntry entry =
        new MempoolEntry(
            checked.tx(),
            checked.feeSats(),
            checked.sigOpCost(),
            checked.virtualSize(),
            timeSeconds,
            height,
            checked.spendsCoinbase(),
            nextSequence++);
    entry.feeDelta = feeDeltas.getOrDefault(checked.tx().txid(), 0L);
    return entry;
  }

  /// Drops what is too old and, while there is too much, what pays least. Under the lock.
  private List<MempoolEntry> limit(TxGraph of) {
    List<MempoolEntry> gone = new ArrayList<>();
    long oldest = nowSeconds() - config.expiry().toSeconds();
    if (of.earliestSeconds() < oldest) {
      for (MempoolEntry entry : of.all()) {
        if (entry.timeSeconds() < oldest && of.find(entry.tx().wtxid()) != null) {
          removeFamily(of, entry, gone);
        }
      }
      of.lookForEarliest();
    }
    while (of.memoryBytes() > config.maxBytes()) {
      MempoolEntry worst = of.worst();
      if (worst == null) {
        break;
      }
      FeeFrac family = new FeeFrac(worst.descendantFees, worst.descendantSize);
      rollingFee.evicted(new FeeRate(Math.max(0, family.satPerKvb())));
      removeFamily(of, worst, gone);
    }
    return gone;
  }

  private static void removeFamily(TxGraph from, MempoolEntry entry, List<MempoolEntry> gone) {
    for (MempoolEntry member : TxGraph.withDescendants(entry)) {
      from.remove(member);
      gone.add(member);
    }
  }

  private void notifyRemoved(Transaction tx, boolean inBlock) {
    broadcasted(tx.txid());
    listeners.forEach(listener -> listener.removed(tx, inBlock));
  }

  // The chain moves.

  private final class ChainEvents implements ChainListener {
    @Override
    public void blockConnected(BlockIndex index, Block block) {
      takeOut(index.height(), block);
    }

    @Override
    public void blockDisconnected(BlockIndex index, Block block) {
      returned.disconnected(block);
    }

    @Override
    public void tipChanged(ChainSnapshot now, BlockIndex fork) {
      if (!returned.isEmpty()) {
        // A command of its own: the writer has to finish this one before coins can be asked for.
        CompletableFuture<Integer> _ = chain.onWriter(Mempool.this::rebuild);
      }
    }
  }

  /// A block took some, and made others impossible.
  private void takeOut(int height, Block block) {
    List<MempoolEntry> mined = new ArrayList<>();
    List<MempoolEntry> conflicting = new ArrayList<>();
    synchronized (lock) {
      if (graph.size() == 0) {
        feeHistory.blockConnected(height, List.of());
        rollingFee.blockConnected(nowSeconds());
        return;
      }
      for (Transaction tx : block.transactions()) {
        MempoolEntry entry = graph.find(tx.txid());
        if (entry != null) {
          graph.remove(entry);
          mined.add(entry);
        }
        for (TxIn input : tx.inputs()) {
          MempoolEntry conflict = graph.spender(input.prevout());
          if (conflict != null) {
            removeFamily(graph, conflict, conflicting);
          }
        }
        feeDeltas.remove(tx.txid());
      }
      // Those that became impossible failed before this block.
      conflicting.forEach(entry -> feeHistory.left(entry.tx().txid()));
      feeHistory.blockConnected(height, mined);
      rollingFee.blockConnected(nowSeconds());
      changes.incrementAndGet();
    }
    mined.forEach(entry -> notifyRemoved(entry.tx(), true));
    conflicting.forEach(entry -> notifyRemoved(entry.tx(), false));
  }

  /// After a reorganisation, on the writer's thread; answers with the number of transactions.
  private int rebuild(TipView view) {
    List<Transaction> back = returned.take();
    TxGraph fresh = new TxGraph();
    List<MempoolEntry> entries = new ArrayList<>();
    for (Transaction tx : back) {
      try {
        TxAcceptor.Judged judged = judge(view, fresh, tx, Terms.RETURNED);
        // Of two children that a block had, one may have to go.
        for (MempoolEntry other : judged.replaced()) {
          fresh.remove(other);
          entries.remove(other);
        }
        MempoolEntry entry = entry(judged.checked(), view.snapshot().height(), nowSeconds());
        fresh.add(entry);
        entries.add(entry);
      } catch (Refusal refused) {
        Log.debug(
            LogCategory.MEMPOOL, () -> tx.txid() + " of a block taken back: " + refused.answer());
      }
    }
    List<MempoolEntry> before;
    synchronized (lock) {
      before = graph.all();
    }
    List<MempoolEntry> gone = new ArrayList<>();
    for (MempoolEntry old : before) {
      if (!keep(view, fresh, old)) {
        gone.add(old);
      }
    }
    synchronized (lock) {
      graph = fresh;
      gone.addAll(limit(fresh));
      gone.stream()
          .map(entry -> entry.tx().txid())
          .filter(txid -> fresh.find(txid) == null)
          .forEach(feeHistory::left);
      changes.incrementAndGet();
    }
    Set<MempoolEntry> lost = new LinkedHashSet<>(gone);
    for (MempoolEntry entry : entries) {
      if (!lost.remove(entry)) {
        listeners.forEach(listener -> listener.added(entry.tx(), entry.feeSats()));
      }
    }
    lost.forEach(entry -> notifyRemoved(entry.tx(), false));
    return fresh.size();
  }

  /// Adds an entry of the pool before to the one after, if it can still be mined next.
  private boolean keep(TipView view, TxGraph fresh, MempoolEntry old) {
    Transaction tx = old.tx();
    BlockIndex parent = view.snapshot().tip();
    int height = parent.height() + 1;
    if (fresh.find(tx.txid()) != null || !LockTimes.isFinal(tx, height, parent.medianTimePast())) {
      return false;
    }
    PoolCoins coins = new PoolCoins(view.coins(), fresh);
    List<Coin> spent = new ArrayList<>();
    for (TxIn input : tx.inputs()) {
      Coin coin = fresh.spender(input.prevout()) == null ? coins.get(input.prevout()) : null;
      boolean spendable =
          coin != null && (!coin.coinbase() || height - coin.height() >= TxRules.COINBASE_MATURITY);
      if (!spendable) {
        return false;
      }
      spent.add(coin);
    }
    LockTimes.SequenceLocks locks =
        LockTimes.sequenceLocks(tx, i -> Math.min(spent.get(i).height(), height), parent);
    if (!locks.allow(parent)) {
      return false;
    }
    MempoolEntry copy =
        new MempoolEntry(
            tx,
            old.feeSats(),
            old.sigOpCost(),
            old.virtualSize(),
            old.timeSeconds(),
            old.height(),
            old.spendsCoinbase(),
            old.sequence());
    copy.feeDelta = old.feeDelta;
    fresh.add(copy);
    return true;
  }

  // What others ask.

  @Override
  public @Nullable Transaction find(Txid txid) {
    synchronized (lock) {
      MempoolEntry entry = graph.find(txid);
      return entry == null ? null : entry.tx();
    }
  }

  @Override
  public @Nullable Transaction find(Wtxid wtxid) {
    synchronized (lock) {
      MempoolEntry entry = graph.find(wtxid);
      return entry == null ? null : entry.tx();
    }
  }

  @Override
  public List<Wtxid> wtxids() {
    synchronized (lock) {
      return graph.all().stream().map(entry -> entry.tx().wtxid()).toList();
    }
  }

  @Override
  public FeeFloor feeFloor() {
    synchronized (lock) {
      return new FeeFloor(
          rollingFee.current(graph.memoryBytes(), nowSeconds()).satPerKvb(),
          config.minRelayFee().satPerKvb(),
          config.incrementalRelayFee().satPerKvb());
    }
  }

  public MempoolInfo info() {
    synchronized (lock) {
      return new MempoolInfo(
          graph.size(),
          graph.totalVirtualSize(),
          graph.memoryBytes(),
          config.maxBytes(),
          graph.totalFees(),
          new FeeRate(minFeeRateSatPerKvb()),
          config.minRelayFee(),
          config.incrementalRelayFee(),
          unbroadcast.size());
    }
  }

  public Optional<EntryInfo> entry(Txid txid) {
    synchronized (lock) {
      return Optional.ofNullable(graph.find(txid)).map(EntryInfo::of);
    }
  }

  /// In order of arrival.
  public List<EntryInfo> entries() {
    synchronized (lock) {
      return graph.all().stream().map(EntryInfo::of).toList();
    }
  }

  @Override
  public List<Transaction> transactions() {
    synchronized (lock) {
      return graph.all().stream().map(MempoolEntry::tx).toList();
    }
  }

  /// What a list shows of every entry, in order of arrival. Cheaper than [#entries()], which walks
  /// relatives.
  public List<MempoolAccess.Entry> listed() {
    synchronized (lock) {
      return graph.all().stream().map(MempoolEntry::listed).toList();
    }
  }

  /// Everything in the pool that an entry needs, without itself; empty when it is not here.
  public List<EntryInfo> ancestors(Txid txid) {
    synchronized (lock) {
      MempoolEntry entry = graph.find(txid);
      return entry == null
          ? List.of()
          : TxGraph.withAncestors(entry.parents()).stream().map(EntryInfo::of).toList();
    }
  }

  /// Everything in the pool that needs an entry, without itself; empty when it is not here.
  public List<EntryInfo> descendants(Txid txid) {
    synchronized (lock) {
      MempoolEntry entry = graph.find(txid);
      return entry == null
          ? List.of()
          : TxGraph.withDescendants(entry).stream()
              .filter(member -> member != entry)
              .map(EntryInfo::of)
              .toList();
    }
  }

  /// The output of a transaction in the pool, or null.
  public @Nullable TxOut output(OutPoint outpoint) {
    synchronized (lock) {
      return graph.output(outpoint);
    }
  }

  /// The transaction in the pool that spends a coin.
  public Optional<Txid> spender(OutPoint outpoint) {
    synchronized (lock) {
      return Optional.ofNullable(graph.spender(outpoint)).map(entry -> entry.tx().txid());
    }
  }

  /// For each of some outputs what its transaction and its ancestors in the pool lack to be mined
  /// at a fee rate, in satoshis; empty if they have too many relatives to tell.
  public Optional<Map<OutPoint, Long>> bumpFees(Collection<OutPoint> outpoints, FeeRate target) {
    synchronized (lock) {
      return MiniMiner.of(graph, outpoints).map(miner -> miner.bumpFees(outpoints, target));
    }
  }

  /// What the transactions of some outputs and all their ancestors in the pool lack together to be
  /// mined at a fee rate, in satoshis; empty if they have too many relatives to tell.
  public OptionalLong combinedBumpFee(Collection<OutPoint> outpoints, FeeRate target) {
    synchronized (lock) {
      return MiniMiner.of(graph, outpoints)
          .map(miner -> OptionalLong.of(miner.combinedBumpFee(target)))
          .orElseGet(OptionalLong::empty);
    }
  }

  /// What a block could be made of, parents before children.
  public List<Candidate> candidates() {
    synchronized (lock) {
      List<MempoolEntry> all = graph.all();
      List<Candidate> candidates = new ArrayList<>(all.size());
      for (MempoolEntry entry : all) {
        entry.position = candidates.size();
        List<Integer> parents = new ArrayList<>(entry.parents.size());
        for (MempoolEntry parent : entry.parents) {
          if (parent.position >= entry.position || all.get(parent.position) != parent) {
            throw new IllegalStateException(entry + " stands before its parent " + parent);
          }
          parents.add(parent.position);
        }
        candidates.add(
            new Candidate(
                entry.tx(),
                entry.feeSats(),
                entry.modifiedFeeSats(),
                entry.virtualSize(),
                entry.sigOpCost(),
                parents));
      }
      return candidates;
    }
  }

  /// Grows with every change, so that a block template knows when it is out of date.
  public long changeCount() {
    return changes.get();
  }

  /// Makes a transaction count as paying `delta` satoshis more than it does, now or when it comes
  /// (Core's `prioritisetransaction`); answers with the sum of all such changes.
  public CompletableFuture<Long> prioritise(Txid txid, long delta) {
    return chain.onWriter(_ -> addDelta(txid, delta));
  }

  /// What an operator said of a transaction.
  ///
  /// @param delta satoshis that it counts as paying more than it does
  /// @param modifiedFee what it counts as paying, if it is here
  public record Prioritised(Txid txid, long delta, OptionalLong modifiedFee) {}

  /// Every transaction, here or not, that an operator's say changes.
  public List<Prioritised> prioritised() {
    synchronized (lock) {
      List<Prioritised> all = new ArrayList<>(feeDeltas.size());
      feeDeltas.forEach((txid, delta) -> {
        MempoolEntry entry = graph.find(txid);
        all.add(
            new Prioritised(
                txid,
                delta,
                entry == null ? OptionalLong.empty() : OptionalLong.of(entry.modifiedFeeSats())));
      });
      return all;
    }
  }

  private long addDelta(Txid txid, long delta) {
    synchronized (lock) {
      long sum = feeDeltas.getOrDefault(txid, 0L) + delta;
      long bound = chain.params().consensus().maxMoney();
      // The first comparison keeps the sum from overflowing.
      if (Math.abs(delta) > bound || Math.abs(sum) > bound) {
        throw new IllegalArgumentException(
            "A fee delta of %d satoshis is more than all money there will ever be. Nothing was changed."
                .formatted(delta));
      }
      if (sum == 0) {
        feeDeltas.remove(txid);
      } else {
        feeDeltas.put(txid, sum);
      }
      MempoolEntry entry = graph.find(txid);
      if (entry != null) {
        graph.addFeeDelta(entry, delta);
      }
      changes.incrementAndGet();
      return sum;
    }
  }

  /// What waits, by the fee rate at which it is about to be mined: a band for each of some bounds,
  /// which grow, in satoshis for a virtual byte. What pays less than the first is in none.
  public List<FeeBand> histogram(List<Long> bounds) {
    int[] counts = new int[bounds.size()];
    long[] sizes = new long[bounds.size()];
    long[] fees = new long[bounds.size()];
    synchronized (lock) {
      for (MempoolEntry entry : graph.all()) {
        int band = band(entry.minerRate(), bounds);
        if (band >= 0) {
          counts[band]++;
          sizes[band] += entry.virtualSize();
          fees[band] += entry.feeSats();
        }
      }
    }
    return IntStream.range(0, bounds.size())
        .mapToObj(i -> new FeeBand(bounds.get(i), counts[i], sizes[i], fees[i]))
        .toList();
  }

  /// The last whose bound a rate reaches, or -1.
  private static int band(FeeFrac rate, List<Long> bounds) {
    int band = -1;
    while (band + 1 < bounds.size() && rate.compareTo(new FeeFrac(bounds.get(band + 1), 1)) >= 0) {
      band++;
    }
    return band;
  }

  /// The fee rate that should bring a transaction into one of the next `targetBlocks` blocks; empty
  /// while too little has been seen to tell.
  public Optional<FeeRate> estimateFee(int targetBlocks, boolean conservative) {
    synchronized (lock) {
      List<FeeEstimator.Waiting> waiting =
          graph.all().stream()
              .map(entry -> new FeeEstimator.Waiting(entry.minerRate(), entry.virtualSize()))
              .toList();
      return FeeEstimator.estimate(
          feeHistory.smart(targetBlocks, conservative),
          targetBlocks,
          waiting,
          new FeeRate(minFeeRateSatPerKvb()));
    }
  }

  /// The fee rate that was enough before (`estimatesmartfee`), and no less than the pool takes now.
  ///
  /// @param targetBlocks from 1 to [#maxFeeTarget()]
  public SmartFeeEstimate smartFee(int targetBlocks, boolean conservative) {
    synchronized (lock) {
      SmartFeeEstimate history = feeHistory.smart(targetBlocks, conservative);
      return new SmartFeeEstimate(
          history
              .rate()
              .map(rate -> new FeeRate(Math.max(rate.satPerKvb(), minFeeRateSatPerKvb()))),
          history.blocks());
    }
  }

  /// What one horizon says (`estimaterawfee`); empty when it does not reach to the target.
  ///
  /// @param threshold the share of transactions that has to be confirmed in time, from 0 to 1
  public Optional<RawFeeEstimate> rawFee(int targetBlocks, double threshold, FeeHorizon horizon) {
    synchronized (lock) {
      return feeHistory.raw(targetBlocks, threshold, horizon);
    }
  }

  /// Whether fees are estimated at all.
  public boolean estimatesFees() {
    return config.estimatesFees();
  }

  /// The highest target that fees are estimated for, in blocks.
  public int maxFeeTarget() {
    synchronized (lock) {
      return feeHistory.maxTarget();
    }
  }

  /// The history of fees as it is kept on disk.
  byte[] feeEstimates() {
    synchronized (lock) {
      return feeHistory.toBytes();
    }
  }

  /// Takes over a history, or throws a decode exception and changes nothing.
  void loadFeeEstimates(byte[] bytes) {
    synchronized (lock) {
      feeHistory.load(bytes);
    }
  }

  void flushUnconfirmed() {
    synchronized (lock) {
      feeHistory.flushUnconfirmed();
    }
  }

  @Override
  public Subscription subscribe(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    chainSubscription.close();
  }
}

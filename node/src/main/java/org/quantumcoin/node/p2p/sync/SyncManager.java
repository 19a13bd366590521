package org.quantumcoin.node.p2p.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.p2p.Peer;
import org.quantumcoin.node.p2p.PeerHandler;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.BlockTxn;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.FeeFilter;
import org.quantumcoin.node.p2p.message.FilterAdd;
import org.quantumcoin.node.p2p.message.FilterClear;
import org.quantumcoin.node.p2p.message.FilterLoad;
import org.quantumcoin.node.p2p.message.GetBlockTxn;
import org.quantumcoin.node.p2p.message.GetBlocks;
import org.quantumcoin.node.p2p.message.GetCFCheckpt;
import org.quantumcoin.node.p2p.message.GetCFHeaders;
import org.quantumcoin.node.p2p.message.GetCFilters;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.GetHeaders;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Mempool;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.NotFound;
import org.quantumcoin.node.p2p.message.SendCmpct;
import org.quantumcoin.node.p2p.message.SendHeaders;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Transaction;

/// Binds the parts of sync and relay together: gives each message to the part it is for, and what
/// the chain and the mempool tell to the peers.
public final class SyncManager implements PeerHandler {
  /// Without a new block for the time of so many, there may be a chain that nobody tells us of
  /// (Core's `TipMayBeStale`).
  private static final long STALE_TIP_BLOCKS = 3;

  /// A tip that is not older than so many blocks take is in sync (Core's `CanDirectFetch`).
  private static final long RECENT_TIP_BLOCKS = 20;

  private final ChainService chain;
  private final PeerThread thread;
  private final TimeSource time;
  private final Map<Long, SyncPeer> peers = new LinkedHashMap<>();
  private final Availability availability;
  private final HeaderSync headers;
  private final BlockDownload download;
  private final BlockIntake intake;
  private final DataServer server;
  private final FilterServer filters;
  private final BloomFilters bloom;
  private final BlockAnnouncer announcer;
  private final CompactBlocks compact;
  private final TxRelay transactions;
  private final TxIntake incoming;
  private final List<ChainService.Subscription> subscriptions = new ArrayList<>();

  /// When the tip changed last; 0 before it was asked for.
  private long lastTipSeconds;

  private SyncManager(
      PeerManager manager,
      ChainService chain,
      TxPool pool,
      Optional<BlockFilterIndex> filterIndex,
      RandomGenerator random,
      ExecutorService preparers) {
    this.chain = chain;
    this.thread = manager.thread();
    this.time = manager.time();
    Collection<SyncPeer> all = peers.values();
    availability = new Availability(chain);
    Punishment punishment = new Punishment(manager);
    boolean relays = manager.config().relayTransactions();
    ExtraTransactions extra = new ExtraTransactions(manager.config().extraTransactions());
    NewestBlock newest = new NewestBlock();
    download = new BlockDownload(chain, manager.time(), availability, all, relays);
    headers =
        new HeaderSync(
            chain, thread, manager.time(), availability, punishment, all, download, random);
    intake =
        new BlockIntake(
            chain,
            thread,
            manager.time(),
            download,
            availability,
            punishment,
            all,
            manager.io(),
            preparers);
    compact =
        new CompactBlocks(
            chain,
            pool,
            thread,
            headers,
            download,
            intake,
            availability,
            punishment,
            extra,
            relays);
    server = new DataServer(chain, pool, manager, download, newest, punishment, random);
    filters = new FilterServer(chain, manager, filterIndex, server);
    bloom = new BloomFilters(manager, punishment);
    announcer = new BlockAnnouncer(chain, availability, newest, server, random);
    transactions = new TxRelay(chain, pool, manager, random, all, extra);
    incoming = new TxIntake(chain, pool, manager, random, extra, transactions);
  }

  /// Follows the chain and the mempool from now on: what [PeerManager#open] wants as its handler.
  public static SyncManager open(
      PeerManager manager, ChainService chain, TxPool pool, RandomGenerator random) {
    return open(manager, chain, pool, Optional.empty(), random);
  }

  /// The same with an index of block filters to serve from.
  public static SyncManager open(
      PeerManager manager,
      ChainService chain,
      TxPool pool,
      Optional<BlockFilterIndex> filterIndex,
      RandomGenerator random) {
    return open(manager, chain, pool, filterIndex, random, BlockPreparer.threads());
  }

  /// The same with blocks parsed by workers of the caller's, which are ended with this.
  public static SyncManager open(
      PeerManager manager,
      ChainService chain,
      TxPool pool,
      RandomGenerator random,
      ExecutorService preparers) {
    return open(manager, chain, pool, Optional.empty(), random, preparers);
  }

  private static SyncManager open(
      PeerManager manager,
      ChainService chain,
      TxPool pool,
      Optional<BlockFilterIndex> filterIndex,
      RandomGenerator random,
      ExecutorService preparers) {
    SyncManager sync = new SyncManager(manager, chain, pool, filterIndex, random, preparers);
    sync.subscriptions.add(chain.subscribe(sync.new ChainEvents()));
    sync.subscriptions.add(pool.subscribe(sync.new PoolEvents()));
    return sync;
  }

  /// Hands the writer's events to the peer thread.
  private final class ChainEvents implements ChainListener {
    @Override
    public void blockChecked(BlockIndex index, Block block) {
      thread.execute(() -> announcer.blockChecked(index, block, peers.values()));
    }

    @Override
    public void blockConnected(BlockIndex index, Block block) {
      boolean catchingUp = chain.snapshot().initialBlockDownload();
      thread.execute(() -> {
        SyncPeer source = intake.connected(index.hash());
        server.judged(peers.values());
        if (!catchingUp) {
          if (source != null && download.isOnlyInFlight(index.hash())) {
            compact.broughtValidBlock(source);
          }
          incoming.blockConnected(block);
        }
      });
    }

    @Override
    public void blockDisconnected(BlockIndex index, Block block) {
      thread.execute(incoming::blockDisconnected);
    }

    @Override
    public void tipChanged(ChainSnapshot now, BlockIndex fork) {
      thread.execute(() -> {
        incoming.tipChanged();
        lastTipSeconds = time.seconds();
        announcer.tipChanged(now, fork, peers.values());
      });
    }

    @Override
    public void blockRefused(BlockIndex index, BlockVerdict.Invalid verdict) {
      thread.execute(() -> {
        intake.refused(index.hash(), verdict);
        server.judged(peers.values());
      });
    }
  }

  private final class PoolEvents implements TxPool.Listener {
    @Override
    public void added(Transaction tx, long feeSats) {
      thread.execute(() -> {
        transactions.accepted(tx);
        incoming.added(tx);
      });
    }

    @Override
    public void removed(Transaction tx, boolean inBlock) {
      thread.execute(() -> transactions.removed(tx, inBlock));
    }
  }

  @Override
  public int height() {
    return chain.snapshot().height();
  }

  @Override
  public void connected(Peer peer) {
    SyncPeer added = new SyncPeer(peer);
    peers.put(peer.id(), added);
    if (peer.commonVersion() >= Version.COMPACT_BLOCKS_VERSION) {
      // Not as the first choice: who is to announce that way is decided by who brings blocks.
      peer.send(new SendCmpct(false, CmpctBlock.VERSION));
    }
    incoming.connected(added);
    headers.tick(added);
  }

  @Override
  public void disconnected(Peer peer) {
    SyncPeer gone = peers.remove(peer.id());
    if (gone != null) {
      download.disconnected(gone);
      compact.disconnected(gone);
      incoming.disconnected(gone);
      // What it was to deliver can be asked of others at once.
      peers.values().forEach(download::request);
    }
  }

  @Override
  public void sendable(Peer peer) {
    SyncPeer known = peers.get(peer.id());
    if (known != null) {
      server.serve(known);
      filters.serve(known);
    }
  }

  @Override
  public void bringForward(Duration time) {
    transactions.bringForward(time);
  }

  @Override
  public void tick() {
    for (SyncPeer peer : peers.values()) {
      if (!peer.peer.isDisconnecting()) {
        headers.tick(peer);
        download.tick(peer);
      }
    }
    incoming.tick();
    transactions.tick();
  }

  @Override
  public void received(Peer from, Message message) {
    SyncPeer peer = peers.get(from.id());
    if (peer == null) {
      return;
    }
    switch (message) {
      case Headers run -> headers.received(peer, run);
      case BlockMessage block -> intake.received(peer, block.bytes());
      case CmpctBlock block -> compact.received(peer, block);
      case BlockTxn answer -> compact.received(peer, answer);
      case GetBlockTxn asked -> server.getBlockTransactions(peer, asked);
      case SendCmpct offer -> compact.offered(peer, offer);
      case TxMessage tx -> incoming.received(peer, tx.bytes());
      case Inv inv -> inventory(peer, inv);
      case GetData asked -> server.getData(peer, asked.items());
      case GetHeaders asked -> server.getHeaders(peer, asked);
      case GetBlocks asked -> server.getBlocks(peer, asked);
      case NotFound missing -> notFound(peer, missing);
      case SendHeaders _ -> peer.prefersHeaders = true;
      case FeeFilter filter -> {
        if (filter.satPerKvb() >= 0
            && filter.satPerKvb() <= chain.params().consensus().maxMoney()) {
          peer.feeFilterSatPerKvb = filter.satPerKvb();
        }
      }
      case Mempool _ -> transactions.askedForAll(peer);
      case GetCFilters asked -> filters.getFilters(peer, asked);
      case GetCFHeaders asked -> filters.getHeaders(peer, asked);
      case GetCFCheckpt asked -> filters.getCheckpoints(peer, asked);
      case FilterLoad loaded -> bloom.load(peer, loaded);
      case FilterAdd added -> bloom.add(peer, added);
      case FilterClear _ -> bloom.clear(peer);
      default ->
          Log.debug(
              LogCategory.NET,
              () -> "Unknown message \"" + message.command() + "\" from peer=" + peer.id());
    }
  }

  private void inventory(SyncPeer peer, Inv inv) {
    BlockHash lastBlock = null;
    List<InvItem> announced = new ArrayList<>();
    for (InvItem item : inv.items()) {
      if (item.type() == InvItem.MSG_BLOCK) {
        lastBlock = new BlockHash(item.hash());
        availability.has(peer, lastBlock);
      } else if (item.isTransaction()) {
        announced.add(item);
      }
    }
    if (!announced.isEmpty() && !incoming.announced(peer, announced)) {
      peer.peer.disconnect();
      return;
    }
    if (lastBlock != null) {
      askForHeadersUpTo(peer, lastBlock);
    }
  }

  /// A block announced by its hash: its headers come first.
  private void askForHeadersUpTo(SyncPeer peer, BlockHash hash) {
    if (chain.find(hash) != null) {
      download.request(peer);
      return;
    }
    BlockIndex best = chain.snapshot().bestHeader();
    if (headers.ask(peer, best)) {
      Log.debug(
          LogCategory.NET,
          () -> "getheaders (%d) %s to peer=%d".formatted(best.height(), hash, peer.id()));
    }
  }

  private void notFound(SyncPeer peer, NotFound missing) {
    for (InvItem item : missing.items()) {
      if (item.isTransaction()) {
        incoming.notFound(peer, item);
      } else if (item.isBlock()) {
        download.notFound(peer, new BlockHash(item.hash()));
      }
    }
  }

  @Override
  public Usefulness usefulness(Peer peer) {
    SyncPeer known = peers.get(peer.id());
    return known == null
        ? Usefulness.NONE
        : new Usefulness(known.lastBlockAnnouncementSeconds, known.isProtected);
  }

  @Override
  public boolean isTipStale() {
    long staleSeconds = STALE_TIP_BLOCKS * chain.params().consensus().spacingSeconds();
    return lastTipSeconds() < time.seconds() - staleSeconds
        && peers.values().stream().allMatch(peer -> peer.inFlight.isEmpty());
  }

  @Override
  public boolean isTipRecent() {
    long recentSeconds = RECENT_TIP_BLOCKS * chain.params().consensus().spacingSeconds();
    return chain.snapshot().tip().time() > time.seconds() - recentSeconds;
  }

  @Override
  public long lastTipSeconds() {
    if (lastTipSeconds == 0) {
      lastTipSeconds = time.seconds();
    }
    return lastTipSeconds;
  }

  @Override
  public List<OrphanInfo> orphans() {
    return incoming.orphans();
  }

  @Override
  public Progress progress(Peer peer) {
    SyncPeer known = peers.get(peer.id());
    if (known == null) {
      return Progress.NONE;
    }
    BlockIndex best = known.bestKnown;
    List<Integer> inFlight = new ArrayList<>();
    for (BlockIndex index : known.inFlight.values()) {
      inFlight.add(index.height());
    }
    return new Progress(
        known.presync == null ? -1 : known.presync.presyncHeight(),
        best == null ? -1 : best.height(),
        best == null ? -1 : chain.snapshot().forkWith(best).height(),
        inFlight,
        known.lastTransactionSeconds,
        known.lastBlockSeconds,
        known.feeFilterSatPerKvb,
        known.announcesCompact,
        known.wantsCompactAnnouncements);
  }

  @Override
  public void close() {
    subscriptions.forEach(ChainService.Subscription::close);
    intake.close();
  }
}

package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerPermission;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.FeeFilter;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Fetches transactions that peers announce, offers them to the mempool, and announces what it
/// keeps.
final class TxRelay {
  /// Mean time between two announcements to a peer; random, so that nobody can time where a
  /// transaction came from. Shorter to peers that we chose (Core's
  /// `INBOUND_INVENTORY_BROADCAST_INTERVAL` and `OUTBOUND_...`).
  private static final long INBOUND_MILLIS = 5_000;

  private static final long OUTBOUND_MILLIS = 2_000;

  /// Core's `INVENTORY_BROADCAST_MAX`.
  private static final int MAX_ANNOUNCED_AT_ONCE = 1_000;

  /// Core's `AVG_FEEFILTER_BROADCAST_INTERVAL`.
  private static final long FEE_FILTER_MILLIS = 10 * 60 * 1000L;

  /// What no peer has fetched is announced again after so long, and a random part of half as much
  /// (Core's `ReattemptInitialBroadcast`).
  private static final long REBROADCAST_MILLIS = 10 * 60 * 1000L;

  /// Refused transactions remembered, so that they are not fetched again before the tip moves.
  private static final int MAX_REJECTED = 20_000;

  /// Transactions with the mempool now: above what requests in flight can bring, so the bound is
  /// met only by peers that send unasked.
  private static final int MAX_SUBMITTED = 20_000;

  /// Bytes of one peer's transactions that may be with the mempool before the peer is heard again;
  /// Core, which judges on the spot, lets one at a time wait.
  private static final long MAX_JUDGED_BYTES = 500_000;

  private final ChainService chain;
  private final TxPool pool;
  private final PeerManager manager;
  private final PeerThread thread;
  private final TimeSource time;
  private final RandomGenerator random;
  private final Collection<SyncPeer> peers;
  private final ExtraTransactions extra;
  private final TxRequests requests = new TxRequests();
  private final OrphanPool orphans = new OrphanPool();
  private final RecentHashes rejected = new RecentHashes(MAX_REJECTED);
  private final Set<Wtxid> submitted = new HashSet<>();
  private long nextRebroadcastMillis;

  TxRelay(
      ChainService chain,
      TxPool pool,
      PeerManager manager,
      RandomGenerator random,
      Collection<SyncPeer> peers,
      ExtraTransactions extra) {
    this.chain = chain;
    this.pool = pool;
    this.manager = manager;
    this.thread = manager.thread();
    this.time = manager.time();
    this.random = random;
    this.peers = peers;
    this.extra = extra;
    this.nextRebroadcastMillis = nextRebroadcast();
  }

  private long nextRebroadcast() {
    return time.steadyMillis() + REBROADCAST_MILLIS + random.nextLong(REBROADCAST_MILLIS / 2);
  }

  /// Whether the peer was told that no transactions are wanted of it.
  private boolean isUnwanted(SyncPeer peer) {
    return peer.peer.type() == ConnectionType.BLOCK_RELAY
        || (!manager.config().relayTransactions()
            && !peer.peer.permissions().has(PeerPermission.RELAY));
  }

  /// False when the peer must be cut off: it was told not to announce transactions.
  boolean announced(SyncPeer peer, List<InvItem> items) {
    if (isUnwanted(peer)) {
      Log.debug(
          LogCategory.NET,
          () -> "transaction inv sent in violation of protocol, disconnecting peer=" + peer.id());
      return false;
    }
    boolean catchingUp = chain.snapshot().initialBlockDownload();
    for (InvItem item : items) {
      // Each peer announces under one kind of id, settled in the handshake (BIP-0339).
      boolean expected =
          item.type() == (peer.peer.isWtxidRelay() ? InvItem.MSG_WTX : InvItem.MSG_TX);
      if (!expected) {
        continue;
      }
      peer.knownTransactions.add(item.hash());
      if (!catchingUp && !isKnown(item)) {
        requests.announced(peer, requestFor(item));
      }
    }
    requests.send(time.steadyMillis());
    return true;
  }

  private static InvItem requestFor(InvItem announced) {
    return announced.type() == InvItem.MSG_WTX
        ? announced
        : InvItem.witnessTx(new Txid(announced.hash()));
  }

  private boolean isKnown(InvItem item) {
    if (rejected.contains(item.hash())) {
      return true;
    }
    if (item.type() == InvItem.MSG_WTX) {
      Wtxid wtxid = new Wtxid(item.hash());
      return orphans.contains(wtxid) || submitted.contains(wtxid) || pool.find(wtxid) != null;
    }
    return pool.find(new Txid(item.hash())) != null;
  }

  void notFound(SyncPeer peer, InvItem item) {
    requests.notFound(peer, item.hash());
  }

  /// A transaction came.
  void received(SyncPeer peer, byte[] bytes) {
    if (isUnwanted(peer)) {
      Log.debug(
          LogCategory.NET,
          () -> "transaction sent in violation of protocol, disconnecting peer=" + peer.id());
      peer.peer.disconnect();
      return;
    }
    if (chain.snapshot().initialBlockDownload()) {
      return;
    }
    Transaction tx;
    try {
      tx = Transaction.parse(bytes);
    } catch (DecodeException e) {
      Log.debug(
          LogCategory.NET,
          () -> "malformed transaction, ignored, peer=" + peer.id() + ": " + e.getMessage());
      return;
    }
    Wtxid wtxid = tx.wtxid();
    peer.knownTransactions.add(wtxid.hash());
    peer.knownTransactions.add(tx.txid().hash());
    requests.done(wtxid.hash());
    requests.done(tx.txid().hash());
    if (rejected.contains(wtxid.hash()) || orphans.contains(wtxid)) {
      return;
    }
    submit(peer, tx);
  }

  private void submit(SyncPeer peer, Transaction tx) {
    if (submitted.size() >= MAX_SUBMITTED || !submitted.add(tx.wtxid())) {
      return;
    }
    peer.judgedBytes += tx.totalSize();
    if (peer.judgedBytes > MAX_JUDGED_BYTES) {
      peer.peer.pauseInput(true);
    }
    CompletableFuture<?> _ =
        pool.submit(tx)
            .whenComplete(
                (answer, trouble) -> thread.execute(() -> judged(peer, tx, answer, trouble)));
  }

  private void judged(
      SyncPeer peer, Transaction tx, @Nullable TxAcceptance answer, @Nullable Throwable trouble) {
    submitted.remove(tx.wtxid());
    boolean paused = peer.judgedBytes > MAX_JUDGED_BYTES;
    peer.judgedBytes -= tx.totalSize();
    if (paused && peer.judgedBytes <= MAX_JUDGED_BYTES) {
      peer.peer.pauseInput(false);
    }
    if (answer == null) {
      Log.debug(LogCategory.MEMPOOLREJ, () -> tx.txid() + " not judged: " + trouble);
      return;
    }
    switch (answer) {
      case TxAcceptance.Accepted accepted -> {
        peer.lastTransactionSeconds = time.seconds();
        Log.debug(
            LogCategory.MEMPOOL,
            () ->
                "AcceptToMemoryPool: peer=%d: accepted %s (wtxid=%s), fee %d"
                    .formatted(peer.id(), tx.txid(), tx.wtxid(), accepted.feeSats()));
        retryChildren(tx.txid());
      }
      case TxAcceptance.AlreadyKnown _ -> {
        if (peer.peer.permissions().has(PeerPermission.FORCERELAY)) {
          forceRelay(peer, tx);
        }
        retryChildren(tx.txid());
      }
      case TxAcceptance.MissingInputs missing -> orphaned(peer, tx, missing.outpoints());
      case TxAcceptance.Refused refused -> refused(peer, tx, refused);
    }
  }

  /// An operator's own program may give a transaction again because it was not passed on.
  private void forceRelay(SyncPeer peer, Transaction tx) {
    TxPool.Paying known = pool.paying(tx.wtxid());
    String what = "%s (wtxid=%s) from ".formatted(tx.txid(), tx.wtxid());
    if (known == null) {
      Log.info("Not relaying non-mempool transaction " + what + "forcerelay peer=" + peer.id());
      return;
    }
    Log.info("Force relaying tx " + what + "peer=" + peer.id());
    accepted(known.tx(), known.feeSats());
  }

  /// A peer asks what the mempool has (BIP-0035). It is told only where an operator allowed it:
  /// others would learn from it who made a transaction.
  void askedForAll(SyncPeer peer) {
    if (!peer.peer.permissions().has(PeerPermission.MEMPOOL)) {
      if (!peer.peer.permissions().has(PeerPermission.NOBAN)) {
        Log.debug(
            LogCategory.NET,
            () -> "mempool request with bloom filters disabled, disconnecting peer=" + peer.id());
        peer.peer.disconnect();
      }
      return;
    }
    List<InvItem> items = new ArrayList<>();
    for (TxPool.Paying each : pool.all()) {
      Transaction tx = each.tx();
      long rate = FeeRate.of(each.feeSats(), tx.virtualSize()).satPerKvb();
      boolean byWtxid = peer.peer.isWtxidRelay();
      if (rate >= peer.feeFilterSatPerKvb) {
        peer.knownTransactions.add(byWtxid ? tx.wtxid().hash() : tx.txid().hash());
        items.add(byWtxid ? InvItem.wtx(tx.wtxid()) : InvItem.tx(tx.txid()));
      }
      if (items.size() == InvItem.MAX_ITEMS) {
        peer.peer.send(new Inv(items));
        items = new ArrayList<>();
      }
    }
    if (!items.isEmpty()) {
      peer.peer.send(new Inv(items));
    }
  }

  private void retryChildren(Txid parent) {
    for (OrphanPool.Orphan child : orphans.takeChildren(parent)) {
      submit(child.from(), child.tx());
    }
  }

  private void refused(SyncPeer peer, Transaction tx, TxAcceptance.Refused refused) {
    Log.debug(
        LogCategory.MEMPOOLREJ,
        () ->
            "%s (wtxid=%s) from peer=%d was not accepted: %s%s"
                .formatted(
                    tx.txid(),
                    tx.wtxid(),
                    peer.id(),
                    refused.reason(),
                    refused.detail().isEmpty() ? "" : ", " + refused.detail()));
    // Its sender is not punished, as in Core since 29.2: what is invalid to us may be a soft fork's
    // that we do not know, and the check has been paid for either way.
    rejected.add(tx.wtxid().hash());
    // Others may mine what we do not relay.
    extra.add(tx);
  }

  /// Keeps it and asks its sender for the parents.
  private void orphaned(SyncPeer peer, Transaction tx, Set<OutPoint> missing) {
    Set<Txid> parents = new HashSet<>();
    for (OutPoint outpoint : missing) {
      if (rejected.contains(outpoint.txid().hash())) {
        // With a refused parent it cannot be taken either.
        rejected.add(tx.wtxid().hash());
        return;
      }
      parents.add(outpoint.txid());
    }
    if (peer.peer.isDisconnecting() || !orphans.add(tx, peer, time.steadyMillis())) {
      return;
    }
    extra.add(tx);
    Log.debug(
        LogCategory.TXPACKAGES,
        () -> "stored orphan tx " + tx.txid() + " (wtxid=" + tx.wtxid() + ")");
    for (Txid parent : parents) {
      peer.knownTransactions.add(parent.hash());
      requests.announced(peer, InvItem.witnessTx(parent));
    }
    requests.send(time.steadyMillis());
  }

  /// The mempool took a transaction, from a peer or from here: tell the others in time.
  void accepted(Transaction tx, long feeSats) {
    TxAnnouncements.Entry entry =
        new TxAnnouncements.Entry(
            tx.wtxid(), tx.txid(), FeeRate.of(feeSats, tx.virtualSize()).satPerKvb());
    for (SyncPeer peer : peers) {
      if (peer.peer.wantsTransactions()
          && !peer.knownTransactions.contains(tx.wtxid().hash())
          && !peer.knownTransactions.contains(tx.txid().hash())) {
        peer.announcements.add(entry);
      }
    }
  }

  /// The mempool dropped a transaction, or a block took it.
  void removed(Transaction tx, boolean inBlock) {
    if (!inBlock) {
      extra.add(tx);
    }
    for (SyncPeer peer : peers) {
      peer.announcements.remove(tx.wtxid());
    }
  }

  void blockConnected(Block block) {
    rejected.clear();
    Set<OutPoint> spent = new HashSet<>();
    for (Transaction tx : block.transactions()) {
      requests.done(tx.wtxid().hash());
      requests.done(tx.txid().hash());
      if (orphans.size() > 0) {
        for (TxIn input : tx.inputs()) {
          spent.add(input.prevout());
        }
      }
    }
    orphans.removeSpenders(spent);
    for (Transaction tx : block.transactions()) {
      if (orphans.size() > 0) {
        retryChildren(tx.txid());
      }
    }
  }

  void disconnected(SyncPeer peer) {
    requests.disconnected(peer);
    orphans.removeFrom(peer);
  }

  void tick() {
    long now = time.steadyMillis();
    if (!requests.isEmpty()) {
      requests.send(now);
    }
    orphans.expire(now);
    if (now >= nextRebroadcastMillis) {
      nextRebroadcastMillis = nextRebroadcast();
      pool.unbroadcast().forEach(unsent -> accepted(unsent.tx(), unsent.feeSats()));
    }
    for (SyncPeer peer : peers) {
      if (peer.peer.isDisconnecting()) {
        continue;
      }
      if (now >= peer.announcements.nextMillis) {
        peer.announcements.nextMillis =
            now + poissonMillis(peer.peer.isInbound() ? INBOUND_MILLIS : OUTBOUND_MILLIS);
        announce(peer);
      }
      sendFeeFilter(peer, now);
    }
  }

  /// Until the next event of those that come once in `mean` on average.
  private long poissonMillis(long mean) {
    return (long) (mean * random.nextExponential());
  }

  private void announce(SyncPeer peer) {
    if (peer.announcements.isEmpty()) {
      return;
    }
    List<InvItem> items = new ArrayList<>();
    for (TxAnnouncements.Entry entry : peer.announcements.take(MAX_ANNOUNCED_AT_ONCE)) {
      Hash256 id = peer.peer.isWtxidRelay() ? entry.wtxid().hash() : entry.txid().hash();
      if (entry.feeRateSatPerKvb() >= peer.feeFilterSatPerKvb
          && pool.find(entry.wtxid()) != null
          && peer.knownTransactions.add(id)) {
        items.add(peer.peer.isWtxidRelay() ? InvItem.wtx(entry.wtxid()) : InvItem.tx(entry.txid()));
      }
    }
    if (!items.isEmpty()) {
      peer.peer.send(new Inv(items));
    }
  }

  /// Says what we would take, now and then and when catching up ends.
  private void sendFeeFilter(SyncPeer peer, long now) {
    boolean concerned =
        manager.config().relayTransactions()
            && !peer.peer.permissions().has(PeerPermission.FORCERELAY)
            && peer.peer.commonVersion() >= Version.FEE_FILTER_VERSION
            && peer.peer.type() != ConnectionType.BLOCK_RELAY
            && peer.peer.type() != ConnectionType.ADDR_FETCH;
    if (!concerned) {
      return;
    }
    long catchingUp = chain.params().consensus().maxMoney();
    boolean behind = chain.snapshot().initialBlockDownload();
    long wanted = behind ? catchingUp : pool.minFeeRateSatPerKvb();
    boolean caughtUp = !behind && peer.sentFeeFilter == catchingUp;
    if (!caughtUp && now < peer.nextFeeFilterMillis) {
      return;
    }
    peer.nextFeeFilterMillis = now + poissonMillis(FEE_FILTER_MILLIS);
    if (wanted != peer.sentFeeFilter) {
      peer.sentFeeFilter = wanted;
      peer.peer.send(new FeeFilter(wanted));
    }
  }
}

package org.quantumcoin.node.p2p.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerPermission;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.FeeFilter;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Transaction;

/// Announces what the mempool keeps. What comes in is the part of [TxIntake].
final class TxRelay {
  /// Mean time between two announcements to a peer; random, so that nobody can time where a
  /// transaction came from. Shorter to peers that we chose (Core's
  /// `INBOUND_INVENTORY_BROADCAST_INTERVAL` and `OUTBOUND_...`).
  private static final long INBOUND_MILLIS = 5_000;

  private static final long OUTBOUND_MILLIS = 2_000;

  /// Core's `INVENTORY_BROADCAST_TARGET`, seven a second to those who came to us, and more of a
  /// backlog up to `INVENTORY_BROADCAST_MAX`.
  private static final int ANNOUNCED_AT_ONCE = 35;

  private static final int ANNOUNCED_MORE_OF_1000 = 5;
  private static final int MAX_ANNOUNCED_AT_ONCE = 1_000;

  /// Core's `AVG_FEEFILTER_BROADCAST_INTERVAL`.
  private static final long FEE_FILTER_MILLIS = 10 * 60 * 1000L;

  /// A filter that is far off is sent within so long (Core's `MAX_FEEFILTER_CHANGE_DELAY`).
  private static final long FEE_FILTER_CHANGE_MILLIS = 5 * 60 * 1000L;

  /// What no peer has fetched is announced again after so long, and a random part of half as much
  /// (Core's `ReattemptInitialBroadcast`).
  private static final long REBROADCAST_MILLIS = 10 * 60 * 1000L;

  private final ChainService chain;
  private final TxPool pool;
  private final PeerManager manager;
  private final TimeSource time;
  private final RandomGenerator random;
  private final Collection<SyncPeer> peers;
  private final ExtraTransactions extra;
  private final FeeFilterRounder rounder;

  /// What is sent while blocks are fetched: nothing pays as much.
  private final long nothing;

  private long nextRebroadcastMillis;

  /// When those who came to us are told next, all of them at the same moment: somebody with many
  /// connections learns no more than with one.
  private long nextInboundMillis;

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
    this.time = manager.time();
    this.random = random;
    this.peers = peers;
    this.extra = extra;
    this.rounder = new FeeFilterRounder(pool.feeFloor().incremental(), random);
    this.nothing = rounder.round(chain.params().consensus().maxMoney());
    this.nextRebroadcastMillis = nextRebroadcast();
    this.nextInboundMillis = time.steadyMillis() + poissonMillis(INBOUND_MILLIS);
  }

  private long nextRebroadcast() {
    return time.steadyMillis() + REBROADCAST_MILLIS + random.nextLong(REBROADCAST_MILLIS / 2);
  }

  /// An operator's own program may give a transaction again because it was not passed on.
  void forceRelay(SyncPeer peer, Transaction tx) {
    TxPool.Paying known = pool.paying(tx.wtxid());
    String what = "%s (wtxid=%s) from ".formatted(tx.txid(), tx.wtxid());
    if (known == null) {
      Log.info("Not relaying non-mempool transaction " + what + "forcerelay peer=" + peer.id());
      return;
    }
    Log.info("Force relaying tx " + what + "peer=" + peer.id());
    accepted(known);
  }

  /// A peer asks what the mempool has (BIP-0035). It is told where an operator allowed it, or
  /// offers bloom filters to all: others would learn from it who made a transaction.
  void askedForAll(SyncPeer peer) {
    if (!peer.peer.permissions().has(PeerPermission.MEMPOOL)) {
      boolean offered = (manager.services(peer.peer) & ServiceFlags.BLOOM) != 0;
      if (!offered) {
        refuse(peer, "mempool request with bloom filters disabled");
        return;
      }
      if (manager.isUploadSpent(false)) {
        refuse(peer, "mempool request with bandwidth limit reached");
        return;
      }
    }
    peer.servedBelow = pool.nextSequence();
    // A large mempool and a filter that matches little would keep the peer thread busy for long.
    BloomFilter filter = peer.bloomFilter;
    BloomFilter copy = filter == null ? null : filter.copy();
    long minRate = peer.feeFilterSatPerKvb;
    peer.peer.pauseWhileAnswering(true);
    manager
        .io()
        .execute(() -> {
          List<Transaction> wanted = wanted(minRate, copy);
          manager
              .thread()
              .execute(() -> {
                tellAll(peer, wanted);
                if (filter != null && copy != null && peer.bloomFilter == filter) {
                  filter.merge(copy);
                }
                peer.peer.pauseWhileAnswering(false);
              });
        });
  }

  private List<Transaction> wanted(long minRateSatPerKvb, @Nullable BloomFilter filter) {
    List<Transaction> wanted = new ArrayList<>();
    for (TxPool.Paying each : pool.all()) {
      Transaction tx = each.tx();
      boolean pays = FeeRate.of(each.feeSats(), tx.virtualSize()).satPerKvb() >= minRateSatPerKvb;
      if (pays && (filter == null || filter.matchAndUpdate(tx))) {
        wanted.add(tx);
      }
    }
    return wanted;
  }

  private static void tellAll(SyncPeer peer, List<Transaction> all) {
    boolean byWtxid = peer.peer.isWtxidRelay();
    for (int start = 0; start < all.size(); start += InvItem.MAX_ITEMS) {
      List<InvItem> items = new ArrayList<>();
      for (Transaction tx : all.subList(start, Math.min(all.size(), start + InvItem.MAX_ITEMS))) {
        peer.knownTransactions.add(byWtxid ? tx.wtxid().hash() : tx.txid().hash());
        items.add(byWtxid ? InvItem.wtx(tx.wtxid()) : InvItem.tx(tx.txid()));
      }
      peer.peer.send(new Inv(items));
    }
  }

  private static void refuse(SyncPeer peer, String why) {
    if (!peer.peer.permissions().has(PeerPermission.NOBAN)) {
      Log.debug(LogCategory.NET, () -> why + ", disconnecting peer=" + peer.id());
      peer.peer.disconnect();
    }
  }

  /// Whether a transaction matches the filter of a peer that has one.
  private static boolean isWanted(SyncPeer peer, Transaction tx) {
    BloomFilter filter = peer.bloomFilter;
    return filter == null || filter.matchAndUpdate(tx);
  }

  /// The mempool took a transaction, from a peer or from here: tell the others in time.
  void accepted(Transaction tx) {
    TxPool.Paying kept = pool.paying(tx.wtxid());
    if (kept != null) {
      accepted(kept);
    }
  }

  private void accepted(TxPool.Paying kept) {
    Transaction tx = kept.tx();
    TxAnnouncements.Entry entry =
        new TxAnnouncements.Entry(
            tx.wtxid(),
            tx.txid(),
            FeeRate.of(kept.feeSats(), tx.virtualSize()).satPerKvb(),
            kept.ancestors());
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
  }

  /// What no peer has fetched is announced again so much earlier.
  void bringForward(Duration by) {
    nextRebroadcastMillis -= by.toMillis();
  }

  void tick() {
    long now = time.steadyMillis();
    if (now >= nextRebroadcastMillis) {
      nextRebroadcastMillis = nextRebroadcast();
      pool.unbroadcast().forEach(this::accepted);
    }
    boolean inboundTurn = now >= nextInboundMillis;
    if (inboundTurn) {
      nextInboundMillis = now + poissonMillis(INBOUND_MILLIS);
    }
    for (SyncPeer peer : peers) {
      if (peer.peer.isDisconnecting()) {
        continue;
      }
      if (isTurnOf(peer, now, inboundTurn)) {
        announce(peer);
      }
      sendFeeFilter(peer, now);
    }
  }

  /// Trusted ones are told at once, as in Core.
  private boolean isTurnOf(SyncPeer peer, long now, boolean inboundTurn) {
    if (peer.peer.permissions().has(PeerPermission.NOBAN)) {
      return true;
    }
    if (peer.peer.isInbound()) {
      return inboundTurn;
    }
    boolean turn = now >= peer.announcements.nextMillis;
    if (turn) {
      peer.announcements.nextMillis = now + poissonMillis(OUTBOUND_MILLIS);
    }
    return turn;
  }

  /// Until the next event of those that come once in `mean` on average.
  private long poissonMillis(long mean) {
    return (long) (mean * random.nextExponential());
  }

  private void announce(SyncPeer peer) {
    // Read first: what comes meanwhile is not among what is announced.
    peer.servedBelow = pool.nextSequence();
    int backlog = peer.announcements.size();
    int most =
        Math.min(
            MAX_ANNOUNCED_AT_ONCE, ANNOUNCED_AT_ONCE + backlog / 1_000 * ANNOUNCED_MORE_OF_1000);
    List<InvItem> items = new ArrayList<>();
    while (items.size() < most) {
      TxAnnouncements.Entry entry = peer.announcements.take();
      if (entry == null) {
        break;
      }
      Hash256 id = peer.peer.isWtxidRelay() ? entry.wtxid().hash() : entry.txid().hash();
      Transaction tx = pool.find(entry.wtxid());
      if (entry.feeRateSatPerKvb() >= peer.feeFilterSatPerKvb
          && tx != null
          && !peer.knownTransactions.contains(id)
          && isWanted(peer, tx)) {
        peer.knownTransactions.add(id);
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
    boolean behind = chain.snapshot().initialBlockDownload();
    TxPool.FeeFloor floor = pool.feeFloor();
    long current = behind ? chain.params().consensus().maxMoney() : floor.rolling();
    boolean caughtUp = !behind && peer.sentFeeFilter == nothing;
    if (caughtUp || now >= peer.nextFeeFilterMillis) {
      peer.nextFeeFilterMillis = now + poissonMillis(FEE_FILTER_MILLIS);
      long filter = Math.max(rounder.round(current), floor.minRelay());
      if (filter != peer.sentFeeFilter) {
        peer.sentFeeFilter = filter;
        peer.peer.send(new FeeFilter(filter));
      }
    } else if (now + FEE_FILTER_CHANGE_MILLIS < peer.nextFeeFilterMillis
        && isFar(current, peer.sentFeeFilter)) {
      peer.nextFeeFilterMillis = now + random.nextLong(FEE_FILTER_CHANGE_MILLIS);
    }
  }

  private static boolean isFar(long current, long sent) {
    return current < 3 * sent / 4 || current > 4 * sent / 3;
  }
}

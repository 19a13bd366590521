package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.PackageAcceptance;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.PeerHandler;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerPermission;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.policy.PackageRules;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Fetches transactions that peers announce and offers them to the mempool (Core's
/// `TxDownloadManager`).
///
/// What the mempool refuses is remembered, so that it is not fetched again before the tip moves.
/// One that only pays too little is remembered apart: it is offered again with a child that pays
/// for both, once an orphan of the same peer is one (one parent, one child). Children from
/// elsewhere are not tried, or somebody could keep the right one away by sending many wrong ones;
/// but an orphan counts as every peer's that announced it.
final class TxIntake {
  /// Refused transactions remembered, of each kind.
  private static final int MAX_REJECTED = 20_000;

  /// Ids of mined transactions remembered: some blocks' worth, two ids each (as Core's filter).
  private static final int MAX_CONFIRMED = 48_000;

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
  private final ExtraTransactions extra;
  private final TxRelay relay;
  private final TxRequests requests;
  private final OrphanPool<SyncPeer> orphans;

  /// By wtxid; by txid as well where the witness cannot matter.
  private final RecentHashes rejected = new RecentHashes(MAX_REJECTED);

  /// Those that pay too little, by wtxid, and pairs of parent and child that do together.
  private final RecentHashes reconsiderable = new RecentHashes(MAX_REJECTED);

  /// Mined lately, by both ids: peers that have not seen the block still announce them.
  private final RecentHashes confirmed = new RecentHashes(MAX_CONFIRMED);

  private final Set<Wtxid> submitted = new HashSet<>();

  TxIntake(
      ChainService chain,
      TxPool pool,
      PeerManager manager,
      RandomGenerator random,
      ExtraTransactions extra,
      TxRelay relay) {
    this.chain = chain;
    this.pool = pool;
    this.manager = manager;
    this.thread = manager.thread();
    this.time = manager.time();
    this.extra = extra;
    this.relay = relay;
    this.orphans = new OrphanPool<>(random);
    this.requests = new TxRequests(random, this::isUnwanted);
  }

  void connected(SyncPeer peer) {
    requests.connected(peer);
  }

  /// Whether what a peer was to be asked for has come some other way meanwhile.
  private boolean isUnwanted(InvItem item) {
    if (item.type() == InvItem.MSG_WTX) {
      Wtxid wtxid = new Wtxid(item.hash());
      return isKnown(wtxid) || orphans.contains(wtxid);
    }
    return isKnown(new Txid(item.hash()));
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
      if (!catchingUp) {
        announced(peer, item);
      }
    }
    requests.send(time.steadyMillis());
    return true;
  }

  private void announced(SyncPeer peer, InvItem item) {
    if (item.type() == InvItem.MSG_TX) {
      Txid txid = new Txid(item.hash());
      if (!isKnown(txid) && !reconsiderable.contains(item.hash())) {
        requests.announced(peer, InvItem.witnessTx(txid), time.steadyMillis());
      }
      return;
    }
    Wtxid wtxid = new Wtxid(item.hash());
    Transaction orphan = orphans.find(wtxid);
    if (orphan != null) {
      Set<Txid> parents = missingParents(orphan);
      // With none missing it is about to be judged again.
      if (!parents.isEmpty()) {
        addResolver(peer, orphan, parents);
      }
    } else if (!isKnown(wtxid) && !reconsiderable.contains(item.hash())) {
      requests.announced(peer, item, time.steadyMillis());
    }
  }

  private boolean isKnown(Wtxid wtxid) {
    return rejected.contains(wtxid.hash())
        || confirmed.contains(wtxid.hash())
        || pool.find(wtxid) != null;
  }

  /// An orphan is looked for under this id too, which is right for those without a witness; the
  /// others may be somebody's work who put another witness in.
  private boolean isKnown(Txid txid) {
    return rejected.contains(txid.hash())
        || confirmed.contains(txid.hash())
        || orphans.contains(new Wtxid(txid.hash()))
        || pool.find(txid) != null;
  }

  private Set<Txid> missingParents(Transaction orphan) {
    Set<Txid> parents = new LinkedHashSet<>();
    for (TxIn input : orphan.inputs()) {
      if (!isKnown(input.prevout().txid())) {
        parents.add(input.prevout().txid());
      }
    }
    return parents;
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
    hold(peer, tx);
    if (isKnown(wtxid) || orphans.contains(wtxid)) {
      settle(tx);
      forceRelay(peer, tx);
    } else if (reconsiderable.contains(wtxid.hash())) {
      Log.debug(
          LogCategory.TXPACKAGES,
          () ->
              "found tx %s (wtxid=%s) in reconsiderable rejects, looking for child in orphanage"
                  .formatted(tx.txid(), wtxid));
      settle(tx);
      forceRelay(peer, tx);
      submitWithChild(peer, tx);
    } else {
      submit(peer, tx);
    }
  }

  private void forceRelay(SyncPeer peer, Transaction tx) {
    if (peer.peer.permissions().has(PeerPermission.FORCERELAY)) {
      relay.forceRelay(peer, tx);
    }
  }

  private void hold(SyncPeer peer, Transaction tx) {
    requests.hold(peer, tx.wtxid().hash());
    requests.hold(peer, tx.txid().hash());
  }

  /// It is not wanted in this form. Whoever has it under its txid may have another witness for it,
  /// or the child that pays for it.
  private void settle(Transaction tx) {
    requests.done(tx.wtxid().hash());
    if (isKnown(tx.txid())) {
      requests.done(tx.txid().hash());
    } else {
      requests.resume(tx.txid().hash(), time.steadyMillis());
    }
  }

  /// Nobody needs to be asked for it any more.
  private void forget(Transaction tx) {
    requests.done(tx.wtxid().hash());
    requests.done(tx.txid().hash());
  }

  private void submit(SyncPeer peer, Transaction tx) {
    if (submitted.contains(tx.wtxid())) {
      return;
    }
    if (submitted.size() >= MAX_SUBMITTED) {
      forget(tx);
      return;
    }
    submitted.add(tx.wtxid());
    hold(peer, tx);
    judging(peer, tx.totalSize());
    CompletableFuture<?> _ =
        pool.submit(tx)
            .whenComplete(
                (answer, trouble) -> thread.execute(() -> judged(peer, tx, answer, trouble)));
  }

  private static long totalSize(List<Transaction> transactions) {
    return transactions.stream().mapToLong(Transaction::totalSize).sum();
  }

  /// So many bytes more of a peer's, or fewer, are with the mempool: it is not heard while they are
  /// too many.
  private static void judging(SyncPeer peer, long bytes) {
    boolean paused = peer.judgedBytes > MAX_JUDGED_BYTES;
    peer.judgedBytes += bytes;
    boolean pause = peer.judgedBytes > MAX_JUDGED_BYTES;
    if (pause != paused) {
      peer.peer.pauseInput(pause);
    }
  }

  private void judged(
      SyncPeer peer, Transaction tx, @Nullable TxAcceptance answer, @Nullable Throwable trouble) {
    submitted.remove(tx.wtxid());
    judging(peer, -tx.totalSize());
    if (answer == null) {
      Log.debug(LogCategory.MEMPOOLREJ, () -> tx.txid() + " not judged: " + trouble);
      forget(tx);
      return;
    }
    // An orphan that was tried again is not new: it was asked about and kept for blocks before.
    boolean first = !orphans.contains(tx.wtxid());
    switch (answer) {
      case TxAcceptance.Accepted accepted -> kept(peer, tx, accepted);
      case TxAcceptance.AlreadyKnown _ -> {
        if (pool.find(tx.wtxid()) == null) {
          rejected.add(tx.wtxid().hash());
        }
        orphans.remove(tx.wtxid());
        forget(tx);
        forceRelay(peer, tx);
      }
      case TxAcceptance.MissingInputs missing -> {
        if (first) {
          orphaned(peer, tx, missing.outpoints());
        } else {
          forget(tx);
        }
      }
      case TxAcceptance.Refused refused -> {
        refused(peer, tx, refused, first);
        if (first && refused.kind() == TxAcceptance.Kind.FEE) {
          Log.debug(
              LogCategory.TXPACKAGES,
              () ->
                  "tx %s (wtxid=%s) failed but reconsiderable, looking for child in orphanage"
                      .formatted(tx.txid(), tx.wtxid()));
          submitWithChild(peer, tx);
        }
      }
    }
  }

  private void kept(SyncPeer peer, Transaction tx, TxAcceptance.Accepted accepted) {
    peer.lastTransactionSeconds = time.seconds();
    Log.debug(
        LogCategory.MEMPOOL,
        () ->
            "AcceptToMemoryPool: peer=%d: accepted %s (wtxid=%s), fee %d"
                .formatted(peer.id(), tx.txid(), tx.wtxid(), accepted.feeSats()));
    orphans.remove(tx.wtxid());
    forget(tx);
  }

  /// The mempool took a transaction, from a peer or from here: what waited for it is tried.
  void added(Transaction tx) {
    forget(tx);
    orphans.remove(tx.wtxid());
    retryChildren(tx.txid());
  }

  private void retryChildren(Txid parent) {
    for (OrphanPool.Child<SyncPeer> child : orphans.children(parent)) {
      submit(child.announcer(), child.tx());
    }
  }

  private void refused(SyncPeer peer, Transaction tx, TxAcceptance.Refused refused, boolean first) {
    Log.debug(
        LogCategory.MEMPOOLREJ,
        () ->
            "%s (wtxid=%s) from peer=%d was not accepted: %s"
                .formatted(tx.txid(), tx.wtxid(), peer.id(), refused.text()));
    // Its sender is not punished, as in Core since 29.2: what is invalid to us may be a soft fork's
    // that we do not know, and the check has been paid for either way.
    orphans.remove(tx.wtxid());
    switch (refused.kind()) {
      case WITNESS_STRIPPED -> {
        // Its one id is the txid of the transaction with its witness, which others may have.
        requests.resume(tx.wtxid().hash(), time.steadyMillis());
        return;
      }
      case FEE -> {
        reconsiderable.add(tx.wtxid().hash());
        settle(tx);
      }
      case INPUTS_NOT_STANDARD -> {
        rejected.add(tx.wtxid().hash());
        rejected.add(tx.txid().hash());
        forget(tx);
      }
      case CONSENSUS, POLICY -> {
        rejected.add(tx.wtxid().hash());
        settle(tx);
      }
    }
    if (first) {
      // Others may mine what we do not relay.
      extra.add(tx);
    }
  }

  /// Keeps it and asks all who have it for its parents.
  private void orphaned(SyncPeer peer, Transaction tx, Set<OutPoint> missing) {
    Set<Txid> parents = new LinkedHashSet<>();
    missing.forEach(outpoint -> parents.add(outpoint.txid()));
    if (hasRejected(parents)) {
      Log.debug(
          LogCategory.MEMPOOL,
          () ->
              "not keeping orphan with rejected parents %s (wtxid=%s)"
                  .formatted(tx.txid(), tx.wtxid()));
      // With a refused parent it cannot be taken either, whatever its witness.
      rejected.add(tx.txid().hash());
      rejected.add(tx.wtxid().hash());
      forget(tx);
      return;
    }
    parents.forEach(parent -> peer.knownTransactions.add(parent.hash()));
    parents.removeIf(this::isKnown);
    Set<SyncPeer> having = new LinkedHashSet<>();
    having.add(peer);
    having.addAll(requests.announcers(tx.txid().hash()));
    having.addAll(requests.announcers(tx.wtxid().hash()));
    having.forEach(each -> addResolver(each, tx, parents));
    forget(tx);
    extra.add(tx);
  }

  /// Whether one of them was refused for good, or more of them for their fees than one child is
  /// tried with.
  private boolean hasRejected(Set<Txid> parents) {
    int poor = 0;
    for (Txid parent : parents) {
      if (rejected.contains(parent.hash())) {
        return true;
      }
      if (reconsiderable.contains(parent.hash()) && pool.find(parent) == null) {
        poor++;
      }
    }
    return poor > 1;
  }

  /// A peer that has an orphan is asked for its parents.
  private void addResolver(SyncPeer peer, Transaction orphan, Set<Txid> parents) {
    if (peer.peer.isDisconnecting()
        || orphans.isFrom(orphan.wtxid(), peer)
        || !requests.hasRoom(peer, parents.size())) {
      return;
    }
    Log.debug(
        LogCategory.TXPACKAGES,
        () ->
            "added peer=%d as a candidate for resolving orphan %s"
                .formatted(peer.id(), orphan.wtxid()));
    orphans.add(orphan, peer, time.steadyMillis());
    for (Txid parent : parents) {
      requests.announced(peer, InvItem.witnessTx(parent), time.steadyMillis());
    }
    requests.send(time.steadyMillis());
  }

  /// Tries a parent that pays too little with an orphan of the same peer.
  private void submitWithChild(SyncPeer peer, Transaction parent) {
    for (Transaction child : orphans.childrenFrom(peer, parent.txid())) {
      List<Transaction> members = List.of(parent, child);
      if (!reconsiderable.contains(PackageRules.hash(members))
          && !rejected.contains(child.txid().hash())
          && !submitted.contains(parent.wtxid())
          && !submitted.contains(child.wtxid())
          && submitted.size() < MAX_SUBMITTED) {
        members.forEach(member -> submitted.add(member.wtxid()));
        judging(peer, totalSize(members));
        CompletableFuture<?> _ =
            pool.submitPackage(members)
                .whenComplete((answer, trouble) ->
                    thread.execute(() -> judged(peer, members, answer, trouble)));
        return;
      }
    }
  }

  private void judged(
      SyncPeer peer,
      List<Transaction> members,
      @Nullable PackageAcceptance answers,
      @Nullable Throwable trouble) {
    members.forEach(member -> submitted.remove(member.wtxid()));
    judging(peer, -totalSize(members));
    Transaction parent = members.getFirst();
    Transaction child = members.getLast();
    if (answers == null) {
      Log.debug(LogCategory.MEMPOOLREJ, () -> child.txid() + " not judged: " + trouble);
      return;
    }
    boolean taken = answers.outcome() == PackageAcceptance.Outcome.TAKEN;
    Log.debug(
        LogCategory.TXPACKAGES,
        () ->
            "package evaluation for parent %s (wtxid=%s, sender=%d) + child %s (wtxid=%s, sender=%d): %s"
                .formatted(
                    parent.txid(),
                    parent.wtxid(),
                    peer.id(),
                    child.txid(),
                    child.wtxid(),
                    peer.id(),
                    taken ? "package accepted" : "package rejected (" + answers.error() + ")"));
    if (!taken) {
      reconsiderable.add(PackageRules.hash(members));
    }
    for (Transaction member : members) {
      if (answers.members().get(member.wtxid())
          instanceof PackageAcceptance.Member.Judged(TxAcceptance answer)) {
        switch (answer) {
          case TxAcceptance.Accepted accepted -> kept(peer, member, accepted);
          case TxAcceptance.Refused refused -> refused(peer, member, refused, false);
          // An orphan stays one.
          case TxAcceptance.MissingInputs _, TxAcceptance.AlreadyKnown _ -> {}
        }
      }
    }
  }

  /// What was refused may pass at another tip.
  void tipChanged() {
    rejected.clear();
    reconsiderable.clear();
  }

  /// What it held may have to be fetched again.
  void blockDisconnected() {
    confirmed.clear();
  }

  void blockConnected(Block block) {
    Set<OutPoint> spent = new HashSet<>();
    for (Transaction tx : block.transactions()) {
      confirmed.add(tx.txid().hash());
      confirmed.add(tx.wtxid().hash());
      forget(tx);
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

  List<PeerHandler.OrphanInfo> orphans() {
    long now = time.seconds();
    List<PeerHandler.OrphanInfo> all = new ArrayList<>();
    for (OrphanPool.Kept<SyncPeer> kept : orphans.all(time.steadyMillis())) {
      long expires = now + kept.millisLeft() / 1_000;
      all.add(
          new PeerHandler.OrphanInfo(
              kept.tx(),
              expires - OrphanPool.EXPIRY_MILLIS / 1_000,
              expires,
              kept.announcers().stream().map(SyncPeer::id).toList()));
    }
    return all;
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
  }
}

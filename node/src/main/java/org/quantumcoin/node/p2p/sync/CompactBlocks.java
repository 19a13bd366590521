package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.HeadersVerdict;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.consensus.HeaderRules;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.message.BlockTxn;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.GetBlockTxn;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.SendCmpct;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Uint256;

/// Takes new blocks as compact ones (BIP-0152): completes them from the mempool, asks for what is
/// missing, and decides which peers are to send them unasked.
///
/// One block may be completed with up to three peers at once. The first one that sent it is asked
/// for whatever is missing; the others only when they are those that we chose for fast relay, and
/// the last place is kept for a peer that we connected to, since those that connected to us could
/// all be one adversary who stalls.
final class CompactBlocks {
  /// Peers that announce by compact blocks unasked (BIP-0152).
  private static final int MAX_ANNOUNCING = 3;

  /// Compact blocks of one peer whose headers the chain is looking at. What comes on top counts as
  /// a header.
  private static final int MAX_WAITING = 4;

  /// Farther above our tip a mempool is of no use.
  private static final int MAX_AHEAD = 2;

  private final ChainService chain;
  private final TxPool pool;
  private final PeerThread thread;
  private final HeaderSync headers;
  private final BlockDownload download;
  private final BlockIntake intake;
  private final Availability availability;
  private final Punishment punishment;
  private final ExtraTransactions extra;
  private final boolean wanted;

  /// Those that we asked to announce by compact blocks, the one that was useful last at the end.
  private final Deque<SyncPeer> announcing = new ArrayDeque<>();

  /// `wanted` is false without a mempool to complete them from (`-blocksonly`).
  CompactBlocks(
      ChainService chain,
      TxPool pool,
      PeerThread thread,
      HeaderSync headers,
      BlockDownload download,
      BlockIntake intake,
      Availability availability,
      Punishment punishment,
      ExtraTransactions extra,
      boolean wanted) {
    this.chain = chain;
    this.pool = pool;
    this.thread = thread;
    this.headers = headers;
    this.download = download;
    this.intake = intake;
    this.availability = availability;
    this.punishment = punishment;
    this.extra = extra;
    this.wanted = wanted;
  }

  /// The peer tells what it can and wants; other versions than ours do not concern us.
  void offered(SyncPeer peer, SendCmpct offer) {
    if (offer.version() == CmpctBlock.VERSION) {
      peer.providesCompactBlocks = true;
      peer.wantsCompactAnnouncements = offer.highBandwidth();
    }
  }

  void disconnected(SyncPeer peer) {
    announcing.remove(peer);
  }

  /// A peer was the first to bring a block that turned out valid: it is to announce the next ones
  /// by compact blocks, in place of the one whose last such merit is the oldest (Core's
  /// `MaybeSetPeerAsAnnouncingHeaderAndIDs`).
  void broughtValidBlock(SyncPeer peer) {
    if (!wanted || !peer.providesCompactBlocks || peer.peer.isDisconnecting()) {
      return;
    }
    if (announcing.remove(peer)) {
      announcing.add(peer);
      return;
    }
    if (announcing.size() == MAX_ANNOUNCING) {
      SyncPeer oldest = announcing.remove();
      boolean lastOutbound =
          peer.peer.isInbound()
              && !oldest.peer.isInbound()
              && announcing.stream().allMatch(other -> other.peer.isInbound());
      if (lastOutbound) {
        // Peers that connect to us must not take the place of the last one that we chose.
        SyncPeer kept = oldest;
        oldest = announcing.remove();
        announcing.addFirst(kept);
      }
      announce(oldest, false);
    }
    announce(peer, true);
    announcing.add(peer);
  }

  private static void announce(SyncPeer peer, boolean highBandwidth) {
    peer.announcesCompact = highBandwidth;
    peer.peer.send(new SendCmpct(highBandwidth, CmpctBlock.VERSION));
  }

  /// A compact block came, unasked or not. Its header is judged first.
  void received(SyncPeer peer, CmpctBlock compact) {
    ChainSnapshot now = chain.snapshot();
    BlockHash hash = compact.header().hash();
    BlockIndex previous = chain.find(compact.header().previous());
    if (previous == null) {
      if (!now.initialBlockDownload()) {
        headers.ask(peer, now.bestHeader());
      }
      return;
    }
    Uint256 claimed = previous.chainWork().plus(ChainWork.claimed(List.of(compact.header())));
    if (claimed.compareTo(ChainWork.threshold(chain)) < 0) {
      Log.debug(LogCategory.NET, () -> "Ignoring low-work compact block from peer " + peer.id());
      return;
    }
    BlockIndex known = chain.find(hash);
    if (known != null && !known.isFailed()) {
      placed(peer, compact, known);
      return;
    }
    if (completesNext(peer, compact, previous, now)) {
      return;
    }
    if (peer.compactWaiting == MAX_WAITING) {
      headers.received(peer, new Headers(List.of(compact.header())));
      return;
    }
    peer.compactWaiting++;
    CompletableFuture<?> _ =
        chain
            .submitHeaders(List.of(compact.header()))
            .whenComplete((verdict, trouble) ->
                thread.execute(() -> headerJudged(peer, compact, verdict, trouble)));
  }

  /// Most new blocks stand on our tip and hold what our mempool has: they go to the chain with
  /// their header, which saves two ways between threads at every hop. True when that was done.
  private boolean completesNext(
      SyncPeer peer, CmpctBlock compact, BlockIndex previous, ChainSnapshot now) {
    BlockHeader header = compact.header();
    BlockHash hash = header.hash();
    if (download.hasArrived(hash)) {
      availability.has(peer, hash);
      return true;
    }
    // With real work behind it, so that nobody makes us look through the mempool for nothing.
    NetworkParams.Consensus rules = chain.params().consensus();
    boolean next =
        previous == now.tip()
            && !download.isHeld()
            && download.isNear(now)
            && HeaderRules.check(header, rules).isEmpty()
            && header.bits() == DifficultyRules.nextBits(previous, header.time(), rules);
    if (!next
        || !(PartialBlock.open(compact, pool.transactions(), extra.all())
            instanceof PartialBlock.Opened.Ready(PartialBlock block))
        || !block.missing().isEmpty()
        || !(block.fill(List.of(), previous.height() + 1 >= rules.heights().segwit())
            instanceof PartialBlock.Filled.Whole(Block whole))) {
      return false;
    }
    Log.info("Saw new cmpctblock header hash=" + hash + " peer=" + peer.id());
    // Before it is in the tree, or it would be announced back.
    availability.has(peer, hash);
    headers.noteNewBlock(peer);
    intake.reconstructed(peer, whole);
    return true;
  }

  private void headerJudged(
      SyncPeer peer,
      CmpctBlock compact,
      @Nullable HeadersVerdict verdict,
      @Nullable Throwable trouble) {
    peer.compactWaiting--;
    if (peer.peer.isDisconnecting()) {
      return;
    }
    switch (verdict) {
      case null ->
          Log.debug(LogCategory.NET, () -> "header of " + peer + " not judged: " + trouble);
      case HeadersVerdict.Accepted accepted -> {
        if (accepted.fresh() > 0) {
          Log.info(
              "Saw new cmpctblock header hash=" + accepted.last().hash() + " peer=" + peer.id());
        }
        headers.noteAnnouncement(peer, accepted);
        placed(peer, compact, accepted.last());
      }
      case HeadersVerdict.Invalid invalid ->
          punishment.forCompactBlock(
              peer, invalid.failure(), "invalid header via cmpctblock: " + invalid.reason());
    }
  }

  /// The header is in the tree.
  private void placed(SyncPeer peer, CmpctBlock compact, BlockIndex index) {
    availability.has(peer, index.hash());
    if (index.hasData() || download.hasArrived(index.hash())) {
      return;
    }
    ChainSnapshot now = chain.snapshot();
    List<SyncPeer> asked = download.askedOf(index.hash());
    boolean askedOfThis = asked.contains(peer);
    boolean betterKnown =
        index.chainWork().compareTo(now.tip().chainWork()) <= 0 || index.transactionCount() != 0;
    if (betterKnown || (askedOfThis && index.height() > now.height() + MAX_AHEAD)) {
      if (askedOfThis) {
        // It is wanted, but what is in our mempool will hardly be in it.
        download.askWhole(peer, index.hash());
      }
      return;
    }
    if (asked.isEmpty() && (download.isHeld() || !download.isNear(now))) {
      return;
    }
    if (index.height() > now.height() + MAX_AHEAD) {
      headers.received(peer, new Headers(List.of(compact.header())));
      return;
    }
    boolean room =
        asked.size() < BlockDownload.MAX_COMPACT_IN_FLIGHT
            && peer.inFlight.size() < BlockDownload.MAX_IN_FLIGHT;
    if (room || askedOfThis) {
      complete(peer, compact, index);
    } else {
      tryWithoutAsking(peer, compact, index);
    }
  }

  private void complete(SyncPeer peer, CmpctBlock compact, BlockIndex index) {
    BlockHash hash = index.hash();
    if (peer.partialBlocks.containsKey(hash)) {
      Log.debug(LogCategory.NET, "Peer sent us compact block we were already syncing!");
      return;
    }
    List<SyncPeer> before = download.askedOf(hash);
    boolean first = before.isEmpty() || before.getFirst() == peer;
    boolean outboundTries = before.stream().anyMatch(other -> !other.peer.isInbound());
    boolean lastPlace = before.size() >= BlockDownload.MAX_COMPACT_IN_FLIGHT - 1;
    download.completing(peer, index);
    switch (PartialBlock.open(compact, pool.transactions(), extra.all())) {
      case PartialBlock.Opened.Invalid _ -> {
        download.release(peer, hash);
        punishment.misbehaving(peer, "invalid compact block");
      }
      case PartialBlock.Opened.Failed _ -> giveUp(peer, hash, first);
      case PartialBlock.Opened.Ready(PartialBlock block) -> {
        peer.partialBlocks.put(hash, block);
        List<Integer> missing = block.missing();
        if (missing.isEmpty()) {
          fill(peer, index, block, List.of());
        } else if (first
            || (peer.announcesCompact && (!peer.peer.isInbound() || outboundTries || !lastPlace))) {
          peer.peer.send(new GetBlockTxn(hash, missing));
        } else {
          download.release(peer, hash);
        }
      }
    }
  }

  /// What this peer sent is of no use. Whoever was first is asked for the whole block; others are
  /// let go.
  private void giveUp(SyncPeer peer, BlockHash hash, boolean first) {
    if (first) {
      download.askWhole(peer, hash);
      return;
    }
    download.release(peer, hash);
    Log.debug(
        LogCategory.NET,
        () ->
            "Peer %d sent us a compact block but it failed to reconstruct, waiting on first download to complete"
                .formatted(peer.id()));
  }

  /// The block is on its way from others, or this peer has enough to do: all the same, it may be
  /// complete already.
  private void tryWithoutAsking(SyncPeer peer, CmpctBlock compact, BlockIndex index) {
    if (PartialBlock.open(compact, pool.transactions(), extra.all())
            instanceof PartialBlock.Opened.Ready(PartialBlock block)
        && block.missing().isEmpty()
        && block.fill(List.of(), isSegwit(index)) instanceof PartialBlock.Filled.Whole(Block b)) {
      intake.reconstructed(peer, b);
    }
  }

  private boolean isSegwit(BlockIndex index) {
    return index.height() >= chain.params().consensus().heights().segwit();
  }

  /// Transactions came that we asked for to complete a block.
  void received(SyncPeer peer, BlockTxn answer) {
    PartialBlock block = peer.partialBlocks.get(answer.hash());
    BlockIndex index = peer.inFlight.get(answer.hash());
    if (block == null || index == null) {
      Log.debug(
          LogCategory.NET,
          () ->
              "Peer %d sent us block transactions for block we weren't expecting"
                  .formatted(peer.id()));
      return;
    }
    fill(peer, index, block, answer.transactions());
  }

  private void fill(
      SyncPeer peer, BlockIndex index, PartialBlock block, List<Transaction> missing) {
    BlockHash hash = index.hash();
    switch (block.fill(missing, isSegwit(index))) {
      case PartialBlock.Filled.Invalid _ -> {
        download.release(peer, hash);
        punishment.misbehaving(peer, "invalid compact block/non-matching block transactions");
      }
      case PartialBlock.Filled.Failed _ ->
          giveUp(peer, hash, download.askedOf(hash).getFirst() == peer);
      case PartialBlock.Filled.Whole(Block whole) -> intake.reconstructed(peer, whole);
    }
  }
}

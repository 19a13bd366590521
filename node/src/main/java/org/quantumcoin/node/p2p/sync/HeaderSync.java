package org.quantumcoin.node.p2p.sync;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.HeadersVerdict;
import org.quantumcoin.node.consensus.HeaderRules;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.PeerPermission;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.BlockLocator;
import org.quantumcoin.node.p2p.message.GetHeaders;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.SendHeaders;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Uint256;

/// Learns the header tree: from one peer while we are far behind, from all once we are near.
///
/// Nothing is kept of a chain that has not shown about as much work as ours ([HeadersPresync]).
final class HeaderSync {
  /// An answer may be waited for so long before the question is repeated (Core's
  /// `HEADERS_RESPONSE_TIME`).
  private static final long RESPONSE_MILLIS = TimeUnit.MINUTES.toMillis(2);

  /// What the peer that we sync headers from gets, and what it gets for each header expected
  /// (Core's `HEADERS_DOWNLOAD_TIMEOUT_BASE` and `..._PER_HEADER`).
  private static final long TIMEOUT_BASE_MILLIS = TimeUnit.MINUTES.toMillis(15);

  private static final long TIMEOUT_PER_HEADER_MILLIS = 1;

  /// Below this age of the best header all peers are asked.
  private static final long NEAR_SECONDS = TimeUnit.HOURS.toSeconds(24);

  /// An outbound peer without our work has so long to show some, and then so long after being asked
  /// (Core's `CHAIN_SYNC_TIMEOUT` and `HEADERS_RESPONSE_TIME`).
  private static final long CHAIN_SYNC_MILLIS = TimeUnit.MINUTES.toMillis(20);

  /// Outbound peers that are kept for having shown a chain as good as ours (Core's
  /// `MAX_OUTBOUND_PEERS_TO_PROTECT_FROM_DISCONNECT`).
  private static final int MAX_PROTECTED = 4;

  /// Header messages of one peer that wait for the chain's answer to an earlier one. An honest peer
  /// sends few; what comes on top is asked for again.
  private static final int MAX_WAITING = 8;

  /// The first phase of headers is told of no more often (Core's `ReportHeadersPresync`).
  private static final long PRESYNC_REPORT_MILLIS = 250;

  private final ChainService chain;
  private final PeerThread thread;
  private final TimeSource time;
  private final Availability availability;
  private final Punishment punishment;
  private final Collection<SyncPeer> peers;
  private final BlockDownload download;
  private final RandomGenerator random;
  private long nextPresyncReportMillis;

  HeaderSync(
      ChainService chain,
      PeerThread thread,
      TimeSource time,
      Availability availability,
      Punishment punishment,
      Collection<SyncPeer> peers,
      BlockDownload download,
      RandomGenerator random) {
    this.chain = chain;
    this.thread = thread;
    this.time = time;
    this.availability = availability;
    this.punishment = punishment;
    this.peers = peers;
    this.download = download;
    this.random = random;
    this.nextPresyncReportMillis = time.steadyMillis();
  }

  /// Starts, times out and restarts.
  void tick(SyncPeer peer) {
    ChainSnapshot now = chain.snapshot();
    start(peer, now);
    sendSendHeaders(peer);
    checkDeadline(peer, now);
    checkChainSync(peer, now);
  }

  private boolean isNear(BlockIndex best) {
    return best.time() > time.seconds() - NEAR_SECONDS;
  }

  private void start(SyncPeer peer, ChainSnapshot now) {
    if (peer.syncStarted
        || !peer.peer.servesBlocks()
        || peer.peer.type() == ConnectionType.ADDR_FETCH) {
      return;
    }
    BlockIndex best = now.bestHeader();
    boolean sourceWanted = syncing() == 0 && (peer.preferred || preferredPeers() == 0);
    if (!sourceWanted && !isNear(best)) {
      return;
    }
    // From the block before the best, so that the answer shows us at least one header even when the
    // peer has nothing new: only then do we know that it has our best.
    BlockIndex previous = best.previous();
    if (ask(peer, previous == null ? best : previous)) {
      Log.debug(
          LogCategory.NET,
          () ->
              "initial getheaders (%d) to peer=%d (startheight:%d)"
                  .formatted(best.height(), peer.id(), peer.peer.startHeight()));
      peer.syncStarted = true;
      long expected =
          Math.max(0, time.seconds() - best.time()) / chain.params().consensus().spacingSeconds();
      peer.headersDeadlineMillis =
          time.steadyMillis() + TIMEOUT_BASE_MILLIS + TIMEOUT_PER_HEADER_MILLIS * expected;
    }
  }

  /// Peers that headers are coming from. One that has told all it had makes room for the next: Core
  /// keeps waiting, and a node that first met a peer without a chain stays without one.
  private long syncing() {
    return peers.stream().filter(p -> p.syncStarted && !p.headersExhausted).count();
  }

  private long preferredPeers() {
    return peers.stream().filter(p -> p.preferred).count();
  }

  /// Asks for the headers behind a block, unless an answer is on its way. While headers of the peer
  /// are being judged it waits: what is asked for depends on them.
  boolean ask(SyncPeer peer, BlockIndex from) {
    return ask(peer, Locators.of(from));
  }

  private boolean ask(SyncPeer peer, BlockLocator locator) {
    if (peer.headersUnderWay) {
      peer.askWhenJudged = true;
      return false;
    }
    long now = time.steadyMillis();
    if (peer.askedHeadersMillis != 0 && now - peer.askedHeadersMillis < RESPONSE_MILLIS) {
      // What is announced while a chain is looked at may be what it lacked; Core waits for the next
      // announcement.
      peer.askWhenJudged |= peer.presync != null;
      return false;
    }
    peer.askedHeadersMillis = Math.max(1, now);
    peer.answerIsStray = false;
    peer.peer.send(new GetHeaders(locator, BlockHash.ZERO));
    return true;
  }

  /// Asks for announcements by headers once the peer has shown a chain worth following.
  private void sendSendHeaders(SyncPeer peer) {
    BlockIndex best = peer.bestKnown;
    if (!peer.sentSendHeaders
        && best != null
        && peer.peer.commonVersion() >= Version.SEND_HEADERS_VERSION
        && best.chainWork().compareTo(minimumWork()) > 0) {
      peer.peer.send(new SendHeaders());
      peer.sentSendHeaders = true;
    }
  }

  private Uint256 minimumWork() {
    return chain.params().checks().minimumChainWork();
  }

  private void checkDeadline(SyncPeer peer, ChainSnapshot now) {
    if (!peer.syncStarted || peer.headersDeadlineMillis == Long.MAX_VALUE) {
      return;
    }
    if (isNear(now.bestHeader())) {
      peer.headersDeadlineMillis = Long.MAX_VALUE;
      return;
    }
    boolean alone = preferredPeers() - (peer.preferred ? 1 : 0) < 1;
    if (time.steadyMillis() > peer.headersDeadlineMillis
        && !peer.headersExhausted
        && syncing() == 1
        && !alone) {
      Log.info("Timeout downloading headers, disconnecting peer=" + peer.id());
      peer.peer.disconnect();
    }
  }

  /// An outbound slot is not for a peer that is on a chain with less work than ours (Core's
  /// `ConsiderEviction`).
  private void checkChainSync(SyncPeer peer, ChainSnapshot now) {
    boolean concerned =
        peer.peer.type() == ConnectionType.OUTBOUND_FULL_RELAY
            || peer.peer.type() == ConnectionType.BLOCK_RELAY;
    if (!concerned || peer.isProtected || !peer.syncStarted) {
      return;
    }
    long millis = time.steadyMillis();
    if (hasWorkOf(peer, now.tip())) {
      peer.chainSyncDeadlineMillis = 0;
    } else if (peer.chainSyncDeadlineMillis == 0 || reached(peer)) {
      peer.chainSyncDeadlineMillis = millis + CHAIN_SYNC_MILLIS;
      peer.chainSyncGoal = now.tip();
      peer.chainSyncAsked = false;
    } else if (millis > peer.chainSyncDeadlineMillis) {
      if (peer.chainSyncAsked) {
        Log.info(
            "Outbound peer has old chain, best known block = "
                + (peer.bestKnown == null ? "<none>" : peer.bestKnown.hash())
                + ", disconnecting peer="
                + peer.id());
        peer.peer.disconnect();
        return;
      }
      BlockIndex goal = peer.chainSyncGoal;
      BlockIndex from = goal == null ? null : goal.previous();
      ask(peer, from == null ? now.tip() : from);
      peer.chainSyncAsked = true;
      peer.chainSyncDeadlineMillis = millis + RESPONSE_MILLIS;
    }
  }

  private static boolean hasWorkOf(SyncPeer peer, BlockIndex goal) {
    BlockIndex best = peer.bestKnown;
    return best != null && best.chainWork().compareTo(goal.chainWork()) >= 0;
  }

  private static boolean reached(SyncPeer peer) {
    BlockIndex goal = peer.chainSyncGoal;
    return goal != null && hasWorkOf(peer, goal);
  }

  /// Headers came, asked for or as an announcement.
  void received(SyncPeer peer, Headers message) {
    if (!isSane(peer, message.headers())) {
      return;
    }
    if (peer.headersUnderWay) {
      // One run at a time: the next may build on it.
      if (peer.waitingHeaders.size() < MAX_WAITING) {
        peer.waitingHeaders.add(message);
      } else {
        peer.askWhenJudged = true;
      }
      return;
    }
    process(peer, message);
  }

  private void process(SyncPeer peer, Headers message) {
    List<BlockHeader> headers = message.headers();
    if (peer.answerIsStray && isSurelyAnswer(headers)) {
      peer.answerIsStray = false;
      answered(peer);
      ask(peer, chain.snapshot().bestHeader());
      return;
    }
    boolean full = headers.size() == Headers.MAX_HEADERS;
    peer.headersExhausted = !full;
    if (headers.isEmpty()) {
      answered(peer);
      // It has nothing more, as when it left the chain that it was showing us.
      peer.presync = null;
      return;
    }
    boolean worthIt = false;
    HeadersPresync presync = peer.presync;
    if (presync != null) {
      boolean continues = presync.isContinuedBy(headers.getFirst());
      HeadersPresync.Result result = goOn(peer, presync, headers, full);
      worthIt = result.success();
      if (!continues) {
        // What the chain was to go on with is still on its way. If more were asked for before that
        // has come there would always be two answers under way, each of which makes the other look
        // like a broken chain, and both sides would be busy with nothing else.
        peer.answerIsStray = true;
        if (isSurelyAnswer(headers)) {
          return;
        }
      }
      headers = result.success() ? result.released() : headers;
      if (headers.isEmpty()) {
        return;
      }
    }
    BlockIndex start = chain.find(headers.getFirst().previous());
    if (start == null) {
      if (isSurelyAnswer(headers)) {
        answered(peer);
      }
      unconnecting(peer, headers.getFirst(), headers.getLast().hash());
      return;
    }
    answered(peer);
    if (!worthIt && !isTrusted(peer, headers) && isLowWork(peer, start, headers, full)) {
      return;
    }
    boolean more = full && peer.presync == null;
    peer.headersUnderWay = true;
    CompletableFuture<?> _ =
        chain
            .submitHeaders(headers)
            .whenComplete((verdict, trouble) ->
                thread.execute(() -> judged(peer, more, full, verdict, trouble)));
  }

  /// What came can be the answer to what was asked, so the next question may be put.
  private static void answered(SyncPeer peer) {
    if (!peer.answerIsStray) {
      peer.askedHeadersMillis = 0;
    }
  }

  /// Whether it came because it was asked for: announcements are short.
  private static boolean isSurelyAnswer(List<BlockHeader> headers) {
    return headers.isEmpty() || headers.size() > BlockAnnouncer.MAX_BLOCKS;
  }

  /// What every run of headers must be, before anything is made of it: proof of work is what they
  /// cost an attacker.
  private boolean isSane(SyncPeer peer, List<BlockHeader> headers) {
    for (BlockHeader header : headers) {
      if (HeaderRules.check(header, chain.params().consensus()).isPresent()) {
        punishment.misbehaving(peer, "header with invalid proof of work");
        return false;
      }
    }
    if (!isContinuous(headers)) {
      punishment.misbehaving(peer, "non-continuous headers sequence");
      return false;
    }
    return true;
  }

  /// Whether headers may be kept whatever their work is: they are kept already, or the operator
  /// trusts the peer.
  private boolean isTrusted(SyncPeer peer, List<BlockHeader> headers) {
    if (peer.peer.permissions().has(PeerPermission.NOBAN)) {
      return true;
    }
    ChainSnapshot now = chain.snapshot();
    BlockIndex last = chain.find(headers.getLast().hash());
    return last != null && (now.contains(last) || now.bestHeader().descendsFrom(last));
  }

  /// Headers that claim too little work are not kept. Where there may be more of them behind, it is
  /// looked whether those make up for it (Core's `TryLowWorkHeadersSync`).
  private boolean isLowWork(
      SyncPeer peer, BlockIndex start, List<BlockHeader> headers, boolean full) {
    Uint256 threshold = ChainWork.threshold(chain);
    if (start.chainWork().plus(ChainWork.claimed(headers)).compareTo(threshold) >= 0) {
      return false;
    }
    if (full) {
      HeadersPresync presync =
          new HeadersPresync(
              peer.id(), chain.params().consensus(), start, threshold, time.seconds(), random);
      peer.presync = presync;
      goOn(peer, presync, headers, true);
    } else {
      Log.debug(
          LogCategory.NET,
          () ->
              "Ignoring low-work chain (height=%d) from peer=%d"
                  .formatted(start.height() + headers.size(), peer.id()));
    }
    return true;
  }

  private HeadersPresync.Result goOn(
      SyncPeer peer, HeadersPresync presync, List<BlockHeader> headers, boolean full) {
    HeadersPresync.Result result = presync.next(headers, full);
    if (result.success()) {
      answered(peer);
    }
    if (result.requestMore()) {
      BlockLocator locator = presync.nextLocator();
      if (ask(peer, locator)) {
        Log.debug(
            LogCategory.NET,
            () ->
                "more getheaders (from %s) to peer=%d"
                    .formatted(locator.hashes().getFirst(), peer.id()));
      }
    }
    if (presync.phase() == HeadersPresync.Phase.FINAL) {
      peer.presync = null;
      // Nothing was asked for, so the next peer may have its turn.
      peer.headersExhausted |= !result.success();
      if (peer.askWhenJudged && result.released().isEmpty()) {
        peer.askWhenJudged = false;
        ask(peer, chain.snapshot().bestHeader());
      }
    } else if (presync.phase() == HeadersPresync.Phase.PRESYNC) {
      reportPresync(presync);
    }
    return result;
  }

  /// Tells people how far the first phase is with the peer that has shown the most, but not once
  /// there is a chain of enough work, when only attackers would fill the log.
  private void reportPresync(HeadersPresync presync) {
    ChainSnapshot now = chain.snapshot();
    long millis = time.steadyMillis();
    boolean best =
        peers.stream()
            .map(peer -> peer.presync)
            .noneMatch(
                other -> other != null && other.presyncWork().compareTo(presync.presyncWork()) > 0);
    if (!best
        || !now.initialBlockDownload()
        || now.bestHeader().chainWork().compareTo(minimumWork()) >= 0
        || millis < nextPresyncReportMillis) {
      return;
    }
    nextPresyncReportMillis = millis + PRESYNC_REPORT_MILLIS;
    long left =
        Math.max(0, time.seconds() - presync.presyncTime())
            / chain.params().consensus().spacingSeconds();
    int height = presync.presyncHeight();
    Log.info(
        "Pre-synchronizing blockheaders, height: %d (~%.2f%%)"
            .formatted(height, 100.0 * height / (height + left)));
  }

  private static boolean isContinuous(List<BlockHeader> headers) {
    for (int i = 1; i < headers.size(); i++) {
      if (!headers.get(i).previous().equals(headers.get(i - 1).hash())) {
        return false;
      }
    }
    return true;
  }

  /// An announcement whose parents we do not know: ask for what lies between.
  private void unconnecting(SyncPeer peer, BlockHeader first, BlockHash last) {
    BlockIndex best = chain.snapshot().bestHeader();
    if (ask(peer, best)) {
      Log.debug(
          LogCategory.NET,
          () ->
              "received header %s: missing prev block %s, sending getheaders (%d) to end (peer=%d)"
                  .formatted(first.hash(), first.previous(), best.height(), peer.id()));
    }
    availability.has(peer, last);
  }

  /// `more` headers are to be asked for behind these; `full` tells that the peer may have some.
  private void judged(
      SyncPeer peer,
      boolean more,
      boolean full,
      @Nullable HeadersVerdict verdict,
      @Nullable Throwable trouble) {
    peer.headersUnderWay = false;
    if (peer.peer.isDisconnecting()) {
      peer.waitingHeaders.clear();
      return;
    }
    switch (verdict) {
      case null ->
          Log.debug(
              LogCategory.NET, () -> "headers of peer=" + peer.id() + " not judged: " + trouble);
      case HeadersVerdict.Accepted accepted -> accepted(peer, more, full, accepted);
      case HeadersVerdict.Invalid invalid ->
          punishment.forFailure(
              peer, invalid.failure(), "invalid header received: " + invalid.reason());
    }
    // Those that need no judgement, such as an empty answer, must not hold up the ones behind them.
    while (!peer.headersUnderWay && !peer.waitingHeaders.isEmpty()) {
      process(peer, peer.waitingHeaders.remove());
    }
    if (!peer.headersUnderWay && peer.askWhenJudged) {
      peer.askWhenJudged = false;
      ask(peer, chain.snapshot().bestHeader());
    }
  }

  private void accepted(
      SyncPeer peer, boolean more, boolean full, HeadersVerdict.Accepted accepted) {
    BlockIndex last = accepted.last();
    availability.has(peer, last.hash());
    noteUse(peer, accepted);
    if (more && ask(peer, last)) {
      Log.debug(
          LogCategory.NET,
          () ->
              "more getheaders (%d) to end to peer=%d (startheight:%d)"
                  .formatted(last.height(), peer.id(), peer.peer.startHeight()));
    }
    if (!full && isUselessForSync(peer)) {
      Log.info(
          "outbound peer headers chain has insufficient work, disconnecting peer=" + peer.id());
      peer.peer.disconnect();
      return;
    }
    download.fetchDirectly(peer, last);
    download.request(peer);
  }

  /// Notes that the peer told of a block with more work than ours, if it did.
  void noteAnnouncement(SyncPeer peer, HeadersVerdict.Accepted accepted) {
    BlockIndex tip = chain.snapshot().tip();
    if (accepted.fresh() > 0 && accepted.last().chainWork().compareTo(tip.chainWork()) > 0) {
      noteNewBlock(peer);
    }
  }

  /// Notes that the peer told of a block with more work than ours, and first.
  void noteNewBlock(SyncPeer peer) {
    peer.lastBlockAnnouncementSeconds = time.seconds();
  }

  /// Notes what the peer has been good for, by which extra outbound peers are let go.
  private void noteUse(SyncPeer peer, HeadersVerdict.Accepted accepted) {
    BlockIndex tip = chain.snapshot().tip();
    noteAnnouncement(peer, accepted);
    if (peer.peer.type() == ConnectionType.OUTBOUND_FULL_RELAY
        && !peer.isProtected
        && hasWorkOf(peer, tip)
        && peers.stream().filter(other -> other.isProtected).count() < MAX_PROTECTED) {
      peer.isProtected = true;
      Log.debug(LogCategory.NET, () -> "Protecting outbound peer=" + peer.id() + " from eviction");
    }
  }

  /// While catching up, a peer that we chose and whose whole chain has less than the minimum work
  /// takes a slot that a good one could have.
  private boolean isUselessForSync(SyncPeer peer) {
    BlockIndex best = peer.bestKnown;
    return chain.snapshot().initialBlockDownload()
        && peer.peer.type().isAutomatic()
        && best != null
        && best.chainWork().compareTo(minimumWork()) < 0;
  }
}

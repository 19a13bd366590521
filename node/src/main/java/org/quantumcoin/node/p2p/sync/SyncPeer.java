package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.Peer;
import org.quantumcoin.node.p2p.PeerPermission;
import org.quantumcoin.node.p2p.message.GetBlockTxn;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.primitives.BlockHash;

/// What sync and relay keep of one peer. Lives on the peer thread; each part of it is written by
/// the class it is named after.
final class SyncPeer {
  /// Ids of transactions that the peer has shown to know (Core's filter holds ten times as many in
  /// the same memory, and errs).
  private static final int MAX_KNOWN_TRANSACTIONS = 5_000;

  final Peer peer;

  /// Blocks and transactions are asked for here first: a peer that we chose ourselves, or that the
  /// operator trusts.
  final boolean preferred;

  // What the peer has.

  /// The block with the most work that the peer is known to have.
  @Nullable BlockIndex bestKnown;

  /// The last block that the peer announced and that we could not place.
  @Nullable BlockHash unplaced;

  /// The last block that its chain and ours share.
  @Nullable BlockIndex lastCommon;

  // HeaderSync.

  boolean syncStarted;

  /// Its answer was not full: it has no more headers, whether or not it had any for us.
  boolean headersExhausted;

  long headersDeadlineMillis;

  /// When headers were last asked for; 0 when the answer has come.
  long askedHeadersMillis;

  /// The answer on its way goes on with a chain that is not looked at any more.
  boolean answerIsStray;

  /// Headers of low work that are being looked at without being kept; null for none.
  @Nullable HeadersPresync presync;

  boolean sentSendHeaders;
  boolean headersUnderWay;

  /// There is more to ask for once the headers under way are judged.
  boolean askWhenJudged;

  final Deque<Headers> waitingHeaders = new ArrayDeque<>();

  /// Until when an outbound peer has to show as much work as we have; 0 while it does.
  long chainSyncDeadlineMillis;

  @Nullable BlockIndex chainSyncGoal;

  /// It has shown a chain as good as ours and is kept, as few others are: an attacker who feeds us
  /// blocks must not be able to have all others sent away.
  boolean isProtected;

  /// When it first told us of a block with more work than our tip; unix seconds, 0 for never.
  long lastBlockAnnouncementSeconds;

  boolean chainSyncAsked;

  // BlockDownload.

  /// By hash, in order of request.
  final Map<BlockHash, BlockIndex> inFlight = new LinkedHashMap<>();

  /// Since when the window waits for this peer alone; 0 when it does not.
  long stallingSinceMillis;

  /// Since when the first block in flight is awaited.
  long downloadingSinceMillis;

  long lastBlockSeconds;

  // CompactBlocks.

  /// It said that it sends compact blocks of the version that we know.
  boolean providesCompactBlocks;

  /// It wants new blocks as compact ones, unasked and before they are checked.
  boolean wantsCompactAnnouncements;

  /// We want the same of it.
  boolean announcesCompact;

  /// Those of [#inFlight] that are being put together.
  final Map<BlockHash, PartialBlock> partialBlocks = new HashMap<>();

  /// Compact blocks whose headers the chain has not judged yet.
  int compactWaiting;

  // BlockAnnouncer.

  boolean prefersHeaders;
  @Nullable BlockIndex bestHeaderSent;
  final List<BlockHash> toAnnounce = new ArrayList<>();

  // DataServer.

  final Deque<InvItem> requested = new ArrayDeque<>();
  boolean reading;

  /// Compact blocks are completed beside what is served in order: who asks waits with a new block.
  final Deque<GetBlockTxn> requestedTransactions = new ArrayDeque<>();

  boolean readingTransactions;

  /// It asked for a block that the chain is about to judge.
  boolean waitsForChain;

  @Nullable BlockHash continueHash;

  // FilterServer.

  /// Filters that it asked for and that are being sent; null for none.
  FilterServer.@Nullable Answer filterAnswer;

  /// What it wants to be told of; null for everything.
  @Nullable BloomFilter bloomFilter;

  // TxRelay.

  final RecentHashes knownTransactions = new RecentHashes(MAX_KNOWN_TRANSACTIONS);
  final TxAnnouncements announcements = new TxAnnouncements();

  /// What came to the mempool before the last announcement to it, which it may ask for.
  long servedBelow;

  long feeFilterSatPerKvb;
  long sentFeeFilter = -1;
  long nextFeeFilterMillis;
  long lastTransactionSeconds;

  /// Bytes of its transactions that the mempool is looking at.
  long judgedBytes;

  SyncPeer(Peer peer) {
    this.peer = peer;
    this.preferred =
        (!peer.isInbound() || peer.permissions().has(PeerPermission.NOBAN))
            && peer.type() != ConnectionType.ADDR_FETCH
            && peer.servesBlocks();
  }

  long id() {
    return peer.id();
  }

  @Override
  public String toString() {
    return "peer=" + peer.id();
  }
}

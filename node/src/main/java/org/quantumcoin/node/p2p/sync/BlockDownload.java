package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockStatus;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Uint256;

/// Decides which blocks to ask of whom.
///
/// Blocks are asked for in order within a window that moves with our tip, from every peer that has
/// them, so that a slow one holds up only its share; a peer that the whole window waits for is
/// replaced. Nothing is asked for while those that have come take up too much memory.
final class BlockDownload {
  /// Core's `MAX_BLOCKS_IN_TRANSIT_PER_PEER`.
  static final int MAX_IN_FLIGHT = 16;

  /// How far beyond the last common block is downloaded (Core's `BLOCK_DOWNLOAD_WINDOW`): farther
  /// ahead, blocks would lie scattered over more files and more memory.
  static final int WINDOW = 1024;

  /// Requests are sent a few at a time, when so many slots are free: one message for each block
  /// would cost more than it brings.
  private static final int MIN_FREE_SLOTS = 4;

  /// Core's `BLOCK_STALLING_TIMEOUT_DEFAULT` and `..._MAX`.
  private static final long FIRST_STALLING_MILLIS = 2_000;

  private static final long MAX_STALLING_MILLIS = 64_000;

  /// In block intervals: what a block may take, and what each other downloading peer adds (Core's
  /// `BLOCK_DOWNLOAD_TIMEOUT_BASE` and `..._PER_PEER`).
  private static final double TIMEOUT_BASE = 1;

  private static final double TIMEOUT_PER_PEER = 0.5;

  /// A tip no older than so many blocks lets new blocks be asked for at their announcement.
  private static final int DIRECT_FETCH_BLOCKS = 20;

  /// Peers that complete the same compact block at once (Core's
  /// `MAX_CMPCTBLOCKS_INFLIGHT_PER_BLOCK`): one that stalls must not hold the block up.
  static final int MAX_COMPACT_IN_FLIGHT = 3;

  /// What a peer with `NODE_NETWORK_LIMITED` keeps (BIP-0159), less some for blocks that come
  /// meanwhile.
  private static final int LIMITED_PEER_BLOCKS = 280;

  /// Steps of the search through a peer's chain.
  private static final int SEARCH_STEP = 128;

  private final ChainService chain;
  private final TimeSource time;
  private final Availability availability;
  private final Collection<SyncPeer> peers;

  /// Whether compact blocks are asked for: not without a mempool to complete them from.
  private final boolean compact;

  /// Whom each block was asked of, in order. More than one only while compact blocks of it are
  /// being completed.
  private final Map<BlockHash, List<SyncPeer>> inFlight = new HashMap<>();

  /// Come and not yet judged.
  private final Set<BlockHash> arrived = new HashSet<>();

  private long stallingTimeoutMillis = FIRST_STALLING_MILLIS;
  private boolean held;

  BlockDownload(
      ChainService chain,
      TimeSource time,
      Availability availability,
      Collection<SyncPeer> peers,
      boolean compact) {
    this.chain = chain;
    this.time = time;
    this.availability = availability;
    this.peers = peers;
    this.compact = compact;
  }

  /// While held nothing is asked for, and nobody is blamed for what does not come.
  void hold(boolean hold) {
    held = hold;
    if (!hold) {
      long now = time.steadyMillis();
      for (SyncPeer peer : peers) {
        peer.stallingSinceMillis = 0;
        peer.downloadingSinceMillis = now;
      }
    }
  }

  boolean isAskedOf(SyncPeer peer, BlockHash hash) {
    return askedOf(hash).contains(peer);
  }

  /// Whom a block was asked of, the first one first.
  List<SyncPeer> askedOf(BlockHash hash) {
    return inFlight.getOrDefault(hash, List.of());
  }

  /// A block came; true when it had been asked of anybody.
  boolean arrived(SyncPeer peer, BlockHash hash) {
    arrived.add(hash);
    boolean asked = inFlight.containsKey(hash);
    release(peer, hash);
    return asked;
  }

  boolean hasArrived(BlockHash hash) {
    return arrived.contains(hash);
  }

  /// A block was stored: nobody needs to send it any more.
  void stored(BlockHash hash) {
    List.copyOf(askedOf(hash)).forEach(peer -> release(peer, hash));
  }

  /// Whether nothing is awaited but this block.
  boolean isOnlyInFlight(BlockHash hash) {
    return inFlight.size() == (inFlight.containsKey(hash) ? 1 : 0);
  }

  boolean isHeld() {
    return held;
  }

  /// A compact block is being completed with this peer's help.
  void completing(SyncPeer peer, BlockIndex block) {
    if (!isAskedOf(peer, block.hash())) {
      noteAsked(peer, block);
    }
  }

  /// Asks a peer for a whole block of which it sent a compact one that was of no use.
  void askWhole(SyncPeer peer, BlockHash hash) {
    peer.peer.send(new GetData(List.of(InvItem.witnessBlock(hash))));
  }

  /// The chain has judged a block, or it was none.
  void judged(BlockHash hash) {
    arrived.remove(hash);
  }

  /// The tip moved: the pressure on slow peers eases.
  void connected() {
    if (stallingTimeoutMillis > FIRST_STALLING_MILLIS) {
      stallingTimeoutMillis =
          Math.max((long) (stallingTimeoutMillis * 0.85), FIRST_STALLING_MILLIS);
    }
  }

  void disconnected(SyncPeer peer) {
    for (BlockHash hash : List.copyOf(peer.inFlight.keySet())) {
      release(peer, hash);
    }
  }

  /// A peer said that it does not have what it was asked for.
  void notFound(SyncPeer peer, BlockHash hash) {
    release(peer, hash);
  }

  /// A peer need not send a block any more, if it was to.
  void release(SyncPeer peer, BlockHash hash) {
    List<SyncPeer> asked = inFlight.get(hash);
    if (asked == null || !asked.remove(peer)) {
      return;
    }
    if (asked.isEmpty()) {
      inFlight.remove(hash);
    }
    Map.Entry<BlockHash, BlockIndex> first =
        peer.inFlight.isEmpty() ? null : peer.inFlight.entrySet().iterator().next();
    if (first != null && first.getKey().equals(hash)) {
      peer.downloadingSinceMillis = time.steadyMillis();
    }
    peer.inFlight.remove(hash);
    peer.partialBlocks.remove(hash);
    peer.stallingSinceMillis = 0;
  }

  private boolean isWanted(BlockIndex index) {
    return !index.hasData()
        && !inFlight.containsKey(index.hash())
        && !arrived.contains(index.hash());
  }

  private void noteAsked(SyncPeer peer, BlockIndex block) {
    if (peer.inFlight.isEmpty()) {
      peer.downloadingSinceMillis = time.steadyMillis();
    }
    inFlight.computeIfAbsent(block.hash(), _ -> new ArrayList<>(MAX_COMPACT_IN_FLIGHT)).add(peer);
    peer.inFlight.put(block.hash(), block);
  }

  private void ask(SyncPeer peer, List<BlockIndex> blocks) {
    if (blocks.isEmpty()) {
      return;
    }
    List<InvItem> items = new ArrayList<>(blocks.size());
    for (BlockIndex block : blocks) {
      noteAsked(peer, block);
      items.add(InvItem.witnessBlock(block.hash()));
      Log.debug(
          LogCategory.NET,
          () ->
              "Requesting block %s (%d) peer=%d"
                  .formatted(block.hash(), block.height(), peer.id()));
    }
    peer.peer.send(new GetData(items));
  }

  /// A new block near our tip was announced: ask the announcer at once, and for the few before it
  /// that lead to our chain.
  void fetchDirectly(SyncPeer peer, BlockIndex last) {
    ChainSnapshot now = chain.snapshot();
    if (held
        || !isNear(now)
        || !peer.peer.servesBlocks()
        || !last.isValid(BlockStatus.VALID_TREE)
        || now.tip().chainWork().compareTo(last.chainWork()) > 0) {
      return;
    }
    List<BlockIndex> path = new ArrayList<>();
    BlockIndex walk = last;
    while (walk != null && !now.contains(walk) && path.size() <= MAX_IN_FLIGHT) {
      if (isWanted(walk)) {
        path.add(walk);
      }
      walk = walk.previous();
    }
    if (walk == null || !now.contains(walk)) {
      // Too long a branch for this; the window takes care of it.
      return;
    }
    List<BlockIndex> wanted = path.reversed();
    int free = Math.max(0, MAX_IN_FLIGHT - peer.inFlight.size());
    List<BlockIndex> asked = List.copyOf(wanted.subList(0, Math.min(free, wanted.size())));
    BlockIndex previous = last.previous();
    if (compact
        && peer.providesCompactBlocks
        && asked.size() == 1
        && inFlight.isEmpty()
        && previous != null
        && previous.isValid(BlockStatus.VALID_CHAIN)) {
      noteAsked(peer, asked.getFirst());
      peer.peer.send(new GetData(List.of(InvItem.compactBlock(asked.getFirst().hash()))));
      return;
    }
    ask(peer, asked);
  }

  /// Whether our tip is recent enough to fetch blocks as they are announced, and to have the
  /// transactions of new ones (Core's `CanDirectFetch`).
  boolean isNear(ChainSnapshot now) {
    return now.tip().time()
        > time.seconds() - chain.params().consensus().spacingSeconds() * DIRECT_FETCH_BLOCKS;
  }

  /// Asks a peer for as many of the next blocks as it may have in flight.
  void request(SyncPeer peer) {
    int free = MAX_IN_FLIGHT - peer.inFlight.size();
    ChainSnapshot now = chain.snapshot();
    if (held || free < MIN_FREE_SLOTS || !mayServe(peer, now)) {
      return;
    }
    Search search = new Search(peer, now);
    ask(peer, search.next(free));
    SyncPeer staller = search.staller;
    if (peer.inFlight.isEmpty() && staller != null && staller.stallingSinceMillis == 0) {
      staller.stallingSinceMillis = Math.max(1, time.steadyMillis());
      Log.debug(LogCategory.NET, () -> "Stall started peer=" + staller.id());
    }
  }

  /// While catching up only those that we chose, if there are any, and that keep old blocks.
  private boolean mayServe(SyncPeer peer, ChainSnapshot now) {
    if (!peer.peer.servesBlocks() || peer.peer.isDisconnecting()) {
      return false;
    }
    if (!now.initialBlockDownload()) {
      return true;
    }
    return !peer.peer.isLimited()
        && (peer.preferred || peers.stream().noneMatch(other -> other.preferred));
  }

  void tick(SyncPeer peer) {
    if (held) {
      return;
    }
    request(peer);
    long now = time.steadyMillis();
    if (peer.stallingSinceMillis != 0 && now - peer.stallingSinceMillis > stallingTimeoutMillis) {
      Log.info("Peer is stalling block download, disconnecting peer=" + peer.id());
      peer.peer.disconnect();
      stallingTimeoutMillis = Math.min(stallingTimeoutMillis * 2, MAX_STALLING_MILLIS);
      return;
    }
    if (!peer.inFlight.isEmpty()
        && now - peer.downloadingSinceMillis > downloadTimeoutMillis(peer)) {
      Log.info(
          "Timeout downloading block "
              + peer.inFlight.keySet().iterator().next()
              + ", disconnecting peer="
              + peer.id());
      peer.peer.disconnect();
    }
  }

  private long downloadTimeoutMillis(SyncPeer peer) {
    long others = peers.stream().filter(p -> p != peer && !p.inFlight.isEmpty()).count();
    long spacingMillis = TimeUnit.SECONDS.toMillis(chain.params().consensus().spacingSeconds());
    return (long) (spacingMillis * (TIMEOUT_BASE + TIMEOUT_PER_PEER * others));
  }

  /// One look along a peer's chain for blocks that are wanted (Core's `FindNextBlocksToDownload`).
  private final class Search {
    private final SyncPeer peer;
    private final ChainSnapshot now;

    /// Whom the window waits for when it has nothing left to ask.
    private @Nullable SyncPeer staller;

    Search(SyncPeer peer, ChainSnapshot now) {
      this.peer = peer;
      this.now = now;
    }

    List<BlockIndex> next(int count) {
      availability.resolve(peer);
      BlockIndex best = peer.bestKnown;
      Uint256 minimum = chain.params().checks().minimumChainWork();
      List<BlockIndex> lost = best == null ? List.of() : lost(best, count);
      if (best == null || !lost.isEmpty()) {
        return lost;
      }
      if (best.chainWork().compareTo(now.tip().chainWork()) <= 0
          || best.chainWork().compareTo(minimum) < 0) {
        return List.of();
      }
      BlockIndex common = lastCommon(best);
      if (common == best) {
        return List.of();
      }
      return walk(common, best, count);
    }

    /// Blocks that were damaged on our disk; a peer that keeps recent blocks only has no others.
    private List<BlockIndex> lost(BlockIndex best, int count) {
      int lowest = peer.peer.isLimited() ? best.height() - LIMITED_PEER_BLOCKS : 0;
      return chain.lostBlocks().stream()
          .filter(index ->
              !index.isFailed()
                  && index.height() >= lowest
                  && isWanted(index)
                  && best.descendsFrom(index))
          .sorted(Comparator.comparingInt(BlockIndex::height))
          .limit(count)
          .toList();
    }

    private BlockIndex lastCommon(BlockIndex best) {
      BlockIndex common = peer.lastCommon;
      if (common == null) {
        common = now.at(Math.min(best.height(), now.height()));
      }
      // The peer may have moved to another branch since.
      BlockIndex from = common == null ? now.tip() : common;
      BlockIndex result = BlockIndex.lastCommonAncestor(from, best);
      // Blocks that we have connected since are common as well.
      BlockIndex fork = now.forkWith(best);
      if (fork.height() > result.height() && fork.descendsFrom(result)) {
        result = fork;
      }
      peer.lastCommon = result;
      return result;
    }

    private List<BlockIndex> walk(BlockIndex common, BlockIndex best, int count) {
      List<BlockIndex> wanted = new ArrayList<>(count);
      int windowEnd = common.height() + WINDOW;
      int maxHeight = Math.min(best.height(), windowEnd + 1);
      SyncPeer waitingFor = null;
      BlockIndex at = common;
      while (at.height() < maxHeight) {
        int steps = Math.min(maxHeight - at.height(), Math.max(count - wanted.size(), SEARCH_STEP));
        BlockIndex[] run = new BlockIndex[steps];
        at = best.ancestor(at.height() + steps);
        BlockIndex back = at;
        for (int i = steps - 1; i >= 0 && back != null; i--) {
          run[i] = back;
          back = back.previous();
        }
        for (BlockIndex index : run) {
          if (!index.isValid(BlockStatus.VALID_TREE)) {
            // The rest builds on a bad block: nothing there is wanted.
            return wanted;
          }
          if (index.hasData() || arrived.contains(index.hash())) {
            if (index.chainTransactionCount() > 0 || now.contains(index)) {
              peer.lastCommon = index;
            }
            continue;
          }
          List<SyncPeer> asked = askedOf(index.hash());
          if (!asked.isEmpty()) {
            waitingFor = waitingFor == null ? asked.getFirst() : waitingFor;
            continue;
          }
          if (index.height() > windowEnd) {
            if (wanted.isEmpty() && waitingFor != peer) {
              staller = waitingFor;
            }
            return wanted;
          }
          wanted.add(index);
          if (wanted.size() == count) {
            return wanted;
          }
        }
      }
      return wanted;
    }
  }
}

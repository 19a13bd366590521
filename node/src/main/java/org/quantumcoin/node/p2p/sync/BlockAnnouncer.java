package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;

/// Tells peers of new blocks of our chain: by compact blocks before they are fully checked to those
/// who asked for that (BIP-0152, high-bandwidth mode), by headers to those who asked for that and
/// can place them, by the hash of the tip otherwise.
final class BlockAnnouncer {
  /// Blocks that are announced by headers at once; with more, as after a long reorganisation, the
  /// peer had better ask (Core's `MAX_BLOCKS_TO_ANNOUNCE`).
  static final int MAX_BLOCKS = 8;

  private final ChainService chain;
  private final Availability availability;
  private final NewestBlock newest;
  private final DataServer server;
  private final RandomGenerator random;

  /// No two blocks of one height are announced before they are fully checked: a branch would cost
  /// an adversary little, and peers much.
  private int highestAnnouncedEarly;

  BlockAnnouncer(
      ChainService chain,
      Availability availability,
      NewestBlock newest,
      DataServer server,
      RandomGenerator random) {
    this.chain = chain;
    this.availability = availability;
    this.newest = newest;
    this.server = server;
    this.random = random;
  }

  /// A block on top of the tip has its work and its hashes right and is being connected.
  void blockChecked(BlockIndex index, Block block, Collection<SyncPeer> peers) {
    if (index.height() <= highestAnnouncedEarly) {
      return;
    }
    highestAnnouncedEarly = index.height();
    if (index.height() < chain.params().consensus().heights().segwit()) {
      return;
    }
    CmpctBlock compact = CmpctBlock.of(block, random.nextLong());
    newest.set(block, compact);
    for (SyncPeer peer : peers) {
      availability.resolve(peer);
      BlockIndex previous = index.previous();
      if (peer.wantsCompactAnnouncements
          && peer.peer.commonVersion() >= Version.EARLY_ANNOUNCEMENT_VERSION
          && !peer.peer.isDisconnecting()
          && !has(peer, index)
          && previous != null
          && has(peer, previous)) {
        logHeaderAndIds("NewPoWValidBlock", peer, index);
        peer.peer.send(compact);
        peer.bestHeaderSent = index;
      }
    }
  }

  private static void logHeaderAndIds(String where, SyncPeer peer, BlockIndex index) {
    Log.debug(
        LogCategory.NET,
        () ->
            "PeerManager::%s sending header-and-ids %s to peer=%d"
                .formatted(where, index.hash(), peer.id()));
  }

  /// The tip moved; `fork` is where the old branch was left.
  void tipChanged(ChainSnapshot now, BlockIndex fork, Collection<SyncPeer> peers) {
    if (now.initialBlockDownload()) {
      return;
    }
    List<BlockHash> fresh = new ArrayList<>();
    BlockIndex at = now.tip();
    while (at != null && at != fork && fresh.size() < MAX_BLOCKS) {
      fresh.add(at.hash());
      at = at.previous();
    }
    for (SyncPeer peer : peers) {
      peer.toAnnounce.addAll(fresh.reversed());
      announce(peer);
    }
  }

  private void announce(SyncPeer peer) {
    if (peer.toAnnounce.isEmpty()) {
      return;
    }
    ChainSnapshot now = chain.snapshot();
    availability.resolve(peer);
    List<BlockHeader> headers = headersFor(peer, now);
    BlockIndex sent = peer.bestHeaderSent;
    if (headers.size() == 1 && peer.wantsCompactAnnouncements && sent != null) {
      logHeaderAndIds("SendMessages", peer, sent);
      server.sendCompact(peer, sent);
    } else if (!headers.isEmpty() && peer.prefersHeaders) {
      Log.debug(
          LogCategory.NET,
          () ->
              "sending header "
                  + headers.getLast().hash()
                  + " ("
                  + headers.size()
                  + " headers) to peer="
                  + peer.id());
      peer.peer.send(new Headers(headers));
    } else {
      announceTip(peer, now);
    }
    peer.toAnnounce.clear();
  }

  /// The headers that the peer lacks, or none when it has to be told by hash.
  private List<BlockHeader> headersFor(SyncPeer peer, ChainSnapshot now) {
    boolean placeable =
        peer.prefersHeaders || (peer.wantsCompactAnnouncements && peer.toAnnounce.size() == 1);
    if (!placeable || peer.toAnnounce.size() > MAX_BLOCKS) {
      return List.of();
    }
    List<BlockHeader> headers = new ArrayList<>();
    BlockIndex best = null;
    for (BlockHash hash : peer.toAnnounce) {
      BlockIndex index = chain.find(hash);
      if (index == null || !now.contains(index) || (best != null && index.previous() != best)) {
        // The chain has moved on since.
        return List.of();
      }
      best = index;
      if (!headers.isEmpty()) {
        headers.add(index.header());
      } else if (!has(peer, index)) {
        BlockIndex previous = index.previous();
        if (previous != null && !has(peer, previous)) {
          // It could not place the header.
          return List.of();
        }
        headers.add(index.header());
      }
    }
    if (!headers.isEmpty()) {
      peer.bestHeaderSent = best;
    } else if (best != null) {
      // It knows them all.
      peer.toAnnounce.clear();
    }
    return headers;
  }

  private static boolean has(SyncPeer peer, BlockIndex index) {
    return isBelow(index, peer.bestKnown) || isBelow(index, peer.bestHeaderSent);
  }

  private static boolean isBelow(BlockIndex index, @Nullable BlockIndex best) {
    return best != null && best.descendsFrom(index);
  }

  private void announceTip(SyncPeer peer, ChainSnapshot now) {
    if (peer.toAnnounce.isEmpty()) {
      return;
    }
    BlockHash hash = peer.toAnnounce.getLast();
    BlockIndex index = chain.find(hash);
    if (index == null || has(peer, index) || !now.contains(index)) {
      return;
    }
    Log.debug(LogCategory.NET, () -> "sending inv peer=" + peer.id() + " hash=" + hash);
    peer.peer.send(new Inv(List.of(InvItem.block(hash))));
  }
}

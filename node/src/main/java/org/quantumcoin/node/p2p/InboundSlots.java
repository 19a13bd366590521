package org.quantumcoin.node.p2p;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.address.NetGroups;

/// Whether somebody who connects to us is let in, and who has to go for it. Lives on the peer
/// thread.
final class InboundSlots {
  private final int slots;
  private final Collection<Peer> peers;
  private final UnwantedAddresses unwanted;
  private final PeerHandler handler;
  private final NetGroups groups;

  /// By which parts of the network are liked that nobody can foresee.
  private final long groupKey0;

  private final long groupKey1;

  InboundSlots(
      int slots,
      Collection<Peer> peers,
      UnwantedAddresses unwanted,
      PeerHandler handler,
      NetGroups groups,
      RandomGenerator random) {
    this.slots = slots;
    this.peers = peers;
    this.unwanted = unwanted;
    this.handler = handler;
    this.groups = groups;
    this.groupKey0 = random.nextLong();
    this.groupKey1 = random.nextLong();
  }

  /// Whether there is a slot for a peer that is not among the others yet. May end another
  /// connection.
  boolean hasRoomFor(Peer peer) {
    boolean noBan = peer.permissions().has(PeerPermission.NOBAN);
    if (!noBan && unwanted.isBanned(peer.address())) {
      Log.debug(LogCategory.NET, () -> "connection from " + peer.address() + " dropped (banned)");
      return false;
    }
    long inbound = peers.stream().filter(Peer::isInbound).filter(p -> !p.isDisconnecting()).count();
    if (!noBan && unwanted.isDiscouraged(peer.address()) && inbound + 1 >= slots) {
      Log.debug(
          LogCategory.NET, () -> "connection from " + peer.address() + " dropped (discouraged)");
      return false;
    }
    if (inbound >= slots && !evict()) {
      Log.debug(
          LogCategory.NET, "failed to find an eviction candidate - connection dropped (full)");
      return false;
    }
    return true;
  }

  /// Makes room for somebody new; false when everybody who is here is worth keeping.
  private boolean evict() {
    List<InboundEviction.Candidate> candidates = new ArrayList<>();
    for (Peer peer : peers) {
      if (peer.isInbound() && !peer.isDisconnecting()) {
        candidates.add(candidate(peer));
      }
    }
    OptionalLong chosen = InboundEviction.select(candidates);
    if (chosen.isEmpty()) {
      return false;
    }
    long id = chosen.getAsLong();
    Log.debug(
        LogCategory.NET,
        () -> "selected inbound connection for eviction, disconnecting peer=" + id);
    peers.stream().filter(peer -> peer.id() == id).forEach(Peer::disconnect);
    return true;
  }

  private InboundEviction.Candidate candidate(Peer peer) {
    PeerHandler.Progress progress =
        peer.isHandshakeDone() ? handler.progress(peer) : PeerHandler.Progress.NONE;
    return new InboundEviction.Candidate(
        peer.id(),
        peer.connectedMillis,
        peer.pings.shortest().orElse(Long.MAX_VALUE),
        progress.lastBlock(),
        progress.lastTransaction(),
        peer.servesBlocks() && !peer.isLimited(),
        peer.isHandshakeDone() && peer.wantsTransactions(),
        peer.isFiltering(),
        groups.of(peer.address()).keyed(groupKey0, groupKey1),
        unwanted.isDiscouraged(peer.address()),
        peer.address().isLocal(),
        peer.network(),
        peer.permissions().has(PeerPermission.NOBAN));
  }
}

package org.quantumcoin.node.p2p;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;

/// Lets outbound peers go that are more than there are slots for, and asks for one more when the
/// tip is old (Core's `CheckForStaleTipAndEvictPeers`). Lives on the peer thread.
final class OutboundEviction {
  /// Core's `EXTRA_PEER_CHECK_INTERVAL`.
  private static final long CHECK_MILLIS = TimeUnit.SECONDS.toMillis(45);

  /// Core's `STALE_CHECK_INTERVAL`.
  private static final long STALE_CHECK_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /// Core's `MINIMUM_CONNECT_TIME`: so long a new peer has to show something.
  private static final long MIN_CONNECTED_SECONDS = 30;

  private final SlotLimits limits;
  private final PeerHandler handler;
  private final OutboundChoice choice;
  private final TimeSource time;
  private long nextCheckMillis;
  private long nextStaleCheckMillis;

  OutboundEviction(SlotLimits limits, PeerHandler handler, OutboundChoice choice, TimeSource time) {
    this.limits = limits;
    this.handler = handler;
    this.choice = choice;
    this.time = time;
    this.nextCheckMillis = time.steadyMillis() + CHECK_MILLIS;
    this.nextStaleCheckMillis = time.steadyMillis() + STALE_CHECK_MILLIS;
  }

  /// Looks are due so much earlier.
  void bringForward(Duration by) {
    nextCheckMillis -= by.toMillis();
    nextStaleCheckMillis -= by.toMillis();
  }

  void tick(Collection<Peer> peers, boolean networkActive) {
    long now = time.steadyMillis();
    if (now < nextCheckMillis) {
      return;
    }
    nextCheckMillis = now + CHECK_MILLIS;
    evictBlockRelay(peers);
    evictFullRelay(peers);
    if (now >= nextStaleCheckMillis) {
      nextStaleCheckMillis = now + STALE_CHECK_MILLIS;
      checkStaleTip(networkActive);
    }
    if (handler.isTipRecent()) {
      choice.openExtraBlockRelay();
    }
  }

  private void checkStaleTip(boolean networkActive) {
    boolean stale = networkActive && handler.isTipStale();
    if (stale) {
      Log.info(
          "Potential stale tip detected, will try using extra outbound peer (last tip update: %d seconds ago)"
              .formatted(time.seconds() - handler.lastTipSeconds()));
    }
    choice.tryExtraOutbound(stale);
  }

  private static List<Peer> of(ConnectionType type, Collection<Peer> peers) {
    return peers.stream()
        .filter(peer -> peer.type() == type && peer.isHandshakeDone() && !peer.isDisconnecting())
        .toList();
  }

  /// The youngest goes, or the next one if it brought a block less recently: so every few minutes
  /// somebody new is heard, and whoever knows more stays.
  private void evictBlockRelay(Collection<Peer> peers) {
    List<Peer> all =
        of(ConnectionType.BLOCK_RELAY, peers).stream()
            .sorted(Comparator.comparingLong(Peer::id).reversed())
            .toList();
    if (all.size() <= limits.blockRelay()) {
      return;
    }
    Peer chosen = all.getFirst();
    if (all.size() > 1 && lastBlock(all.get(0)) > lastBlock(all.get(1))) {
      chosen = all.get(1);
    }
    long lastBlock = lastBlock(chosen);
    boolean _ =
        evict(
            chosen,
            "extra block-relay-only peer",
            "last block received at time " + lastBlock,
            "block-relay-only peer");
  }

  private long lastBlock(Peer peer) {
    return handler.progress(peer).lastBlock();
  }

  /// The one goes that announced a block least recently; not one that is our only connection to its
  /// network, nor one of the few that keep us on the best chain.
  private void evictFullRelay(Collection<Peer> peers) {
    List<Peer> all = of(ConnectionType.OUTBOUND_FULL_RELAY, peers);
    if (all.size() <= limits.fullRelay()) {
      return;
    }
    Optional<Peer> worst =
        all.stream()
            .filter(peer -> !handler.usefulness(peer).isProtected())
            .filter(peer -> hasCompany(peer, peers))
            .min(
                Comparator.comparingLong(
                        (Peer peer) -> handler.usefulness(peer).lastBlockAnnouncement())
                    .thenComparing(Comparator.comparingLong(Peer::id).reversed()));
    boolean gone =
        worst
            .filter(peer ->
                evict(
                    peer,
                    "extra outbound peer",
                    "last block announcement received at time "
                        + handler.usefulness(peer).lastBlockAnnouncement(),
                    "outbound peer"))
            .isPresent();
    if (gone) {
      choice.tryExtraOutbound(false);
    }
  }

  private static boolean hasCompany(Peer peer, Collection<Peer> peers) {
    return peers.stream()
            .filter(other ->
                other.type() == ConnectionType.OUTBOUND_FULL_RELAY
                    || other.type() == ConnectionType.MANUAL)
            .filter(other -> !other.isDisconnecting())
            .filter(other -> other.address().ownNetwork() == peer.address().ownNetwork())
            .count()
        > 1;
  }

  private boolean evict(Peer peer, String what, String why, String kept) {
    long seconds = time.seconds() - peer.connectedSeconds();
    int inFlight = handler.progress(peer).inFlight().size();
    if (seconds > MIN_CONNECTED_SECONDS && inFlight == 0) {
      Log.debug(LogCategory.NET, () -> "disconnecting %s=%d (%s)".formatted(what, peer.id(), why));
      peer.disconnect();
      return true;
    }
    Log.debug(
        LogCategory.NET,
        () ->
            "keeping %s=%d chosen for eviction (connect time: %d, blocks_in_flight: %d)"
                .formatted(kept, peer.id(), peer.connectedSeconds(), inFlight));
    return false;
  }
}

package org.quantumcoin.node.p2p;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Tells peers of our own address: when the handshake is done, and about once a day from then on
/// (Core's `MaybeSendAddr`). Lives on the peer thread.
final class OwnAnnouncements {
  /// Core's `AVG_LOCAL_ADDRESS_BROADCAST_INTERVAL`, a mean.
  private static final double INTERVAL_MILLIS = TimeUnit.HOURS.toMillis(24);

  private final P2pConfig config;
  private final Collection<Peer> peers;
  private final LocalAddresses local;
  private final AddressRelay relay;
  private final PeerHandler handler;
  private final TimeSource time;
  private final RandomGenerator random;

  /// Once in sync, we are one whom others may ask.
  private boolean synced;

  OwnAnnouncements(
      P2pConfig config,
      Collection<Peer> peers,
      LocalAddresses local,
      AddressRelay relay,
      PeerHandler handler,
      PeerRuntime runtime) {
    this.config = config;
    this.peers = peers;
    this.local = local;
    this.relay = relay;
    this.handler = handler;
    this.time = runtime.time();
    this.random = runtime.random();
  }

  void tick() {
    synced = synced || handler.isTipRecent();
    if (!config.listen() || !synced) {
      return;
    }
    long now = time.steadyMillis();
    for (Peer peer : peers) {
      AddressExchange.State state = peer.addresses;
      boolean ready = peer.isHandshakeDone() && !peer.isDisconnecting() && state.isEnabled();
      if (ready && (state.nextOwnMillis() == 0 || state.nextOwnMillis() < now)) {
        boolean first = state.nextOwnMillis() == 0;
        long wait = Math.max(1, Math.round(INTERVAL_MILLIS * random.nextExponential()));
        state.tellOwnAt(now + wait);
        local
            .forPeer(peer)
            .ifPresent(address ->
                relay.announce(
                    peer,
                    new TimedAddress(time.seconds(), Handshake.services(config), address),
                    first));
      }
    }
  }
}

package org.quantumcoin.node.p2p;

import java.util.Collection;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.SendAddrV2;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.Verack;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.p2p.message.WtxidRelay;

/// The exchange that opens a connection, as Core 29 does it: who connected speaks first; both say
/// `version`, the features that have to be settled before, and `verack`.
final class Handshake {
  /// What we offer: everything, and so the recent part of it too (BIP-0159).
  private static final long OUR_SERVICES =
      ServiceFlags.NETWORK | ServiceFlags.WITNESS | ServiceFlags.NETWORK_LIMITED;

  /// What this node offers: the encrypted transport too, unless it is switched off.
  static long services(P2pConfig config) {
    return OUR_SERVICES
        | (config.encryptedTransport() ? ServiceFlags.P2P_V2 : 0)
        | config.rules().filters().services();
  }

  /// The same for one peer: an inbound one may have been granted more (Core's `m_our_services`).
  static long services(P2pConfig config, Peer peer) {
    boolean granted = peer.isInbound() && peer.permissions().has(PeerPermission.BLOOMFILTER);
    return services(config) | (granted ? ServiceFlags.BLOOM : 0);
  }

  private static final long WANTED_SERVICES = ServiceFlags.NETWORK | ServiceFlags.WITNESS;

  private final P2pConfig config;
  private final TimeSource time;
  private final RandomGenerator random;
  private final IntSupplier height;
  private final Collection<Peer> peers;

  Handshake(
      P2pConfig config,
      TimeSource time,
      RandomGenerator random,
      IntSupplier height,
      Collection<Peer> peers) {
    this.config = config;
    this.time = time;
    this.random = random;
    this.height = height;
    this.peers = peers;
  }

  /// Our own `version`: at once when we connected, in answer to the peer's otherwise.
  void sendVersion(Peer peer) {
    long nonce = random.nextLong();
    peer.handshake.ourNonce = nonce;
    boolean wantsTransactions =
        (config.relayTransactions() || peer.permissions().has(PeerPermission.RELAY))
            && peer.type() != ConnectionType.BLOCK_RELAY
            && peer.type() != ConnectionType.ADDR_FETCH
            && peer.type() != ConnectionType.FEELER;
    // As in Core, our own address is not given away, and a peer behind a proxy is not told its own.
    NetAddress receiver = peer.address().isRoutable() ? peer.address() : NetAddress.NONE;
    peer.send(
        new Version(
            Version.PROTOCOL_VERSION,
            services(config, peer),
            time.seconds(),
            peer.handshake.services,
            receiver,
            services(config, peer),
            NetAddress.NONE,
            nonce,
            config.userAgent(),
            height.getAsInt(),
            wantsTransactions));
  }

  /// Handles what belongs to the handshake; false for any other message. After a message that made
  /// it complete [Peer#isHandshakeDone] is true.
  boolean received(Peer peer, Message message) {
    switch (message) {
      case Version version -> version(peer, version);
      case Verack _ -> verack(peer);
      case WtxidRelay _ -> {
        if (isTooLate(peer, "wtxidrelay")) {
          return true;
        }
        peer.handshake.wtxidRelay = peer.commonVersion() >= Version.WTXID_RELAY_VERSION;
      }
      case SendAddrV2 _ -> {
        if (isTooLate(peer, "sendaddrv2")) {
          return true;
        }
        peer.handshake.wantsAddrV2 = true;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isTooLate(Peer peer, String command) {
    if (!peer.handshake.hasVersion()) {
      Log.debug(
          LogCategory.NET,
          () ->
              "non-version message before version handshake. Message \""
                  + command
                  + "\" from peer="
                  + peer.id());
      return true;
    }
    if (!peer.isHandshakeDone()) {
      return false;
    }
    drop(peer, command + " received after verack, disconnecting peer=" + peer.id());
    return true;
  }

  private static void drop(Peer peer, String why) {
    Log.debug(LogCategory.NET, why);
    peer.disconnect();
  }

  private void version(Peer peer, Version said) {
    PeerHandshake state = peer.handshake;
    if (state.hasVersion()) {
      drop(peer, "redundant version message from peer=" + peer.id());
      return;
    }
    boolean choosy =
        peer.type().isAutomatic()
            && peer.type() != ConnectionType.FEELER
            && (said.services() & WANTED_SERVICES) != WANTED_SERVICES;
    if (choosy) {
      drop(
          peer,
          "peer does not offer the expected services (%08x offered, %08x expected), disconnecting"
                  .formatted(said.services(), WANTED_SERVICES)
              + " peer="
              + peer.id());
      return;
    }
    if (said.version() < Version.MIN_PEER_VERSION) {
      drop(
          peer,
          "peer using obsolete version " + said.version() + ", disconnecting peer=" + peer.id());
      return;
    }
    if (peer.isInbound() && isOurOwn(said.nonce())) {
      Log.info("connected to self at " + peer.address() + ", disconnecting");
      peer.disconnect();
      return;
    }
    state.services = said.services();
    state.userAgent = sanitized(said.userAgent());
    state.startHeight = said.startHeight();
    state.relay = said.relay();
    state.timeOffsetSeconds = said.time() - time.seconds();
    state.addressOfUs = said.receiver();
    state.version = said.version();
    if (peer.isInbound()) {
      sendVersion(peer);
    }
    if (peer.commonVersion() >= Version.WTXID_RELAY_VERSION) {
      peer.send(new WtxidRelay());
      peer.send(new SendAddrV2());
    }
    peer.send(new Verack());
    Log.debug(
        LogCategory.NET,
        () ->
            "receive version message: %s: version %d, blocks=%d, us=%s, txrelay=%d, peer=%d"
                .formatted(
                    state.userAgent,
                    said.version(),
                    said.startHeight(),
                    said.receiver(),
                    said.relay() ? 1 : 0,
                    peer.id()));
  }

  /// A connection that we opened and that came back to us carries the nonce we sent.
  private boolean isOurOwn(long nonce) {
    for (Peer peer : peers) {
      if (!peer.isInbound() && !peer.isHandshakeDone() && peer.handshake.ourNonce == nonce) {
        return true;
      }
    }
    return false;
  }

  /// Core's `SanitizeString`: a user agent ends up in logs and on screens.
  private static String sanitized(String userAgent) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < userAgent.length(); i++) {
      char c = userAgent.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letterOrDigit || " .,;-_/:?@()".indexOf(c) >= 0) {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private void verack(Peer peer) {
    if (!peer.handshake.hasVersion()) {
      Log.debug(
          LogCategory.NET,
          () ->
              "non-version message before version handshake. Message \"verack\" from peer="
                  + peer.id());
      return;
    }
    if (peer.isHandshakeDone()) {
      Log.debug(LogCategory.NET, () -> "ignoring redundant verack message from peer=" + peer.id());
      return;
    }
    peer.handshake.finish();
    String line =
        "New %s %s peer connected: version: %d, blocks=%d, peer=%d"
            .formatted(
                peer.type().label(),
                peer.transportLabel(),
                peer.handshake.version,
                peer.startHeight(),
                peer.id());
    if (peer.isInbound()) {
      Log.debug(LogCategory.NET, line);
    } else {
      Log.info(line);
    }
  }
}

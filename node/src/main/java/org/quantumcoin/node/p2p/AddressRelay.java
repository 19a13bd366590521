package org.quantumcoin.node.p2p;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.crypto.SipHash;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.AddrV2;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Passes on the addresses that peers announce, each to one or two others, in batches and at random
/// times, so that they get around without anybody being able to push one or to see the way they
/// take. Lives on the peer thread.
final class AddressRelay {
  /// For so long an address goes to the same peers, who know it then and are not told again: saying
  /// it often does not make it known to more (Core's `ROTATE_ADDR_RELAY_DEST_INTERVAL`).
  private static final long ROTATION_SECONDS = 86_400;

  /// Core's `AVG_ADDRESS_BROADCAST_INTERVAL`.
  private static final long INTERVAL_MILLIS = 30_000;

  /// Addresses that a peer is remembered to know, and how often one more is taken for known (Core's
  /// `m_addr_known`).
  private static final int MAX_KNOWN = 5_000;

  private static final double KNOWN_ERRORS = 0.001;

  private final Collection<Peer> peers;
  private final TimeSource time;
  private final RandomGenerator random;
  private final long key0;
  private final long key1;

  AddressRelay(Collection<Peer> peers, TimeSource time, RandomGenerator random) {
    this.peers = peers;
    this.time = time;
    this.random = random;
    this.key0 = random.nextLong();
    this.key1 = random.nextLong();
  }

  /// What is kept of one peer.
  static final class State {
    private RollingFilter known = new RollingFilter(MAX_KNOWN, KNOWN_ERRORS);
    private final List<TimedAddress> toSend = new ArrayList<>();
    private long nextMillis;
  }

  /// A peer was told of an address or told of it itself.
  void knows(Peer peer, NetAddress address) {
    peer.addresses.relay().known.add(keyOf(address));
  }

  private long keyOf(NetAddress address) {
    return new SipHash(key0, key1)
        .write(address.keyBytes(), 0, address.keyBytes().length)
        .write(address.port())
        .finish();
  }

  /// Tells a peer of our own address: at once, or the next time that others are told of.
  void announce(Peer peer, TimedAddress own, boolean atOnce) {
    State state = peer.addresses.relay();
    if (!isUnderstood(peer, own.address())) {
      return;
    }
    if (atOnce) {
      // By itself, so that a peer that counts addresses does not drop it for those beside it.
      peer.send(peer.handshake.wantsAddrV2 ? new AddrV2(List.of(own)) : new Addr(List.of(own)));
    } else {
      // It knows it from last time and shall hear it again.
      state.known = new RollingFilter(MAX_KNOWN, KNOWN_ERRORS);
      queue(peer, own, keyOf(own.address()));
    }
  }

  /// Passes an address on to two of the others, or to one or two when it is of a network that we do
  /// not reach (Core's `RelayAddress`).
  void pass(Peer from, TimedAddress told, boolean reachable) {
    NetAddress address = told.address();
    long key = keyOf(address);
    long day = Long.divideUnsigned(time.seconds() + key, ROTATION_SECONDS);
    Peer best = null;
    Peer second = null;
    long bestRank = 0;
    long secondRank = 0;
    for (Peer peer : peers) {
      if (peer == from || !peer.addresses.isEnabled() || !isUnderstood(peer, address)) {
        continue;
      }
      long rank = new SipHash(key0, key1).write(key).write(day).write(peer.id()).finish();
      if (best == null || Long.compareUnsigned(rank, bestRank) > 0) {
        second = best;
        secondRank = bestRank;
        best = peer;
        bestRank = rank;
      } else if (second == null || Long.compareUnsigned(rank, secondRank) > 0) {
        second = peer;
        secondRank = rank;
      }
    }
    boolean two = reachable || (new SipHash(key0, key1).write(key).write(day).finish() & 1) != 0;
    if (best != null) {
      queue(best, told, key);
    }
    if (second != null && two) {
      queue(second, told, key);
    }
  }

  private static boolean isUnderstood(Peer peer, NetAddress address) {
    return peer.handshake.wantsAddrV2 || address.socketAddress().isPresent();
  }

  private void queue(Peer peer, TimedAddress told, long key) {
    State state = peer.addresses.relay();
    if (state.known.contains(key)) {
      return;
    }
    if (state.toSend.size() == Addr.MAX_ADDRESSES) {
      state.toSend.set(random.nextInt(Addr.MAX_ADDRESSES), told);
    } else {
      state.toSend.add(told);
    }
  }

  /// Sends what is due.
  void tick() {
    long now = time.steadyMillis();
    for (Peer peer : peers) {
      if (peer.addresses.isEnabled() && !peer.isDisconnecting()) {
        State state = peer.addresses.relay();
        if (now > state.nextMillis) {
          state.nextMillis = now + (long) (INTERVAL_MILLIS * random.nextExponential());
          send(peer, state);
        }
      }
    }
  }

  private void send(Peer peer, State state) {
    List<TimedAddress> fresh = new ArrayList<>();
    for (TimedAddress each : state.toSend) {
      long key = keyOf(each.address());
      if (!state.known.contains(key)) {
        state.known.add(key);
        fresh.add(each);
      }
    }
    state.toSend.clear();
    if (!fresh.isEmpty()) {
      peer.send(peer.handshake.wantsAddrV2 ? new AddrV2(fresh) : new Addr(fresh));
    }
  }
}

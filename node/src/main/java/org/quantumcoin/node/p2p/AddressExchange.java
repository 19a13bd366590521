package org.quantumcoin.node.p2p;

import java.util.List;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.AddrV2;
import org.quantumcoin.node.p2p.message.GetAddr;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Hears of addresses and tells of them. Lives on the peer thread.
final class AddressExchange {
  /// Addresses taken from a peer in the long run, in each second; the rest is dropped (Core's
  /// `MAX_ADDR_RATE_PER_SECOND`).
  private static final double MAX_PER_SECOND = 0.1;

  /// What a peer that was asked may send at once.
  private static final double MAX_BURST = Addr.MAX_ADDRESSES;

  private final AddressBook book;
  private final TimeSource time;

  /// What is kept of one peer.
  static final class State {
    private double allowance = 1;
    private long refilledMillis;
    private boolean answeredGetAddr;
    private boolean enabled;
    private long processed;
    private long rateLimited;

    State(long nowMillis) {
      refilledMillis = nowMillis;
    }

    /// Whether addresses are exchanged with this peer at all.
    boolean isEnabled() {
      return enabled;
    }

    long processed() {
      return processed;
    }

    long rateLimited() {
      return rateLimited;
    }

    private void refill(long nowMillis) {
      double earned = (nowMillis - refilledMillis) / 1000.0 * MAX_PER_SECOND;
      allowance = Math.max(allowance, Math.min(MAX_BURST, allowance + earned));
      refilledMillis = nowMillis;
    }
  }

  AddressExchange(AddressBook book, TimeSource time) {
    this.book = book;
    this.time = time;
  }

  /// After the handshake: ask those that we chose for more addresses.
  void connected(Peer peer) {
    if (peer.type() == ConnectionType.BLOCK_RELAY) {
      return;
    }
    if (!peer.isInbound()) {
      peer.addresses.enabled = true;
      peer.addresses.allowance += MAX_BURST;
      peer.send(new GetAddr());
      book.connected(peer.address(), peer.services(), time.seconds());
    }
  }

  void received(Peer peer, List<TimedAddress> told) {
    State state = peer.addresses;
    if (peer.type() == ConnectionType.BLOCK_RELAY) {
      return;
    }
    state.enabled = true;
    state.refill(time.steadyMillis());
    long now = time.seconds();
    long processed = 0;
    long limited = 0;
    for (TimedAddress address : told) {
      if (state.allowance < 1) {
        limited++;
        continue;
      }
      state.allowance -= 1;
      processed++;
      book.add(address, now);
    }
    state.processed += processed;
    state.rateLimited += limited;
    long taken = processed;
    long dropped = limited;
    Log.debug(
        LogCategory.NET,
        () ->
            "Received addr: "
                + told.size()
                + " addresses ("
                + taken
                + " processed, "
                + dropped
                + " rate-limited) from peer="
                + peer.id());
    if (peer.type() == ConnectionType.ADDR_FETCH && told.size() > 1) {
      Log.debug(
          LogCategory.NET, () -> "addrfetch connection completed, disconnecting peer=" + peer.id());
      peer.disconnect();
    }
  }

  /// Only those who came to us are answered, and once: otherwise the answers of all our peers would
  /// show who knows whom.
  void asked(Peer peer) {
    State state = peer.addresses;
    if (!peer.isInbound() || state.answeredGetAddr) {
      Log.debug(LogCategory.NET, () -> "Ignoring \"getaddr\" from peer=" + peer.id());
      return;
    }
    state.answeredGetAddr = true;
    state.enabled = true;
    List<TimedAddress> sample = book.sample();
    if (sample.isEmpty()) {
      return;
    }
    if (peer.handshake.wantsAddrV2) {
      peer.send(new AddrV2(sample));
      return;
    }
    peer.send(
        new Addr(
            sample.stream()
                .filter(entry ->
                    entry.address().network() == NetAddress.IPV4
                        || entry.address().network() == NetAddress.IPV6)
                .toList()));
  }
}

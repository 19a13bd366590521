package org.quantumcoin.node.p2p;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.AddrV2;
import org.quantumcoin.node.p2p.message.GetAddr;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Hears of addresses and tells of them. Lives on the peer thread.
final class AddressExchange {
  /// Addresses taken from a peer in the long run, in each second; the rest is dropped (Core's
  /// `MAX_ADDR_RATE_PER_SECOND`).
  private static final double MAX_PER_SECOND = 0.1;

  /// What a peer that was asked may send at once.
  private static final double MAX_BURST = Addr.MAX_ADDRESSES;

  /// Share of the addresses that `getaddr` is answered with (Core's `MAX_PCT_ADDR_TO_SEND`).
  private static final int ANSWER_PERCENT = 23;

  /// Longer messages answer a `getaddr`; what is announced comes in shorter ones, and is passed on.
  private static final int MAX_ANNOUNCED = 10;

  /// Older than this, an announcement is not passed on.
  private static final long FRESH_SECONDS = 600;

  /// What others say they saw counts as seen so much earlier.
  private static final long PENALTY_SECONDS = 2 * 3_600;

  private static final long DAY_SECONDS = 86_400;

  /// An answer to `getaddr` is given again for at least so long, and up to 6 hours more (Core's
  /// `CachedAddrResponse`).
  private static final long ANSWER_MILLIS = 21 * 3_600_000L;

  private static final int ANSWER_SPREAD_MILLIS = 6 * 3_600_000;

  /// Answers kept: one for each network and each of our addresses that was connected to. An IPv6
  /// host can have any number of those; the oldest is forgotten first.
  private static final int MAX_ANSWERS = 64;

  private final AddressManager book;
  private final TimeSource time;
  private final RandomGenerator random;
  private final Predicate<NetAddress> unwanted;
  private final Reachability reach;
  private final AddressRelay relay;
  private final Map<String, Answer> answers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MAX_ANSWERS;
        }
      };

  private record Answer(List<TimedAddress> addresses, long untilMillis) {}

  /// What is kept of one peer.
  static final class State {
    private double allowance = 1;
    private long refilledMillis;
    private boolean answeredGetAddr;
    private boolean enabled;

    /// Its answer to our `getaddr` has not come to its end.
    private boolean asked;

    private AddressRelay.@Nullable State relay;

    /// When it is told of our own address next; 0 before the first time.
    private long nextOwnMillis;

    private long processed;
    private long rateLimited;

    State(long nowMillis) {
      refilledMillis = nowMillis;
    }

    /// Whether addresses are exchanged with this peer at all.
    boolean isEnabled() {
      return enabled;
    }

    /// What is kept only of peers that addresses are exchanged with.
    AddressRelay.State relay() {
      AddressRelay.State known = relay;
      if (known == null) {
        known = new AddressRelay.State();
        relay = known;
      }
      return known;
    }

    long nextOwnMillis() {
      return nextOwnMillis;
    }

    void tellOwnAt(long millis) {
      nextOwnMillis = millis;
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

  /// @param peers all connections, as they come and go
  /// @param unwanted addresses that are banned or discouraged
  AddressExchange(
      AddressManager book,
      Collection<Peer> peers,
      TimeSource time,
      RandomGenerator random,
      Predicate<NetAddress> unwanted,
      Reachability reach) {
    this.book = book;
    this.time = time;
    this.random = random;
    this.unwanted = unwanted;
    this.reach = reach;
    this.relay = new AddressRelay(peers, time, random);
  }

  AddressRelay relay() {
    return relay;
  }

  /// Passes on what is due.
  void tick() {
    relay.tick();
  }

  /// A peer said its `version`: one that we connected to is there, and has these services.
  void greeted(Peer peer) {
    if (!peer.isInbound()) {
      book.setServices(peer.address(), peer.services());
      boolean _ = book.good(peer.address(), time.seconds());
    }
  }

  /// After the handshake: ask those that we chose for more addresses.
  void connected(Peer peer) {
    if (peer.type() == ConnectionType.BLOCK_RELAY) {
      return;
    }
    if (!peer.isInbound()) {
      peer.addresses.enabled = true;
      peer.addresses.asked = true;
      peer.addresses.allowance += MAX_BURST;
      peer.send(new GetAddr());
    }
  }

  /// A connection whose handshake was done has ended. Block-relay-only peers are left out: others
  /// could tell from the addresses we give whom we have as such.
  void disconnected(Peer peer) {
    if (!peer.isInbound() && peer.type() != ConnectionType.BLOCK_RELAY) {
      book.connected(peer.address(), time.seconds());
    }
  }

  void received(Peer peer, List<TimedAddress> told) {
    State state = peer.addresses;
    if (peer.type() == ConnectionType.BLOCK_RELAY) {
      return;
    }
    state.enabled = true;
    state.refill(time.steadyMillis());
    boolean limited = !peer.permissions().has(PeerPermission.ADDR);
    // Which ones a limit lets through must not be the sender's choice.
    List<TimedAddress> shuffled = new ArrayList<>(told);
    Collections.shuffle(shuffled, Random.from(random));
    List<TimedAddress> taken = new ArrayList<>();
    long processed = 0;
    long dropped = 0;
    for (TimedAddress raw : shuffled) {
      TimedAddress each =
          new TimedAddress(raw.time(), raw.services(), reach.normalized(raw.address()));
      if (state.allowance >= 1) {
        state.allowance -= 1;
      } else if (limited) {
        dropped++;
        continue;
      }
      if (mayKnowAddresses(each.services())) {
        relay.knows(peer, each.address());
        if (!unwanted.test(each.address())) {
          processed++;
          TimedAddress plausible = plausible(each);
          boolean reachable = reach.contains(plausible.address());
          if (!state.asked && told.size() <= MAX_ANNOUNCED && isFresh(plausible)) {
            relay.pass(peer, plausible, reachable);
          }
          if (reachable) {
            taken.add(plausible);
          }
        }
      }
    }
    if (told.size() < Addr.MAX_ADDRESSES) {
      state.asked = false;
    }
    boolean _ = book.add(taken, peer.address(), PENALTY_SECONDS, time.seconds());
    state.processed += processed;
    state.rateLimited += dropped;
    logReceived(peer, told.size(), processed, dropped);
    if (peer.type() == ConnectionType.ADDR_FETCH && told.size() > 1) {
      Log.debug(
          LogCategory.NET, () -> "addrfetch connection completed, disconnecting peer=" + peer.id());
      peer.disconnect();
    }
  }

  private boolean isFresh(TimedAddress told) {
    return told.time() > time.seconds() - FRESH_SECONDS && told.address().isRoutable();
  }

  private static void logReceived(Peer peer, int told, long processed, long dropped) {
    Log.debug(
        LogCategory.NET,
        () ->
            "Received addr: %d addresses (%d processed, %d rate-limited) from peer=%d"
                .formatted(told, processed, dropped, peer.id()));
  }

  /// Core's `MayHaveUsefulAddressDB`: full nodes have one, wallets do not.
  static boolean mayKnowAddresses(long services) {
    return (services & (ServiceFlags.NETWORK | ServiceFlags.NETWORK_LIMITED)) != 0;
  }

  /// Core's answer to clocks that are wrong: news from the future or from long ago counts as five
  /// days old.
  private TimedAddress plausible(TimedAddress told) {
    long now = time.seconds();
    boolean plausible = told.time() > 100_000_000L && told.time() <= now + 600;
    return plausible
        ? told
        : new TimedAddress(now - 5 * DAY_SECONDS, told.services(), told.address());
  }

  /// Only those who came to us are answered, and once: otherwise the answers of all our peers would
  /// show who knows whom.
  void asked(Peer peer) {
    State state = peer.addresses;
    if (!peer.isInbound()) {
      Log.debug(
          LogCategory.NET,
          () ->
              "Ignoring \"getaddr\" from %s connection. peer=%d"
                  .formatted(peer.type().label(), peer.id()));
      return;
    }
    if (state.answeredGetAddr) {
      Log.debug(LogCategory.NET, () -> "Ignoring repeated \"getaddr\". peer=" + peer.id());
      return;
    }
    state.answeredGetAddr = true;
    state.enabled = true;
    List<TimedAddress> answer =
        peer.permissions().has(PeerPermission.ADDR) ? freshAnswer() : cachedAnswer(peer);
    boolean v2 = peer.handshake.wantsAddrV2;
    List<TimedAddress> fitting =
        answer.stream().filter(entry -> v2 || entry.address().socketAddress().isPresent()).toList();
    if (!fitting.isEmpty()) {
      fitting.forEach(each -> relay.knows(peer, each.address()));
      peer.send(v2 ? new AddrV2(fitting) : new Addr(fitting));
    }
  }

  private List<TimedAddress> freshAnswer() {
    return book
        .sample(Addr.MAX_ADDRESSES, ANSWER_PERCENT, Optional.empty(), true, time.seconds())
        .stream()
        .filter(entry -> !unwanted.test(entry.address()))
        .toList();
  }

  /// The same answer for a day to everybody who comes over the same network to the same address of
  /// ours: who asks again and again learns no more of our table, and who asks at two of our
  /// addresses cannot tell from equal answers that they belong to one node.
  private List<TimedAddress> cachedAnswer(Peer peer) {
    String place = peer.network().label() + " " + peer.boundTo();
    long now = time.steadyMillis();
    Answer known = answers.get(place);
    if (known == null || known.untilMillis < now) {
      long until = now + ANSWER_MILLIS + random.nextInt(ANSWER_SPREAD_MILLIS);
      known = new Answer(freshAnswer(), until);
      answers.put(place, known);
    }
    return known.addresses;
  }
}

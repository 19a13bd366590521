package org.quantumcoin.node.p2p;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Addresses of nodes that we heard of, in memory. Lives on the peer thread.
final class AddressBook {
  /// Entries; beyond it a random one makes room, so that nobody can tell which he pushes out.
  static final int MAX_ENTRIES = 10_000;

  /// Share of the book that `getaddr` is answered with (Core's `MAX_PCT_ADDR_TO_SEND`).
  private static final int ANSWER_PERCENT = 23;

  private static final long RETRY_SECONDS = 600;
  private static final long DAY_SECONDS = 86_400;

  /// Older news is not worth a connection.
  private static final long HORIZON_SECONDS = 30 * DAY_SECONDS;

  private final Map<NetAddress, Entry> entries = new HashMap<>();
  private final List<NetAddress> order = new ArrayList<>();
  private final RandomGenerator random;

  private static final class Entry {
    private long seenSeconds;
    private long services;
    private long triedSeconds;

    Entry(long seenSeconds, long services) {
      this.seenSeconds = seenSeconds;
      this.services = services;
    }
  }

  AddressBook(RandomGenerator random) {
    this.random = random;
  }

  int size() {
    return order.size();
  }

  /// Keeps an address that could be reached; true when it was new.
  boolean add(TimedAddress told, long nowSeconds) {
    NetAddress address = told.address();
    if (!address.isRoutable()) {
      return false;
    }
    // Core's answer to clocks that are wrong: news from the future or from long ago counts as five
    // days old.
    boolean plausible = told.time() > 100_000_000L && told.time() <= nowSeconds + 600;
    long seen = plausible ? told.time() : nowSeconds - 5 * DAY_SECONDS;
    Entry known = entries.get(address);
    if (known != null) {
      known.seenSeconds = Math.max(known.seenSeconds, seen);
      known.services |= told.services();
      return false;
    }
    int index = order.size();
    if (index == MAX_ENTRIES) {
      index = random.nextInt(MAX_ENTRIES);
      entries.remove(order.get(index));
      order.set(index, address);
    } else {
      order.add(address);
    }
    entries.put(address, new Entry(seen, told.services()));
    return true;
  }

  /// We spoke with it: it is there.
  void connected(NetAddress address, long services, long nowSeconds) {
    Entry known = entries.get(address);
    if (known != null) {
      known.seenSeconds = nowSeconds;
      known.services = services;
    }
  }

  /// What the node at an address is said to offer; 0 for one that is not in the book.
  long services(NetAddress address) {
    Entry known = entries.get(address);
    return known == null ? 0 : known.services;
  }

  /// A random address worth a connection now, marked as tried.
  Optional<NetAddress> select(long nowSeconds, Predicate<NetAddress> allowed) {
    long wanted = ServiceFlags.NETWORK | ServiceFlags.WITNESS;
    for (int tries = 0; tries < 50 && !order.isEmpty(); tries++) {
      NetAddress address = order.get(random.nextInt(order.size()));
      Entry entry = entries.get(address);
      if (entry != null
          && (entry.services & wanted) == wanted
          && nowSeconds - entry.triedSeconds > RETRY_SECONDS
          && nowSeconds - entry.seenSeconds < HORIZON_SECONDS
          && address.socketAddress().isPresent()
          && allowed.test(address)) {
        entry.triedSeconds = nowSeconds;
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /// What to tell a peer that asks: a random part of the book.
  List<TimedAddress> sample() {
    List<NetAddress> shuffled = new ArrayList<>(order);
    Collections.shuffle(shuffled, Random.from(random));
    int count = Math.min(Addr.MAX_ADDRESSES, (order.size() * ANSWER_PERCENT + 99) / 100);
    List<TimedAddress> sample = new ArrayList<>(count);
    for (NetAddress address : shuffled.subList(0, count)) {
      Entry entry = entries.get(address);
      if (entry != null) {
        sample.add(new TimedAddress(entry.seenSeconds, entry.services, address));
      }
    }
    return sample;
  }
}

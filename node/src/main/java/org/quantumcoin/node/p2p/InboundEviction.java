package org.quantumcoin.node.p2p;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.quantumcoin.node.p2p.message.PeerNetwork;

/// Which inbound peer goes when somebody new comes and all slots are taken (Core's
/// `SelectNodeToEvict`).
///
/// An attacker can open any number of connections. So those are kept that are good at what he could
/// only imitate by being useful or by being near: they are of a part of the network that we like
/// best by a secret measure, answer pings fastest, brought transactions or blocks last, or have
/// been here longest. Of the rest, the part of the network with the most connections loses its
/// youngest.
final class InboundEviction {
  private static final int BY_GROUP = 4;
  private static final int BY_PING = 8;
  private static final int BY_TRANSACTION = 4;
  private static final int BY_BLOCK_RELAY = 8;
  private static final int BY_BLOCK = 4;

  /// What decides about one peer. Times are unix seconds, 0 for never; `connectedMillis` is since
  /// some moment.
  ///
  /// @param keyedGroup its part of the network, as a number that nobody can foresee
  /// @param minPingNanos the fastest answer; [Long#MAX_VALUE] while there is none
  /// @param preferred its host misbehaved, so it goes before others
  record Candidate(
      long id,
      long connectedMillis,
      long minPingNanos,
      long lastBlock,
      long lastTransaction,
      boolean relevantServices,
      boolean relaysTransactions,
      boolean bloomFilter,
      long keyedGroup,
      boolean preferred,
      boolean local,
      PeerNetwork network,
      boolean noBan) {}

  /// Longer-connected ones last.
  private static final Comparator<Candidate> BY_UPTIME =
      Comparator.comparingLong(Candidate::connectedMillis).reversed();

  private static final Comparator<Candidate> BLOCK_TIME =
      Comparator.comparingLong(Candidate::lastBlock)
          .thenComparing(Candidate::relevantServices)
          .thenComparing(BY_UPTIME);

  private static final Comparator<Candidate> TRANSACTION_TIME =
      Comparator.comparingLong(Candidate::lastTransaction)
          .thenComparing(Candidate::relaysTransactions)
          .thenComparing(candidate -> !candidate.bloomFilter())
          .thenComparing(BY_UPTIME);

  /// Those that might be block-relay-only last.
  private static final Comparator<Candidate> BLOCK_RELAY_TIME =
      Comparator.comparing((Candidate candidate) -> !candidate.relaysTransactions())
          .thenComparingLong(Candidate::lastBlock)
          .thenComparing(Candidate::relevantServices)
          .thenComparing(BY_UPTIME);

  private InboundEviction() {}

  /// The peer to let go; empty when every one is worth keeping.
  static OptionalLong select(List<Candidate> inbound) {
    List<Candidate> left = new ArrayList<>(inbound);
    left.removeIf(Candidate::noBan);
    protect(left, Comparator.comparing(Candidate::keyedGroup, Long::compareUnsigned), BY_GROUP);
    protect(left, Comparator.comparingLong(Candidate::minPingNanos).reversed(), BY_PING);
    protect(left, TRANSACTION_TIME, BY_TRANSACTION);
    protect(
        left,
        BLOCK_RELAY_TIME,
        BY_BLOCK_RELAY,
        candidate -> !candidate.relaysTransactions() && candidate.relevantServices());
    protect(left, BLOCK_TIME, BY_BLOCK);
    protectByRatio(left);
    if (left.stream().anyMatch(Candidate::preferred)) {
      left.removeIf(candidate -> !candidate.preferred());
    }
    return largestGroup(left).stream().mapToLong(Candidate::id).findFirst();
  }

  private static void protect(List<Candidate> left, Comparator<Candidate> order, int count) {
    protect(left, order, count, _ -> true);
  }

  /// Takes the last `count` in order out of danger, of them those that fit.
  private static void protect(
      List<Candidate> left, Comparator<Candidate> order, int count, Predicate<Candidate> fits) {
    left.sort(order);
    left.subList(Math.max(0, left.size() - count), left.size()).removeIf(fits);
  }

  /// Peers that are at a disadvantage by the measures above, for their network's delays.
  private static final class Disadvantaged {
    private final Predicate<Candidate> belongs;
    private long count;

    Disadvantaged(Predicate<Candidate> belongs, List<Candidate> left) {
      this.belongs = belongs;
      this.count = left.stream().filter(belongs).count();
    }

    /// Those that belong last, longer-connected ones after others.
    Comparator<Candidate> order() {
      return Comparator.comparing(belongs::test).thenComparing(BY_UPTIME);
    }
  }

  /// Half of them all stay for having been here longest; up to half of that half is for peers over
  /// networks with long delays and for this machine's own, who hide an onion service's peers.
  static void protectByRatio(List<Candidate> left) {
    int initial = left.size();
    int total = initial / 2;
    List<Disadvantaged> networks = new ArrayList<>();
    networks.add(new Disadvantaged(c -> c.network() == PeerNetwork.CJDNS, left));
    networks.add(new Disadvantaged(c -> c.network() == PeerNetwork.I2P, left));
    networks.add(new Disadvantaged(Candidate::local, left));
    networks.add(new Disadvantaged(c -> c.network() == PeerNetwork.ONION, left));
    networks.sort(Comparator.comparingLong(network -> network.count));
    int most = total / 2;
    int kept = 0;
    while (kept < most) {
      long waiting = networks.stream().filter(network -> network.count > 0).count();
      if (waiting == 0) {
        break;
      }
      int each = (int) Math.max((most - kept) / waiting, 1);
      int before = kept;
      for (Disadvantaged network : networks) {
        if (network.count == 0 || kept >= most) {
          continue;
        }
        int size = left.size();
        protect(left, network.order(), each, network.belongs);
        network.count -= size - left.size();
        kept += size - left.size();
      }
      if (kept == before) {
        break;
      }
    }
    protect(left, BY_UPTIME, total - kept);
  }

  /// The part of the network with the most connections, or of equal ones that with the youngest.
  private static List<Candidate> largestGroup(List<Candidate> left) {
    left.sort(BY_UPTIME);
    Map<Long, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate candidate : left) {
      groups.computeIfAbsent(candidate.keyedGroup(), _ -> new ArrayList<>()).add(candidate);
    }
    List<Candidate> largest = List.of();
    for (List<Candidate> group : groups.values()) {
      // In order of their youngest members, so the first of equal ones wins.
      if (group.size() > largest.size()) {
        largest = group;
      }
    }
    return largest;
  }
}

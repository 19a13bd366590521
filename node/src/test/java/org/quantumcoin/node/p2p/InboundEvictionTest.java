package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.message.PeerNetwork;

final class InboundEvictionTest {
  private static final long MINUTE_MILLIS = 60_000;

  /// What a test says of a peer; everything else is as bad as can be.
  private static final class Builder {
    long id;
    long connected = 1_000_000;
    long ping = Long.MAX_VALUE;
    long lastBlock;
    long lastTransaction;
    boolean services;
    boolean relays;
    long group = 5;
    boolean preferred;
    boolean local;
    PeerNetwork network = PeerNetwork.IPV4;
    boolean noBan;

    InboundEviction.Candidate build() {
      return new InboundEviction.Candidate(
          id,
          connected,
          ping,
          lastBlock,
          lastTransaction,
          services,
          relays,
          false,
          group,
          preferred,
          local,
          network,
          noBan);
    }
  }

  private static List<InboundEviction.Candidate> peers(int count, UnaryOperator<Builder> each) {
    List<InboundEviction.Candidate> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Builder builder = new Builder();
      builder.id = i;
      builder.connected += i * MINUTE_MILLIS;
      all.add(each.apply(builder).build());
    }
    return all;
  }

  /// Lets peers go one after the other until nobody may go any more; those that stayed.
  private static List<Long> survivors(List<InboundEviction.Candidate> all) {
    List<InboundEviction.Candidate> left = new ArrayList<>(all);
    while (true) {
      OptionalLong gone = InboundEviction.select(left);
      if (gone.isEmpty()) {
        return left.stream().map(InboundEviction.Candidate::id).toList();
      }
      left.removeIf(candidate -> candidate.id() == gone.getAsLong());
    }
  }

  @Test
  void fewPeers_areAllKept() {
    assertThat(InboundEviction.select(peers(20, b -> b))).isEmpty();
    assertThat(InboundEviction.select(List.of())).isEmpty();
  }

  @Test
  void peersWithNoban_areKept() {
    List<InboundEviction.Candidate> all =
        peers(
            200,
            b -> {
              b.noBan = b.id >= 100;
              return b;
            });
    List<Long> left = survivors(all);
    for (long id = 100; id < 200; id++) {
      assertThat(left).contains(id);
    }
    assertThat(left.size()).isLessThan(140);
  }

  @Test
  void eachVirtue_isKept() {
    // The youngest, so uptime does not help them; in 100 worthless ones of many groups.
    List<InboundEviction.Candidate> all =
        peers(
            124,
            b -> {
              b.group = 1_000 - b.id;
              boolean worthy = b.id >= 100;
              int kind = (int) (b.id - 100);
              if (worthy && kind < 8) {
                b.ping = 1_000 + b.id;
              } else if (worthy && kind < 12) {
                b.lastTransaction = 7;
                b.relays = true;
              } else if (worthy && kind < 20) {
                b.lastBlock = 5;
                b.services = true;
              } else if (worthy) {
                b.lastBlock = 9;
                b.relays = true;
              }
              return b;
            });
    List<Long> left = survivors(all);
    for (long id = 100; id < 124; id++) {
      assertThat(left).as("peer " + id).contains(id);
    }
    // And the four of the groups that are liked best.
    assertThat(left).contains(0L, 1L, 2L, 3L);
  }

  @Test
  void longestConnected_areKept_andTheYoungestOfTheLargestGroupGoes() {
    List<InboundEviction.Candidate> all =
        peers(
            100,
            b -> {
              b.group = b.id < 90 ? 10_000 + b.id : 7;
              return b;
            });
    assertThat(InboundEviction.select(all)).hasValue(99);
  }

  @Test
  void halfOfTheRest_isKeptForItsUptime_thoughItsGroupIsTheLargest() {
    List<InboundEviction.Candidate> all =
        peers(
            60,
            b -> {
              b.group = b.id < 25 ? 7 : 10_000 + b.id;
              return b;
            });
    assertThat(InboundEviction.select(all)).hasValue(47);
  }

  @Test
  void discouraged_goFirst() {
    List<InboundEviction.Candidate> all =
        peers(
            100,
            b -> {
              b.group = b.id == 90 ? 1 : 7;
              b.preferred = b.id == 90;
              return b;
            });
    assertThat(InboundEviction.select(all)).hasValue(90);
  }

  @Test
  void peersOverSlowNetworks_keepAQuarter() {
    List<InboundEviction.Candidate> all =
        peers(
            120,
            b -> {
              b.group = 1_000 + b.id;
              if (b.id >= 100) {
                b.network = b.id % 2 == 0 ? PeerNetwork.ONION : PeerNetwork.I2P;
              }
              return b;
            });
    List<Long> left = new ArrayList<>();
    List<InboundEviction.Candidate> candidates = new ArrayList<>(all);
    InboundEviction.protectByRatio(candidates);
    candidates.forEach(candidate -> left.add(candidate.id()));
    assertThat(left).hasSize(60);
    // All twenty of them are protected, though they are the youngest.
    assertThat(left).allMatch(id -> id < 100);
  }

  @Test
  void flood_neverDrivesHonestPeersOut() {
    long seed = 20_261_123;
    System.out.println("inbound flood, seed " + seed);
    Random random = new Random(seed);
    List<InboundEviction.Candidate> slots =
        new ArrayList<>(
            peers(
                40,
                b -> {
                  // Honest: of many places, here before the attack, some fast, some that bring
                  // things.
                  b.group = random.nextLong();
                  b.ping = 20_000_000L + random.nextInt(200_000_000);
                  b.relays = true;
                  b.services = true;
                  b.lastTransaction = b.id % 3 == 0 ? 50 : 0;
                  b.lastBlock = b.id % 5 == 0 ? 50 : 0;
                  return b;
                }));
    long[] groups = random.longs(6).toArray();
    for (int i = 0; i < 5_000; i++) {
      Builder attacker = new Builder();
      attacker.id = 1_000L + i;
      attacker.connected = 100_000_000L + i;
      attacker.group = groups[random.nextInt(groups.length)];
      attacker.ping = 10_000_000L + random.nextInt(300_000_000);
      attacker.relays = random.nextBoolean();
      attacker.services = random.nextBoolean();
      if (slots.size() >= 114) {
        OptionalLong gone = InboundEviction.select(slots);
        if (gone.isEmpty()) {
          continue;
        }
        slots.removeIf(candidate -> candidate.id() == gone.getAsLong());
      }
      slots.add(attacker.build());
    }
    long honest = slots.stream().filter(candidate -> candidate.id() < 1_000).count();
    System.out.println("honest peers that stayed: " + honest + " of 40, slots " + slots.size());
    assertThat(honest).isEqualTo(40);
    assertThat(slots).hasSize(114);
  }
}

package org.quantumcoin.node.p2p.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.TimedAddress;

final class AddressManagerTest {
  private static final long NOW = 1_800_000_000L;
  private static final long DAY = 86_400;
  private static final Set<PeerNetwork> IP = Set.of(PeerNetwork.IPV4, PeerNetwork.IPV6);

  private final AddressManager book = AddressManager.create(new Random(1));

  private static NetAddress address(String host) {
    return NetAddress.parseHost(host, 8333).orElseThrow();
  }

  private static TimedAddress told(String host, long time) {
    return new TimedAddress(time, 9, address(host));
  }

  private boolean add(String host, String source) {
    return book.add(List.of(told(host, NOW)), address(source), 0, NOW);
  }

  private static String host(int i) {
    return "%d.%d.%d.1".formatted(20 + i % 100, i / 100 % 256, i / 25_600);
  }

  @Test
  void add_takesRoutableAddressesOnce() {
    assertThat(add("8.8.8.8", "9.9.9.9")).isTrue();
    assertThat(add("8.8.8.8", "9.9.9.9")).isFalse();
    assertThat(add("10.0.0.1", "9.9.9.9")).isFalse();
    assertThat(book.size()).isEqualTo(1);
    assertThat(book.check()).isZero();
  }

  @Test
  void addressesOfOneSourceGroup_fillAtMost64Buckets() {
    for (int i = 0; i < 20_000; i++) {
      add(host(i), "250.1." + i % 256 + ".1");
    }
    Set<Integer> buckets = new HashSet<>();
    book.entries(false).forEach(entry -> buckets.add(entry.bucket()));
    assertThat(buckets.size()).isBetween(50, 64);
    assertThat(book.check()).isZero();
  }

  @Test
  void triedAddressesOfOneGroup_fillAtMost8Buckets() {
    for (int i = 0; i < 2_000; i++) {
      String host = "250.7." + i / 250 + "." + (1 + i % 250);
      add(host, "30." + i % 100 + ".1.1");
      book.good(address(host), NOW);
    }
    Set<Integer> buckets = new HashSet<>();
    book.entries(true).forEach(entry -> buckets.add(entry.bucket()));
    assertThat(buckets.size()).isBetween(5, 8);
    assertThat(book.check()).isZero();
  }

  @Test
  void addressToldByMany_isInAtMost8Buckets() {
    for (int i = 0; i < 4_000; i++) {
      // Always newer, or it would be no news.
      book.add(List.of(told("8.8.8.8", NOW + i * 2L)), address(host(i)), 0, NOW);
    }
    assertThat(book.entries(false)).hasSizeBetween(4, AddressManager.MAX_REFERENCES);
    assertThat(book.size()).isEqualTo(1);
    assertThat(book.check()).isZero();
  }

  @Test
  void penalty_isTakenOffTheTime_exceptWhenAPeerTellsOfItself() {
    book.add(List.of(told("8.8.8.8", NOW)), address("9.9.9.9"), 7200, NOW);
    book.add(List.of(told("7.7.7.7", NOW)), address("7.7.7.7"), 7200, NOW);
    assertThat(book.entries(false))
        .extracting(entry -> entry.told().time())
        .containsExactlyInAnyOrder(NOW - 7200, NOW);
  }

  @Test
  void good_movesToTried_andBack_whenItsPlaceIsTaken() {
    add("8.8.8.8", "9.9.9.9");
    assertThat(book.good(address("8.8.8.8"), NOW)).isTrue();
    assertThat(book.good(address("8.8.8.8"), NOW)).isFalse();
    assertThat(book.size(Optional.empty(), true)).isEqualTo(1);
    assertThat(book.size(Optional.of(PeerNetwork.IPV4), true)).isEqualTo(1);
    assertThat(book.size(Optional.empty(), false)).isZero();
    assertThat(book.good(address("1.1.1.1"), NOW)).isFalse();
    assertThat(book.check()).isZero();
  }

  /// Fills tried until two collide; the second waits.
  private List<String> collision(long now) {
    for (int i = 0; i < 50_000; i++) {
      String host = host(i);
      add(host, "9.9." + i % 256 + ".9");
      boolean known = book.sample(0, 0, Optional.empty(), false, now).size() > 0;
      book.good(address(host), now);
      Optional<Selected> tested = book.selectTriedCollision();
      if (known && tested.isPresent()) {
        return List.of(tested.get().told().address().host(), host);
      }
    }
    throw new AssertionError("no collision");
  }

  private boolean isTried(String host) {
    return book.entries(true).stream().anyMatch(e -> e.told().address().host().equals(host));
  }

  @Test
  void collision_keepsTheOldOneThatAnsweredLately() {
    List<String> pair = collision(NOW);
    book.resolveCollisions(NOW + 3 * 3600);
    assertThat(isTried(pair.get(0))).isTrue();
    assertThat(isTried(pair.get(1))).isFalse();
    assertThat(book.selectTriedCollision()).isEmpty();
  }

  @Test
  void collision_replacesTheOldOneThatFailedItsTest_butGivesItAMinute() {
    List<String> pair = collision(NOW);
    long later = NOW + 5 * 3600;
    book.attempt(address(pair.get(0)), true, later);
    book.resolveCollisions(later + 60);
    assertThat(isTried(pair.get(0))).isTrue();
    book.resolveCollisions(later + 61);
    assertThat(isTried(pair.get(0))).isFalse();
    assertThat(isTried(pair.get(1))).isTrue();
    assertThat(book.check()).isZero();
  }

  @Test
  void collision_thatCannotBeTested_isResolvedForTheNewOne() {
    List<String> pair = collision(NOW);
    long later = NOW + 5 * 3600;
    book.resolveCollisions(later);
    assertThat(isTried(pair.get(1))).isTrue();
  }

  @Test
  void collision_isFirstTested_beforeTheWindowEnds() {
    List<String> pair = collision(NOW);
    long later = NOW + 5 * 3600;
    // The one that waits has just answered again, the old one has not been tried for hours.
    book.good(address(pair.get(1)), later);
    book.resolveCollisions(later + 40 * 60);
    assertThat(isTried(pair.get(0))).isTrue();
    book.resolveCollisions(later + 40 * 60 + 1);
    assertThat(isTried(pair.get(1))).isTrue();
  }

  @Test
  void isTerrible_onBothSidesOfEachEdge() {
    KnownAddress info = new KnownAddress(told("8.8.8.8", NOW), address("9.9.9.9"));
    assertThat(info.isTerrible(NOW)).isFalse();
    info.seenSeconds = NOW + 600;
    assertThat(info.isTerrible(NOW)).isFalse();
    info.seenSeconds = NOW + 601;
    assertThat(info.isTerrible(NOW)).isTrue();
    info.seenSeconds = NOW - 30 * DAY;
    assertThat(info.isTerrible(NOW)).isFalse();
    info.seenSeconds = NOW - 30 * DAY - 1;
    assertThat(info.isTerrible(NOW)).isTrue();
    info.lastTrySeconds = NOW - 60;
    assertThat(info.isTerrible(NOW)).isFalse();
    info.lastTrySeconds = NOW - 61;
    assertThat(info.isTerrible(NOW)).isTrue();
    info.seenSeconds = NOW;
    info.attempts = 2;
    assertThat(info.isTerrible(NOW)).isFalse();
    info.attempts = 3;
    assertThat(info.isTerrible(NOW)).isTrue();
    info.lastSuccessSeconds = NOW - 8 * DAY;
    assertThat(info.isTerrible(NOW)).isFalse();
    info.attempts = 10;
    assertThat(info.isTerrible(NOW)).isTrue();
    info.lastSuccessSeconds = NOW - 7 * DAY;
    assertThat(info.isTerrible(NOW)).isFalse();
  }

  @Test
  void chance_fallsWithTriesAndFailures() {
    KnownAddress info = new KnownAddress(told("8.8.8.8", NOW), address("9.9.9.9"));
    assertThat(info.chance(NOW)).isEqualTo(1);
    info.lastTrySeconds = NOW - 599;
    assertThat(info.chance(NOW)).isEqualTo(0.01);
    info.lastTrySeconds = NOW - 600;
    info.attempts = 1;
    assertThat(info.chance(NOW)).isEqualTo(0.66);
    info.attempts = 100;
    assertThat(info.chance(NOW)).isEqualTo(Math.pow(0.66, 8));
  }

  @Test
  void failures_countOnceUntilAnyConnectionGoesWell() {
    add("8.8.8.8", "9.9.9.9");
    add("7.7.7.7", "9.9.9.9");
    for (int i = 0; i < 20; i++) {
      book.attempt(address("8.8.8.8"), true, NOW + i);
    }
    assertThat(book.sample(0, 0, Optional.empty(), true, NOW + 1000)).hasSize(2);
    for (long i = 1; i <= 2; i++) {
      book.good(address("7.7.7.7"), NOW + 100 * i);
      book.attempt(address("8.8.8.8"), true, NOW + 100 * i + 1);
    }
    assertThat(book.sample(0, 0, Optional.empty(), true, NOW + 1000))
        .extracting(told -> told.address().host())
        .containsExactly("7.7.7.7");
  }

  @Test
  void select_choosesFromBothTables_andOnlyOfTheNetworks() {
    assertThat(book.select(false, IP, NOW)).isEmpty();
    add("8.8.8.8", "9.9.9.9");
    add("2a01:4f8::1", "9.9.9.9");
    book.good(address("2a01:4f8::1"), NOW);
    Set<String> chosen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      chosen.add(book.select(false, IP, NOW + 3600).orElseThrow().told().address().host());
    }
    assertThat(chosen).containsExactlyInAnyOrder("8.8.8.8", "2a01:4f8::1");
    assertThat(book.select(true, IP, NOW).orElseThrow().told().address().host())
        .isEqualTo("8.8.8.8");
    assertThat(book.select(true, Set.of(PeerNetwork.IPV6), NOW)).isEmpty();
    assertThat(book.select(false, Set.of(PeerNetwork.ONION), NOW)).isEmpty();
  }

  @Test
  void sample_isAShare_withoutWorthlessOnes_ofOneNetwork() {
    List<TimedAddress> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(told(host(i), i % 2 == 0 ? NOW : NOW - 40 * DAY));
    }
    for (TimedAddress each : all) {
      book.add(List.of(each), each.address(), 0, NOW);
    }
    int size = book.size();
    assertThat(size).isGreaterThan(900);
    assertThat(book.sample(0, 23, Optional.empty(), true, NOW)).hasSize(size * 23 / 100);
    assertThat(book.sample(10, 23, Optional.empty(), true, NOW)).hasSize(10);
    assertThat(book.sample(0, 0, Optional.empty(), true, NOW)).allMatch(told -> told.time() == NOW);
    assertThat(book.sample(0, 0, Optional.empty(), false, NOW)).hasSize(size);
    assertThat(book.sample(0, 0, Optional.of(PeerNetwork.IPV6), false, NOW)).isEmpty();
    assertThat(book.check()).isZero();
  }

  @Test
  void connected_movesTheTimeAtMostEvery20Minutes() {
    add("8.8.8.8", "9.9.9.9");
    book.connected(address("8.8.8.8"), NOW + 1200);
    assertThat(book.entries(false).getFirst().told().time()).isEqualTo(NOW);
    book.connected(address("8.8.8.8"), NOW + 1201);
    assertThat(book.entries(false).getFirst().told().time()).isEqualTo(NOW + 1201);
  }

  @Test
  void randomOperations_leaveTheTablesConsistent() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 2_000; i++) {
        NetAddress any = address(host(random.nextInt(5_000)));
        long now = NOW + round * 7_200L + i;
        switch (random.nextInt(6)) {
          case 0, 1 ->
              book.add(
                  List.of(new TimedAddress(now - random.nextInt(100_000), 9, any)),
                  address(host(random.nextInt(5_000))),
                  7200,
                  now);
          case 2 -> book.good(any, now);
          case 3 -> book.attempt(any, random.nextBoolean(), now);
          case 4 -> book.resolveCollisions(now);
          default -> {
            book.select(random.nextBoolean(), IP, now);
            book.selectTriedCollision();
          }
        }
      }
      assertThat(book.check()).as("round " + round).isZero();
    }
    assertThat(book.size(Optional.empty(), true)).isGreaterThan(500);
  }

  @Test
  void fullTables_stayWithin24MegabytesOfHeap() {
    long before = usedBytes();
    AddressManager full = AddressManager.create(new Random(3));
    Random random = new Random(4);
    for (int i = 0; full.size() < 65_000 && i < 2_000_000; i++) {
      byte[] ip = new byte[4];
      random.nextBytes(ip);
      TimedAddress told =
          new TimedAddress(
              NOW,
              9,
              address(
                  "%d.%d.%d.%d"
                      .formatted(20 + (ip[0] & 0x3f), ip[1] & 0xff, ip[2] & 0xff, ip[3] & 0xff)));
      full.add(List.of(told), address(host(random.nextInt(20_000))), 0, NOW);
      if (i % 3 == 0) {
        full.good(told.address(), NOW);
      }
    }
    long bytes = usedBytes() - before;
    System.out.println(full.size() + " addresses take " + bytes / 1024 + " KiB");
    assertThat(full.size()).isGreaterThanOrEqualTo(65_000);
    assertThat(bytes).isLessThan(24L << 20);
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

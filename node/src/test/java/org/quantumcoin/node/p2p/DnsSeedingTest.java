package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DnsSeedingTest {
  private static final List<String> SEEDS = List.of("a", "b", "c", "d", "e");

  private final VirtualTime clock = new VirtualTime();

  private DnsSeeding seeding(boolean force, boolean seedNodes) {
    return new DnsSeeding(SEEDS, force, seedNodes, clock.source(), new Random(1));
  }

  @Test
  void withoutAddresses_allAreAskedAtOnce() {
    DnsSeeding seeding = seeding(false, false);
    assertThat(seeding.next(0, 0, true)).hasSize(5);
    assertThat(seeding.next(0, 0, true)).isEmpty();
  }

  @Test
  void withAddresses_threeAreAskedAfterElevenSeconds_thenMore() {
    DnsSeeding seeding = seeding(false, false);
    assertThat(seeding.next(0, 5, true)).isEmpty();
    clock.advanceSeconds(10);
    assertThat(seeding.next(0, 5, true)).isEmpty();
    clock.advanceSeconds(1);
    assertThat(seeding.next(0, 5, true)).hasSize(3);
    assertThat(seeding.next(0, 5, true)).isEmpty();
    clock.advanceSeconds(11);
    assertThat(seeding.next(0, 5, true)).hasSize(2);
  }

  @Test
  void withManyAddresses_theyGetFiveMinutes() {
    DnsSeeding seeding = seeding(false, false);
    assertThat(seeding.next(0, 1_000, true)).isEmpty();
    clock.advanceSeconds(299);
    assertThat(seeding.next(0, 1_000, true)).isEmpty();
    clock.advanceSeconds(1);
    assertThat(seeding.next(0, 1_000, true)).hasSize(3);
  }

  @Test
  void withTwoConnections_nobodyIsAsked() {
    DnsSeeding seeding = seeding(false, false);
    assertThat(seeding.next(1, 5, true)).isEmpty();
    assertThat(seeding.next(2, 5, true)).isEmpty();
    clock.advanceSeconds(60);
    assertThat(seeding.next(0, 5, true)).isEmpty();
  }

  @Test
  void forced_allAreAskedWhateverIsKnown() {
    assertThat(seeding(true, false).next(8, 5_000, true)).hasSize(5);
  }

  @Test
  void seedNodes_getThirtySecondsFirst() {
    DnsSeeding seeding = seeding(false, true);
    assertThat(seeding.next(0, 0, true)).isEmpty();
    clock.advanceSeconds(30);
    assertThat(seeding.next(0, 0, true)).isEmpty();
    clock.advanceSeconds(1);
    assertThat(seeding.next(0, 0, true)).hasSize(5);
  }

  @Test
  void seedNodes_thatHelped_areEnough() {
    DnsSeeding seeding = seeding(false, true);
    assertThat(seeding.next(2, 9, true)).isEmpty();
    clock.advanceSeconds(3_600);
    assertThat(seeding.next(0, 0, true)).isEmpty();
  }

  @Test
  void networkSwitchedOff_nobodyIsAsked_untilItIsOn() {
    DnsSeeding seeding = seeding(false, false);
    assertThat(seeding.next(0, 0, false)).isEmpty();
    assertThat(seeding.next(0, 0, true)).hasSize(5);
  }
}

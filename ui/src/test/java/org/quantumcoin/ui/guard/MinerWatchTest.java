package org.quantumcoin.ui.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.MiningAccess;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.ui.testing.FakeRole;

class MinerWatchTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final GuardSettings HEAT = GuardSettings.USUAL.withHeat(true, 80);

  private final List<Boolean> holds = new ArrayList<>();
  private final MiningAccess node =
      new FakeRole<>(MiningAccess.class)
          .answer(
              "holdMiner",
              given -> {
                holds.add((Boolean) given[0]);
                held = (Boolean) given[0];
                return null;
              })
          .make();
  private boolean held;
  private int celsius = 50;
  private int readings;
  private final MinerWatch watch =
      new MinerWatch(
          () -> {
            readings++;
            return new Readings(Optional.empty(), OptionalInt.of(celsius));
          },
          NOON);

  private static ChainStatus chain(SyncPhase phase, int height, int headers, boolean first) {
    return new ChainStatus(
        phase, height, BlockHash.ZERO, 0, headers, 0, headers, 0, 0, first, 0, 0, 0, 0);
  }

  private static ChainStatus synced() {
    return chain(SyncPhase.SYNCED, 100, 100, false);
  }

  private List<Pause> look(
      int threads, ChainStatus chain, GuardSettings settings, boolean signing, long millis) {
    return watch
        .look(node, new MinerStatus(threads, held, 4, 0, 0, 0), chain, settings, signing, millis)
        .pauses();
  }

  @Test
  void machine_isReadOnce_andThenEverySoOftenWhileMiningIsWanted() {
    for (long millis = 0; millis < 60_000; millis += 250) {
      look(0, synced(), HEAT, false, millis);
    }
    assertThat(readings).isEqualTo(1);
    for (long millis = 60_000; millis < 69_000; millis += 250) {
      look(1, synced(), HEAT, false, millis);
    }
    assertThat(readings).isEqualTo(4);
  }

  @Test
  void miner_isHeldOnce_andLetGo() {
    celsius = 90;
    look(1, synced(), HEAT, false, 0);
    look(1, synced(), HEAT, false, 250);
    celsius = 60;
    assertThat(look(1, synced(), HEAT, false, 3_000)).isEmpty();
    assertThat(holds).containsExactly(true, false);
  }

  @Test
  void minerThatIsNotWanted_isNotHeld() {
    celsius = 90;
    look(1, synced(), HEAT, false, 0);
    assertThat(look(0, synced(), HEAT, false, 250)).isEmpty();
    assertThat(held).isFalse();
  }

  @Test
  void firstSync_stopsIt_butNotAChainThatBeginsHere() {
    GuardSettings none = GuardSettings.USUAL;
    assertThat(look(1, chain(SyncPhase.BLOCKS, 5, 9, true), none, false, 0)).hasSize(1);
    assertThat(look(1, chain(SyncPhase.HEADERS, 5, 5, true), none, false, 0)).hasSize(1);
    assertThat(look(1, chain(SyncPhase.FINDING_PEERS, 0, 0, true), none, false, 0)).isEmpty();
    assertThat(look(1, chain(SyncPhase.BLOCKS, 5, 6, false), none, false, 0)).isEmpty();
  }

  @Test
  void reviewLeftOpen_countsForTenMinutes() {
    GuardSettings none = GuardSettings.USUAL;
    assertThat(look(1, synced(), none, true, 1_000)).containsExactly(new Pause.Signing());
    assertThat(look(1, synced(), none, true, 600_999)).hasSize(1);
    assertThat(look(1, synced(), none, true, 601_000)).isEmpty();
    look(1, synced(), none, false, 602_000);
    assertThat(look(1, synced(), none, true, 603_000)).hasSize(1);
  }
}

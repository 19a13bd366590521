package org.quantumcoin.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.StorageAccess;
import org.quantumcoin.node.api.StorageAccess.IndexStatus;
import org.quantumcoin.node.api.StorageAccess.StorageStatus;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.testing.FakeRole;

class StorageViewModelTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static final long KEPT_SINCE = 1_700_000_000;

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private static StorageStatus status(boolean pruned, long free, OptionalLong perDay) {
    return new StorageStatus(
        "/data",
        "/data/blocks",
        600L << 20,
        100L << 20,
        300L << 20,
        OptionalLong.of(free),
        OptionalLong.of(1L << 40),
        pruned,
        pruned ? OptionalLong.of(550L << 20) : OptionalLong.empty(),
        pruned ? OptionalInt.of(800_000) : OptionalInt.empty(),
        OptionalLong.of(KEPT_SINCE),
        perDay,
        new IndexStatus("index", true, 900_100, 24L << 20),
        List.of(new IndexStatus("txindex", true, 900_000, 24L << 20)));
  }

  private static StorageViewModel.Shown shown(StorageStatus status) {
    return shown(status, 0);
  }

  private static StorageViewModel.Shown shown(StorageStatus status, long pruneMib) {
    StorageAccess node = new FakeRole<>(StorageAccess.class).answer("storage", status).make();
    StorageViewModel model =
        new StorageViewModel(() -> Optional.of(node), () -> pruneMib, FakeRole.work(), CLOCK);
    model.tick(0);
    return model.shownProperty().get().orElseThrow();
  }

  @Test
  void forecast_namesTheDay_andWarnsWithinAYear() {
    StorageViewModel.Shown now = shown(status(false, 10L << 30, OptionalLong.of(1L << 30)));
    assertThat(now.forecast()).contains("2026-12-02");
    assertThat(now.tight()).isTrue();
    assertThat(now.usedBytes()).isEqualTo((1L << 30) + (24L << 20));
    assertThat(now.free()).isEqualTo("10.0 GiB of 1.00 TiB");
    assertThat(shown(status(false, 365L << 30, OptionalLong.of(1L << 30))).tight()).isFalse();
  }

  @Test
  void forecast_isNotBelievedBeyondThirtyYears_norMadeOfNothing() {
    assertThat(shown(status(false, 1L << 40, OptionalLong.of(1_000))).forecast())
        .contains("more than 30 years");
    assertThat(shown(status(false, 1L << 40, OptionalLong.empty())).forecast())
        .contains("too few blocks");
    assertThat(shown(status(false, 1L << 40, OptionalLong.of(0))).forecast())
        .contains("too few blocks");
  }

  @Test
  void pruned_staysTheSame() {
    StorageViewModel.Shown now = shown(status(true, 1L << 20, OptionalLong.of(1L << 30)));
    assertThat(now.forecast()).contains("stays about the same");
    assertThat(now.tight()).isFalse();
    assertThat(now.pruning()).isEqualTo("to 550 MiB");
    assertThat(now.kept()).isEqualTo("from block 800,000 of " + Times.minutes(KEPT_SINCE) + " on");
  }

  @Test
  void prunedForecast_tellsForHowManyDaysThereIsRoom() {
    assertThat(shown(status(true, 1L << 30, OptionalLong.of(110L << 20))).forecast())
        .contains("110 MiB a day")
        .contains("the last 5 days");
    assertThat(shown(status(true, 1L << 30, OptionalLong.empty())).forecast())
        .doesNotContain("days");
  }

  @Test
  void pruningThatIsAskedForAndNotDone_isSaid() {
    StorageStatus all = status(false, 1L << 30, OptionalLong.empty());
    assertThat(shown(all).kept()).isEqualTo("every block since " + Times.minutes(KEPT_SINCE));
    StorageViewModel.Shown asked = shown(all, 10_240);
    assertThat(asked.pruning()).contains("10.0 GiB").contains("does not delete");
    assertThat(shown(status(true, 1L << 30, OptionalLong.empty()), 550).pruning())
        .isEqualTo("to 550 MiB");
  }
}

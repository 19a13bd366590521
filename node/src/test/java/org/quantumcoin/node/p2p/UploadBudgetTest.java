package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UploadBudgetTest {
  private static final long NOW = 1_800_000_000L;
  private static final long MB = 1_000_000;

  @Test
  void withoutTarget_nothingIsLimited() {
    UploadBudget budget = new UploadBudget(0);
    budget.update(900 * MB, NOW);
    assertThat(budget.status(NOW)).isEqualTo(new NetTotals.Upload(86_400, 0, false, true, 0, 0));
  }

  @Test
  void target_isReachedAtItsLastByte_andForgottenAfterADay() {
    UploadBudget budget = new UploadBudget(1_000 * MB);
    assertThat(budget.status(NOW).secondsLeft()).isEqualTo(86_400);
    budget.update(1_000 * MB - 1, NOW);
    assertThat(budget.status(NOW).targetReached()).isFalse();
    assertThat(budget.status(NOW).bytesLeft()).isEqualTo(1);
    budget.update(1_000 * MB, NOW + 5);
    assertThat(budget.status(NOW + 5).targetReached()).isTrue();
    assertThat(budget.status(NOW + 5).secondsLeft()).isEqualTo(86_395);
    budget.update(1_010 * MB, NOW + 86_401);
    assertThat(budget.status(NOW + 86_401).targetReached()).isFalse();
    assertThat(budget.status(NOW + 86_401).bytesLeft()).isEqualTo(990 * MB);
  }

  @Test
  void oldBlocks_areNotServedIntoWhatNewBlocksNeed() {
    // 144 blocks of 4 MB in a day.
    UploadBudget small = new UploadBudget(576 * MB);
    assertThat(small.status(NOW).serveHistorical()).isFalse();
    UploadBudget large = new UploadBudget(577 * MB);
    assertThat(large.status(NOW).serveHistorical()).isTrue();
    large.update(MB - 1, NOW);
    assertThat(large.status(NOW).serveHistorical()).isTrue();
    large.update(MB, NOW);
    assertThat(large.status(NOW).serveHistorical()).isFalse();
  }
}

package org.quantumcoin.ui.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.MempoolAccess;
import org.quantumcoin.node.api.MempoolAccess.EntryOrder;
import org.quantumcoin.node.api.MempoolAccess.EntryPage;
import org.quantumcoin.node.api.MempoolAccess.FeeBand;
import org.quantumcoin.node.api.TxRelay.MempoolStatus;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.testing.FakeRole;

class MempoolViewModelTest {
  private static final MempoolStatus SEVEN = new MempoolStatus(7, 12_345, 0, 99, 1_000);
  private static final MempoolStatus EIGHT = new MempoolStatus(8, 12_999, 0, 99, 1_000);

  private final List<Object> orders = new ArrayList<>();
  private final MempoolAccess node =
      new FakeRole<>(MempoolAccess.class)
          .answer("feeBands", List.of(new FeeBand(0, 7, 12_345, 99)))
          .answer("nextBlocks", List.of())
          .answer(
              "entries",
              given -> {
                orders.add(given[0]);
                return new EntryPage(7, List.of());
              })
          .make();

  private final MempoolViewModel model =
      new MempoolViewModel(() -> Optional.of(node), FakeRole.work());

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  @Test
  void look_isTakenWhenSomethingChanged() {
    model.tick(0, SEVEN);
    assertThat(model.summaryProperty().get()).startsWith("7 transactions · 12.3 kvB");
    assertThat(model.items()).hasSize(7);
    assertThat(model.loadedProperty().get()).isTrue();
    int looks = orders.size();
    model.tick(5_000, SEVEN);
    assertThat(orders).hasSize(looks);
    model.tick(6_000, EIGHT);
    assertThat(orders.size()).isGreaterThan(looks);
  }

  @Test
  void order_isTurnedRound_orByAnotherColumn() {
    MempoolViewModel.Order first = model.orderProperty().get();
    assertThat(first).isEqualTo(new MempoolViewModel.Order(EntryOrder.FEE_RATE, true));
    assertThat(first.choose(EntryOrder.FEE_RATE).descending()).isFalse();
    model.tick(0, SEVEN);
    model.orderProperty().set(first.choose(EntryOrder.SIZE));
    model.tick(2_000, SEVEN);
    assertThat(orders).last().isEqualTo(EntryOrder.SIZE);
  }
}

package org.quantumcoin.ui.coins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.view.CoinLine;
import org.quantumcoin.wallet.view.CoinTag;

/// What is chosen, without a wallet.
class CoinsViewModelTest {
  private final Live live =
      new Live(new NetworkName("QuantumCoin", "QTC", "main"), Preferences.inMemory());
  private final CoinsViewModel model =
      new CoinsViewModel(live, new Work(Runnable::run, Runnable::run));

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private static CoinLine coin(int number, long sats, CoinTag... tags) {
    return new CoinLine(
        new OutPoint(Txid.fromHex("%064x".formatted(number)), number),
        Optional.empty(),
        "",
        sats,
        1,
        0,
        0,
        Set.of(tags));
  }

  @Test
  void choose_countsAndAdds() {
    assertThat(model.chosenTextProperty().get()).isEmpty();
    assertThat(model.choose(coin(1, 150_000_000), true)).isTrue();
    assertThat(model.chosenTextProperty().get()).isEqualTo("1 coin chosen · 1.50000000 QTC");
    assertThat(model.single()).isPresent();
    assertThat(model.choose(coin(2, 50_000_000, CoinTag.FROZEN), true)).isTrue();
    assertThat(model.chosenTextProperty().get()).isEqualTo("2 coins chosen · 2.00000000 QTC");
    assertThat(model.single()).isEmpty();
    assertThat(model.hasChosen(true)).isTrue();
    assertThat(model.hasChosen(false)).isTrue();
    assertThat(model.choose(coin(1, 150_000_000), false)).isTrue();
    assertThat(model.hasChosen(false)).isFalse();
    assertThat(model.isChosen(coin(2, 50_000_000))).isTrue();
    model.clear();
    assertThat(model.chosenTextProperty().get()).isEmpty();
  }

  @Test
  void spendSubject_namesEveryCoin() {
    assertThat(model.choose(coin(2, 1), true)).isTrue();
    assertThat(model.choose(coin(1, 1), true)).isTrue();
    assertThat(model.spendSubject()).isEqualTo("coins:%064x:1,%064x:2".formatted(1, 2));
  }

  @Test
  void choose_beyondTheMost_isRefused() {
    for (int i = 1; i <= CoinsViewModel.MAX_CHOSEN; i++) {
      assertThat(model.choose(coin(i, 1), true)).isTrue();
    }
    assertThat(model.choose(coin(CoinsViewModel.MAX_CHOSEN + 1, 1), true)).isFalse();
    assertThat(model.problemProperty().get()).contains("500");
    assertThat(model.chosenProperty().get()).hasSize(CoinsViewModel.MAX_CHOSEN);
  }

  @Test
  void tags_areSaidInWords() {
    for (CoinTag tag : CoinTag.values()) {
      assertThat(CoinWords.tag(tag, coin(1, 1, tag))).isNotBlank();
    }
  }
}

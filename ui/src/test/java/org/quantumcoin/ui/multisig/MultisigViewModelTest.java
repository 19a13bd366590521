package org.quantumcoin.ui.multisig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.multisig.MultisigSetup;

/// Slots for keys, without a wallet.
class MultisigViewModelTest {
  private MultisigViewModel model() {
    Messages.use(Locale.ENGLISH);
    return new MultisigViewModel(
        new Live(new NetworkName("QuantumCoin", "QTC", "main"), Preferences.inMemory()),
        new Work(Runnable::run, Runnable::run),
        (_, then) -> then.run());
  }

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  @Test
  void slots_areAtMostAsManyAsASetupHas() {
    MultisigViewModel model = model();
    for (int i = 0; i < 2 * MultisigSetup.MAX_COSIGNERS; i++) {
      model.addSlot();
    }
    assertThat(model.slots()).hasSize(MultisigSetup.MAX_COSIGNERS);
  }

  @Test
  void threshold_isNeverAboveTheNumberOfSlots() {
    MultisigViewModel model = model();
    model.thresholdProperty().set(3);
    model.removeSlot(model.slots().getFirst());
    assertThat(model.thresholdProperty().get()).isEqualTo(2);
  }

  @Test
  void done_beforeAnythingIsKept_doesNothing() {
    MultisigViewModel model = model();
    MultisigViewModel.Step before = model.stepProperty().get();
    model.done();
    assertThat(model.stepProperty().get()).isEqualTo(before);
    assertThat(model.keptProperty().get()).isFalse();
  }
}

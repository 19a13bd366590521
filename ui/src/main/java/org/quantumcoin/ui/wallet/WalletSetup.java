package org.quantumcoin.ui.wallet;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;

/// The form for a wallet, for those who show it within something else.
public final class WalletSetup {
  private final SetupViewModel model;
  private final SetupView view;

  public WalletSetup(Live live, Work work) {
    this.model = new SetupViewModel(live, work, _ -> {});
    this.view = new SetupView(model);
    live.walletsProperty().subscribe(_ -> model.look());
  }

  /// Makes a wallet of recovery words rather than a new one.
  public void choose(boolean restore) {
    view.choose(restore ? SetupViewModel.Way.RESTORE : SetupViewModel.Way.CREATE);
  }

  public Node content() {
    return view;
  }

  /// Whether a wallet is there, and the words of a new one were read back.
  public ReadOnlyBooleanProperty doneProperty() {
    return model.doneProperty();
  }
}

package org.quantumcoin.ui.devices;

import java.util.Optional;
import javafx.scene.Node;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// Devices among the pages.
public final class DevicesPage implements Page {
  private final DevicesViewModel model;
  private final DevicesView view;

  public DevicesPage(Desk desk) {
    this.model =
        new DevicesViewModel(
            desk.live().preferences().tokenLibraryProperty(), desk.work(), Tokens.real());
    this.view = new DevicesView(desk, model);
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    model.look();
  }

  @Override
  public void onHide() {
    // Tokens are asked only when somebody looks.
  }
}

package org.quantumcoin.ui.settings;

import java.util.Optional;
import javafx.scene.Node;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// Settings among the pages. Everything takes effect at once.
public final class SettingsPage implements Page {
  private final SettingsView view;

  public SettingsPage(Desk desk) {
    this.view = new SettingsView(desk.live().preferences());
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    subject.ifPresent(view::search);
  }

  @Override
  public void onHide() {
    // Nothing is left open.
  }
}

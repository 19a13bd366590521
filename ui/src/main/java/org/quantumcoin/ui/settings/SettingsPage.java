package org.quantumcoin.ui.settings;

import java.util.Optional;
import javafx.scene.Node;
import org.quantumcoin.ui.live.DataHome;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.task.FxBridge;

/// Settings among the pages. Everything takes effect at once.
public final class SettingsPage implements Page {
  private final SettingsView view;

  public SettingsPage(Desk desk, DataHome home, FxBridge bridge) {
    this.view = new SettingsView(desk.live().preferences());
    DataFolder folder = new DataFolder(desk, home, bridge);
    view.add("settings.folder", folder.button(), home.residence().folder().toString());
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

package org.quantumcoin.ui.settings;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.live.DataHome;
import org.quantumcoin.ui.notify.Notifier;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.task.FxBridge;

/// Settings among the pages. Everything takes effect at once.
public final class SettingsPage implements Page {
  private final Desk desk;
  private final WalletSettingsModel wallet;
  private final SettingsView view;
  private Subscription following = Subscription.EMPTY;

  public SettingsPage(Desk desk, DataHome home, Notifier notifier, FxBridge bridge) {
    this.desk = desk;
    this.wallet = new WalletSettingsModel(desk.live(), desk.work(), desk.prompts()::notice);
    this.view = new SettingsView(desk.live().preferences());
    view.addNotices(desk.live().preferences());
    desk.work().run(notifier::isAvailable, view.noticesUsableProperty()::set, _ -> {});
    DataFolder folder = new DataFolder(desk, home, bridge);
    view.add(
        "settings.folder", folder.button(), home.residence().folder().toString(), folder.row());
    view.addAll(new WalletSettings(desk, wallet).cards());
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    subject.ifPresent(view::search);
    following.unsubscribe();
    following = desk.live().walletProperty().subscribe(_ -> wallet.reload());
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}

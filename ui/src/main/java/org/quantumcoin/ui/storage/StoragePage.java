package org.quantumcoin.ui.storage;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.live.DataHome;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// Storage among the pages.
public final class StoragePage implements Page {
  private final Desk desk;
  private final StorageViewModel model;
  private final StorageView view;
  private Subscription following = Subscription.EMPTY;

  public StoragePage(Desk desk, DataHome home) {
    this.desk = desk;
    this.model =
        new StorageViewModel(
            () -> desk.live().nodeProperty().get(),
            () -> home.residence().pruneMib(),
            desk.work(),
            Clock.system(ZoneId.systemDefault()));
    this.view = new StorageView(model);
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    following =
        desk.live()
            .viewProperty()
            .subscribe(now -> now.ifPresent(each -> model.tick(each.millis())));
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}

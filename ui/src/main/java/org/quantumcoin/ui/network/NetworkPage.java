package org.quantumcoin.ui.network;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// Network among the pages.
public final class NetworkPage implements Page {
  private final Desk desk;
  private final NetworkViewModel model;
  private final NetworkView view;
  private Subscription following = Subscription.EMPTY;

  public NetworkPage(Desk desk) {
    this.desk = desk;
    this.model = new NetworkViewModel(() -> desk.live().nodeProperty().get(), desk.work());
    this.view = new NetworkView(desk, model);
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
            .subscribe(now ->
                now.ifPresent(each -> {
                  model.tick(each.millis());
                  view.draw();
                }));
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}

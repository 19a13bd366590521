package org.quantumcoin.ui.peers;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// Peers among the pages; a subject is an address to look for.
public final class PeersPage implements Page {
  private final Desk desk;
  private final PeersViewModel model;
  private final PeersView view;
  private Subscription following = Subscription.EMPTY;

  public PeersPage(Desk desk) {
    this.desk = desk;
    this.model = new PeersViewModel(() -> desk.live().nodeProperty().get(), desk.work());
    this.view = new PeersView(model);
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
            .subscribe(now -> now.ifPresent(view -> model.tick(view.millis())));
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}

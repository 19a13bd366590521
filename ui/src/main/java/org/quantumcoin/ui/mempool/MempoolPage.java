package org.quantumcoin.ui.mempool;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// The mempool among the pages.
public final class MempoolPage implements Page {
  private final Desk desk;
  private final MempoolViewModel model;
  private final MempoolView view;
  private Subscription following = Subscription.EMPTY;

  public MempoolPage(Desk desk) {
    this.desk = desk;
    this.model = new MempoolViewModel(() -> desk.live().nodeProperty().get(), desk.work());
    this.view = new MempoolView(desk, model);
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
            .subscribe(now -> now.ifPresent(view -> model.tick(view.millis(), view.mempool())));
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}

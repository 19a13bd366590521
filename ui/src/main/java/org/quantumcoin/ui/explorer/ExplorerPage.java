package org.quantumcoin.ui.explorer;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.Place;

/// The explorer among the pages. A subject is `block:HASH`, `tx:TXID`, `tx:TXID@HASH` with the
/// block that has it, or anything that can be searched for.
public final class ExplorerPage implements Page {
  private final Desk desk;
  private final ExplorerViewModel model;
  private final ExplorerView view;
  private Subscription following = Subscription.EMPTY;

  public ExplorerPage(Desk desk) {
    this.desk = desk;
    this.model =
        new ExplorerViewModel(
            () -> desk.live().nodeProperty().get(),
            desk.work(),
            subject -> desk.navigator().go(Place.BLOCKS, subject));
    this.view = new ExplorerView(desk, model);
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    model.open(subject);
    following =
        desk.live()
            .viewProperty()
            .subscribe(now -> now.ifPresent(view -> model.tick(view.chain().tip())));
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}

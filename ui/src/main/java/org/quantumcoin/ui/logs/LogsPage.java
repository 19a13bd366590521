package org.quantumcoin.ui.logs;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// The log among the pages; a subject is a text to look for.
public final class LogsPage implements Page {
  private final Desk desk;
  private final LogsViewModel model = new LogsViewModel(Log.tail());
  private final LogsView view = new LogsView(model);
  private Subscription following = Subscription.EMPTY;

  public LogsPage(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    subject.ifPresent(model.filterProperty()::set);
    model.tick();
    following = desk.live().viewProperty().subscribe(_ -> model.tick());
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}

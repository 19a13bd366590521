package org.quantumcoin.ui.firstrun;

import javafx.scene.control.Label;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.live.NodeView;

/// What is there now, and what goes on by itself.
final class DoneStep extends StepPage {
  DoneStep(FirstRunViewModel model, Live live) {
    super("first.done");
    Label node = new Label();
    node.setId("first-node");
    node.setWrapText(true);
    live.viewProperty()
        .subscribe(view ->
            node.setText(view.map(DoneStep::words).orElse(Messages.text("first.done.starting"))));
    Label wallet =
        new Label(
            Messages.text(
                model.walletMadeProperty().get() ? "first.done.wallet" : "first.done.nowallet"));
    wallet.setWrapText(true);
    add(node, wallet, muted(Messages.text("first.done.later")));
  }

  private static String words(NodeView view) {
    return Messages.text(
        "first.done.node",
        Quantities.count(view.chain().height()),
        Quantities.count(Math.max(view.chain().headerHeight(), view.chain().height())),
        view.peers().size());
  }
}

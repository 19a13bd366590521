package org.quantumcoin.ui.send;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.spend.SendOutcome;

/// What became of a payment: sent, kept to be sent later, or partly signed, which is no error.
final class OutcomeView extends VBox {
  private final Desk desk;
  private final SendViewModel model;

  OutcomeView(Desk desk, SendViewModel model, SendOutcome outcome) {
    this.desk = desk;
    this.model = model;
    setId("outcome");
    getStyleClass().addAll("card", "form");
    switch (outcome) {
      case SendOutcome.Sent(Transaction tx) -> {
        say("fth-check-circle", Messages.text("outcome.sent"), Messages.text("outcome.sent.text"));
        buttons(show(tx));
      }
      case SendOutcome.Kept(Transaction tx, String reason) -> {
        say("fth-clock", Messages.text("outcome.kept"), Messages.text("outcome.kept.text", reason));
        buttons(show(tx));
      }
      case SendOutcome.PartlySigned(Psbt psbt) -> {
        say("fth-edit-3", Messages.text("outcome.partly"), Messages.text("outcome.partly.text"));
        buttons(copy(psbt), save(psbt));
      }
      case SendOutcome.Refused(var _, String sentence) ->
          say("fth-alert-triangle", Messages.text("outcome.refused"), sentence);
    }
  }

  private void say(String icon, String title, String text) {
    Label heading = new Label(title, new FontIcon(icon));
    heading.setId("outcome-title");
    heading.getStyleClass().add("section-title");
    Label words = new Label(text);
    words.setWrapText(true);
    getChildren().addAll(heading, words);
  }

  private void buttons(Node... first) {
    Button another = new Button(Messages.text("outcome.another"), new FontIcon("fth-plus"));
    another.setId("outcome-another");
    another.setOnAction(_ -> model.clear());
    HBox row = new HBox(first);
    row.getChildren().add(another);
    row.getStyleClass().add("toolbar");
    getChildren().add(row);
  }

  private Button show(Transaction tx) {
    Button show = new Button(Messages.text("outcome.show"), new FontIcon("fth-list"));
    show.setId("outcome-show");
    show.setDefaultButton(true);
    show.setOnAction(_ -> desk.navigator().go(Place.TRANSACTIONS, tx.txid().toString()));
    return show;
  }

  private Button copy(Psbt psbt) {
    Button copy = new Button(Messages.text("outcome.copypsbt"), new FontIcon("fth-copy"));
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(psbt.toBase64());
      Clipboard.getSystemClipboard().setContent(content);
      desk.prompts().notice(Messages.text("copied"));
    });
    return copy;
  }

  private Button save(Psbt psbt) {
    Button save = new Button(Messages.text("outcome.savepsbt"), new FontIcon("fth-save"));
    save.setOnAction(_ -> {
      FileChooser chooser = new FileChooser();
      chooser.setInitialFileName("payment.psbt");
      chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PSBT", "*.psbt"));
      File file = chooser.showSaveDialog(getScene().getWindow());
      if (file != null) {
        desk.work()
            .run(
                () -> write(psbt, file.toPath()),
                path -> desk.prompts().notice(Messages.text("outcome.saved", path)),
                failed ->
                    desk.prompts()
                        .notice(
                            Messages.text(
                                "outcome.notsaved", String.valueOf(failed.getMessage()))));
      }
    });
    return save;
  }

  private static Path write(Psbt psbt, Path file) throws IOException {
    return Files.write(file, psbt.encode());
  }
}

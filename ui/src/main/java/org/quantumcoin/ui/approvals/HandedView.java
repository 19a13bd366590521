package org.quantumcoin.ui.approvals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.HandOver;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;

/// Something that is handed over: saved, copied, or shown as an animated code.
final class HandedView extends VBox {
  private static final List<String> TAKEN = List.of("*.psbt", "*.treasury", "*.txt");

  HandedView(Desk desk, ApprovalsViewModel.Handed handed, Pane shownIn) {
    getStyleClass().addAll("card", "form");
    setId("handed");
    Label words = new Label(Messages.text("handed.text"));
    words.setWrapText(true);
    boolean psbt = handed.fileName().endsWith(".psbt");
    FileRow file =
        FileRow.toSave(
            "handed-file",
            Messages.text("handed.save"),
            handed.fileName(),
            path -> write(desk, handed, path),
            psbt ? "PSBT" : "QuantumCoin",
            psbt ? "*.psbt" : "*.treasury");
    Button save = InboxView.button("handed-save", "handed.save", "fth-save");
    save.setOnAction(_ -> file.toggle());
    Button copy = InboxView.button("handed-copy", "handed.copy", "fth-copy");
    copy.setOnAction(_ -> {
      HandOver.copy(handed.text());
      desk.prompts().notice(Messages.text("copied"));
    });
    Button close = InboxView.button("handed-close", "handed.close", "fth-x");
    close.setOnAction(_ -> shownIn.getChildren().clear());
    Toolbar bar = new Toolbar(save, copy);
    StackPane code = new StackPane();
    if (!handed.frames().isEmpty()) {
      Button show = InboxView.button("handed-code", "handed.code", "fth-smartphone");
      show.setOnAction(_ -> {
        if (code.getChildren().isEmpty()) {
          code.getChildren()
              .setAll(HandOver.code(handed.frames(), Messages.text("handed.code.text")));
        } else {
          code.getChildren().clear();
        }
      });
      bar.getChildren().add(show);
    } else {
      Label large = new Label(Messages.text("handed.large"));
      large.getStyleClass().addAll("text-muted", "text-small");
      bar.getChildren().add(large);
    }
    bar.getChildren().add(close);
    getChildren().addAll(words, bar, file, code);
  }

  private static void write(Desk desk, ApprovalsViewModel.Handed handed, Path file) {
    desk.work()
        .run(
            () -> Files.write(file, handed.bytes().get()),
            path -> desk.prompts().notice(Messages.text("outcome.saved", path)),
            failed ->
                desk.prompts()
                    .notice(
                        Messages.text("outcome.notsaved", String.valueOf(failed.getMessage()))));
  }

  /// Asks for a file that somebody handed over.
  static FileRow toTake(String id, Consumer<Path> chosen) {
    return FileRow.toOpen(
        id,
        Messages.text("approvals.takepsbt"),
        chosen,
        "PSBT, QuantumCoin",
        TAKEN.toArray(String[]::new));
  }
}

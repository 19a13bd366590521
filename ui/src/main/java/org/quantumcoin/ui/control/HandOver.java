package org.quantumcoin.ui.control;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.util.Duration;

/// Things that go to other people and come from them, by file, clipboard, animated code, and by
/// dropping them on a page.
public final class HandOver {
  /// A telephone reads some four codes a second.
  private static final Duration FRAME = Duration.millis(250);

  private static final double CODE_PIXELS = 360;

  private HandOver() {}

  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// What is on the clipboard: a file that was copied, or a text.
  public static void paste(Consumer<Path> file, Consumer<String> text) {
    Clipboard clipboard = Clipboard.getSystemClipboard();
    if (clipboard.hasFiles()) {
      clipboard.getFiles().forEach(each -> file.accept(each.toPath()));
    } else {
      text.accept(Optional.ofNullable(clipboard.getString()).orElse(""));
    }
  }

  /// Asks what to read.
  public static void open(Node owner, Consumer<Path> chosen, FileChooser.ExtensionFilter... kinds) {
    FileChooser chooser = new FileChooser();
    chooser.getExtensionFilters().addAll(kinds);
    File file = chooser.showOpenDialog(owner.getScene().getWindow());
    if (file != null) {
      chosen.accept(file.toPath());
    }
  }

  /// Takes files and texts that are dropped on a node.
  public static void drop(Node target, Consumer<Path> file, Consumer<String> text) {
    target.setOnDragOver(event -> {
      if (event.getDragboard().hasFiles() || event.getDragboard().hasString()) {
        event.acceptTransferModes(TransferMode.COPY);
        event.consume();
      }
    });
    target.setOnDragDropped(event -> {
      Dragboard dropped = event.getDragboard();
      if (dropped.hasFiles()) {
        dropped.getFiles().forEach(each -> file.accept(each.toPath()));
      } else {
        text.accept(Optional.ofNullable(dropped.getString()).orElse(""));
      }
      event.setDropCompleted(true);
      event.consume();
    });
  }

  /// An animated code that runs while it is seen.
  public static Node code(List<String> frames, String description) {
    QrView code = new QrView(CODE_PIXELS);
    code.setId("animated-code");
    code.show(frames.getFirst(), description);
    int[] at = {0};
    Timeline running =
        new Timeline(
            new KeyFrame(
                FRAME,
                _ -> {
                  at[0] = (at[0] + 1) % frames.size();
                  code.show(frames.get(at[0]), description);
                }));
    running.setCycleCount(Timeline.INDEFINITE);
    code.sceneProperty()
        .subscribe(scene -> {
          if (scene == null || frames.size() == 1) {
            running.stop();
          } else {
            running.play();
          }
        });
    return code;
  }
}

package org.quantumcoin.ui;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.FxBridge;
import org.quantumcoin.ui.theme.Wardrobe;

/// Tells of a fault in the program, in a window of its own because the other may be what failed;
/// once for each fault. The report goes nowhere but where the person puts it.
final class CrashWindow {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 440;

  /// Faults that are told of in one run; a program that fails all the time is not to bury its user.
  private static final int MAX_WINDOWS = 3;

  private final Preferences preferences;
  private final Set<String> told = new HashSet<>();

  private CrashWindow(Preferences preferences) {
    this.preferences = preferences;
  }

  /// Faults of all threads are shown from now on.
  static void install(Preferences preferences, FxBridge bridge) {
    CrashWindow windows = new CrashWindow(preferences);
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
      String report = CrashReport.of(thread, fault);
      Log.warning(report);
      bridge.later(() -> windows.show(report));
    });
  }

  private void show(String report) {
    if (told.size() >= MAX_WINDOWS || !told.add(report)) {
      return;
    }
    Stage stage = new Stage();
    stage.setTitle(Messages.text("crash.title"));
    Label title = new Label(Messages.text("crash.title"));
    title.getStyleClass().add("page-title");
    Label what = new Label(Messages.text("crash.text"));
    what.setWrapText(true);
    TextArea text = new TextArea(report);
    text.setId("crash-report");
    text.setEditable(false);
    text.getStyleClass().add("mono");
    text.setAccessibleText(Messages.text("crash.report"));
    VBox.setVgrow(text, Priority.ALWAYS);
    Label saved = new Label();
    saved.setWrapText(true);
    Button copy = new Button(Messages.text("crash.copy"));
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(report);
      Clipboard.getSystemClipboard().setContent(content);
    });
    Button save = new Button(Messages.text("crash.save"));
    save.setOnAction(_ -> saved.setText(save(stage, report)));
    Button close = new Button(Messages.text("crash.close"));
    close.setId("crash-close");
    close.setDefaultButton(true);
    close.setOnAction(_ -> stage.close());
    HBox buttons = new HBox(copy, save, close);
    buttons.getStyleClass().add("toolbar");
    VBox page = new VBox(title, what, text, saved, buttons);
    page.getStyleClass().addAll("page", "shell");
    Scene scene = new Scene(page, WIDTH, HEIGHT);
    Wardrobe.dress(scene, preferences);
    stage.setScene(scene);
    stage.show();
  }

  private static String save(Stage stage, String report) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName("quantumcoin-fault.txt");
    File file = chooser.showSaveDialog(stage);
    if (file == null) {
      return "";
    }
    try {
      Files.writeString(file.toPath(), report);
      return file.getPath();
    } catch (IOException e) {
      return Messages.text("crash.unsaved", String.valueOf(e.getMessage()));
    }
  }
}

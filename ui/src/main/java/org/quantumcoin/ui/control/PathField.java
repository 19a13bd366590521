package org.quantumcoin.ui.control;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;

/// The place of a file: written, pasted, or chosen in the system's own window.
public final class PathField extends HBox {
  private final TextField field = new TextField();
  private final Button choose =
      new Button(Messages.text("file.choose"), new FontIcon("fth-folder"));

  private PathField(String id, String name) {
    field.setId(id);
    field.setAccessibleText(name);
    field.setPromptText(name);
    field.setMinWidth(120);
    HBox.setHgrow(field, Priority.ALWAYS);
    choose.setId(id + "-choose");
    choose.setAccessibleText(name + ": " + choose.getText());
    choose.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(field, choose);
    getStyleClass().add("toolbar");
  }

  /// Of a file that there is.
  ///
  /// @param endings `*.csv` and the like, after what they are called
  public static PathField toOpen(String id, String name, String kind, String... endings) {
    PathField path = new PathField(id, name);
    path.choose.setOnAction(
        _ -> path.take(path.chooser(kind, endings).showOpenDialog(path.window())));
    return path;
  }

  /// Of a file that is to be made.
  public static PathField toSave(String id, String name, String kind, String... endings) {
    PathField path = new PathField(id, name);
    path.choose.setOnAction(
        _ -> path.take(path.chooser(kind, endings).showSaveDialog(path.window())));
    return path;
  }

  /// Of a folder, which need not be there.
  public static PathField ofFolder(String id, String name) {
    PathField path = new PathField(id, name);
    path.choose.setOnAction(_ -> {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle(name);
      path.take(chooser.showDialog(path.window()));
    });
    return path;
  }

  private Window window() {
    return getScene().getWindow();
  }

  private FileChooser chooser(String kind, String... endings) {
    FileChooser chooser = new FileChooser();
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, endings));
    path()
        .ifPresent(now -> {
          Path parent = now.toAbsolutePath().getParent();
          if (parent != null && parent.toFile().isDirectory()) {
            chooser.setInitialDirectory(parent.toFile());
          }
          chooser.setInitialFileName(String.valueOf(now.getFileName()));
        });
    return chooser;
  }

  private void take(@Nullable File file) {
    if (file != null) {
      field.setText(file.getPath());
      field.fireEvent(new ActionEvent(field, field));
    }
  }

  public TextField field() {
    return field;
  }

  /// Empty for what is no file's name.
  public Optional<Path> path() {
    String text = field.getText().strip();
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}

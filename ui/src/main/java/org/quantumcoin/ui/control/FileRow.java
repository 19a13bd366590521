package org.quantumcoin.ui.control;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/// Asks for the place of a file or a folder where a button was pressed that needs one: a field with
/// the system's chooser beside it, and what is done then. Takes no room before.
public final class FileRow extends HBox {
  private final PathField path;
  private final Consumer<Path> chosen;

  private FileRow(PathField path, String action, String icon, Consumer<Path> chosen) {
    super(8);
    this.path = path;
    this.chosen = chosen;
    Button go = new Button(action, new FontIcon(icon));
    go.setId(path.field().getId() + "-ok");
    go.setMinWidth(USE_PREF_SIZE);
    go.setOnAction(_ -> take());
    path.field().setOnAction(_ -> take());
    HBox.setHgrow(path, Priority.ALWAYS);
    getChildren().setAll(path, go);
    setAlignment(Pos.CENTER_LEFT);
    show(false);
  }

  /// Of a file that there is.
  ///
  /// @param action what is done with it, for the button and whoever does not see the field
  public static FileRow toOpen(
      String id, String action, Consumer<Path> chosen, String kind, String... endings) {
    return new FileRow(PathField.toOpen(id, action, kind, endings), action, "fth-download", chosen);
  }

  /// Of a file that is to be made, in the person's own folder if they do not say otherwise.
  public static FileRow toSave(
      String id,
      String action,
      String proposedName,
      Consumer<Path> chosen,
      String kind,
      String... endings) {
    FileRow row =
        new FileRow(PathField.toSave(id, action, kind, endings), action, "fth-save", chosen);
    row.path.field().setText(Path.of(System.getProperty("user.home"), proposedName).toString());
    return row;
  }

  /// Of a folder.
  public static FileRow ofFolder(String id, String action, Consumer<Path> chosen) {
    return new FileRow(PathField.ofFolder(id, action), action, "fth-folder", chosen);
  }

  private void take() {
    path.path()
        .ifPresent(file -> {
          show(false);
          chosen.accept(file);
        });
  }

  private void show(boolean wanted) {
    setVisible(wanted);
    setManaged(wanted);
  }

  /// Comes, or goes again.
  public void toggle() {
    show(!isVisible());
    if (isVisible()) {
      path.field().requestFocus();
    }
  }
}

package org.quantumcoin.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;

/// The command palette, laid over the window: a field, and what it finds beneath.
final class PaletteView extends StackPane {
  private static final double ROW_HEIGHT = 36;
  private static final double WIDTH = 560;
  private static final double HEIGHT = 420;

  private final PaletteViewModel model;
  private final Runnable close;
  private final TextField field = new TextField();
  private final ListView<Command> list;

  PaletteView(PaletteViewModel model, Runnable close) {
    this.model = model;
    this.close = close;
    this.list = new ListView<>(model.matches());
    getStyleClass().add("cover");
    setId("palette-cover");
    field.setId("palette-field");
    field.setPromptText(Messages.text("palette.prompt"));
    field.setAccessibleText(Messages.text("palette.prompt"));
    field.textProperty().bindBidirectional(model.queryProperty());
    list.setId("palette-list");
    list.setAccessibleText(Messages.text("palette.results"));
    list.setFixedCellSize(ROW_HEIGHT);
    list.setCellFactory(_ -> new CommandCell());
    list.setFocusTraversable(false);
    Label nothing = new Label(Messages.text("palette.nothing"));
    nothing.getStyleClass().add("text-muted");
    list.setPlaceholder(nothing);
    list.setOnMouseClicked(_ -> run());
    model
        .selectedProperty()
        .subscribe(at -> {
          list.getSelectionModel().select(at.intValue());
          list.scrollTo(at.intValue());
        });
    VBox box = new VBox(field, list);
    box.getStyleClass().addAll("card", "palette");
    box.setMaxSize(WIDTH, HEIGHT);
    box.setAccessibleRole(AccessibleRole.PARENT);
    setAlignment(box, Pos.TOP_CENTER);
    getChildren().add(box);
    setOnMouseClicked(event -> {
      if (event.getTarget() == this) {
        close.run();
      }
    });
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  void open() {
    model.queryProperty().set("");
    list.getSelectionModel().select(0);
    field.requestFocus();
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> model.move(1);
      case UP -> model.move(-1);
      case ENTER -> run();
      case ESCAPE -> close.run();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void run() {
    Command chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      close.run();
      chosen.action().run();
    }
  }

  private static final class CommandCell extends ListCell<Command> {
    @Override
    protected void updateItem(Command command, boolean empty) {
      super.updateItem(command, empty);
      if (empty || command == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      Label title = new Label(command.title());
      Label detail = new Label(command.detail());
      detail.getStyleClass().add("text-muted");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox row = new HBox(new FontIcon(command.icon()), title, gap, detail);
      row.getStyleClass().add("palette-row");
      row.setAlignment(Pos.CENTER_LEFT);
      setGraphic(row);
      setAccessibleText(command.title());
    }
  }
}

package org.quantumcoin.ui.addresses;

import java.io.File;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chip;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;

/// Own addresses or the address book, whichever is chosen at the top, with files beside it.
final class AddressesView extends VBox {
  private final Desk desk;
  private final AddressesViewModel own;
  private final LabelFiles labels;

  AddressesView(Desk desk, AddressesViewModel own, BookViewModel book) {
    this.desk = desk;
    this.own = own;
    this.labels = new LabelFiles(desk.work(), desk.prompts()::notice);
    getStyleClass().add("page");
    StackPane content = new StackPane();
    VBox.setVgrow(content, Priority.ALWAYS);
    Node ownView = new OwnView(desk, own);
    Node bookView = new BookView(desk, book);
    Chip ofOwn = new Chip("addresses-own", Messages.text("addresses.own"));
    Chip ofOthers = new Chip("addresses-book", Messages.text("addresses.book"));
    ToggleGroup group = new ToggleGroup();
    group.getToggles().addAll(ofOwn, ofOthers);
    group.selectToggle(ofOwn);
    group
        .selectedToggleProperty()
        .subscribe((Toggle before, Toggle now) -> {
          if (now == null) {
            group.selectToggle(before);
          } else {
            content.getChildren().setAll(now == ofOwn ? ownView : bookView);
          }
        });
    content.getChildren().setAll(ownView);
    getChildren().addAll(head(ofOwn, ofOthers), content);
  }

  private Node head(Chip ofOwn, Chip ofOthers) {
    Label title = new Label(Messages.text("place.addresses"));
    title.getStyleClass().add("page-title");
    title.setMinWidth(USE_PREF_SIZE);
    Label count = new Label();
    count.setId("addresses-count");
    count.getStyleClass().add("text-muted");
    count.textProperty().bind(own.countProperty());
    Button take = new Button(Messages.text("labels.import"), new FontIcon("fth-tag"));
    take.setId("labels-import");
    take.setOnAction(_ -> chosen(false, "labels.jsonl").ifPresent(this::take));
    Button give = new Button(Messages.text("labels.export"), new FontIcon("fth-tag"));
    give.setId("labels-export");
    give.setOnAction(_ -> chosen(true, "labels.jsonl").ifPresent(this::give));
    Button csv = new Button(Messages.text("table.csv"), new FontIcon("fth-download"));
    csv.setId("addresses-csv");
    csv.setOnAction(_ ->
        chosen(true, "addresses.csv")
            .ifPresent(file -> own.export(file.toPath(), desk.prompts()::notice)));
    Toolbar head = new Toolbar(title, count, ofOwn, ofOthers, take, give, csv);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Optional<File> chosen(boolean save, String name) {
    FileChooser chooser = new FileChooser();
    String ending = name.substring(name.indexOf('.'));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(ending.substring(1), "*" + ending));
    if (!save) {
      return Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()));
    }
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()));
  }

  private void take(File file) {
    desk.live().walletProperty().get().ifPresent(wallet -> labels.read(wallet, file.toPath()));
  }

  private void give(File file) {
    desk.live().walletProperty().get().ifPresent(wallet -> labels.write(wallet, file.toPath()));
  }
}

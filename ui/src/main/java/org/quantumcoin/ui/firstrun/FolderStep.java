package org.quantumcoin.ui.firstrun;

import java.io.File;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;

/// Where the chain and the wallets are to be, on what kind of disk, and how much of the chain.
final class FolderStep extends StepPage {
  private final FirstRunViewModel model;

  FolderStep(FirstRunViewModel model) {
    super("first.folder");
    this.model = model;
    TextField path = new TextField();
    path.setId("first-folder");
    path.textProperty().bindBidirectional(model.folderProperty());
    path.setDisable(!model.mayMove());
    path.setOnAction(_ -> model.measure());
    path.focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused) {
            model.measure();
          }
        });
    Button choose = new Button(Messages.text("first.folder.choose"), new FontIcon("fth-folder"));
    choose.setId("first-folder-choose");
    choose.setDisable(!model.mayMove());
    choose.setOnAction(_ -> choose());
    HBox.setHgrow(path, Priority.ALWAYS);
    VBox named = Fields.titled(Messages.text("first.folder.name"), path);
    HBox row = new HBox(path, choose);
    row.getStyleClass().add("toolbar");
    named.getChildren().add(row);
    Label disk = new Label();
    disk.setId("first-disk");
    disk.setWrapText(true);
    disk.setMinHeight(USE_PREF_SIZE);
    model.probeProperty().subscribe(measured -> disk.setText(words(measured)));
    add(named, disk);
    if (!model.mayMove()) {
      add(muted(Messages.text("first.folder.fixed")));
    }
    addKeeping();
    model.measure();
  }

  private void choose() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Messages.text("first.folder.name"));
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      model.folderProperty().set(chosen.getPath());
      model.measure();
    }
  }

  private static String words(Optional<DiskProbe> measured) {
    if (measured.isEmpty()) {
      return Messages.text("first.disk.measuring");
    }
    DiskProbe disk = measured.get();
    return Messages.text(
        disk.isSlow() ? "first.disk.slow" : "first.disk",
        Quantities.bytes((double) disk.freeBytes()),
        Quantities.bytes((double) disk.totalBytes()),
        Quantities.bytesPerSecond(disk.bytesPerSecond()));
  }

  private void addKeeping() {
    Slider keep = new Slider(0, FirstRunViewModel.KEEP_GIB.size() - 1, 0);
    keep.setId("first-keep");
    keep.setMajorTickUnit(1);
    keep.setMinorTickCount(0);
    keep.setBlockIncrement(1);
    keep.setSnapToTicks(true);
    keep.setShowTickMarks(true);
    keep.setDisable(!model.mayMove());
    keep.setValue(model.keepProperty().get());
    Label chosen = new Label();
    chosen.setId("first-kept");
    chosen.getStyleClass().add("field-label");
    Label cost = muted("");
    cost.setId("first-cost");
    keep.valueProperty()
        .subscribe(value -> {
          int at = (int) Math.round(value.doubleValue());
          model.keepProperty().set(at);
          int gib = FirstRunViewModel.KEEP_GIB.get(at);
          chosen.setText(
              gib == 0
                  ? Messages.text("first.keep.all")
                  : Messages.text("first.keep.some", Quantities.count(gib)));
          cost.setText(Messages.text(gib == 0 ? "first.keep.all.cost" : "first.keep.some.cost"));
        });
    add(Fields.titled(Messages.text("first.keep"), keep, chosen, cost));
  }
}

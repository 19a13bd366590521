package org.quantumcoin.ui.multisig;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.Skeleton;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.multisig.SetupFormat;

/// The step at which a setup is.
final class MultisigView extends ScrollPane {
  private final Desk desk;
  private final MultisigViewModel model;
  private final VBox page = new VBox();
  private final Node form;
  private final SeatsView seats;

  MultisigView(Desk desk, MultisigViewModel model, SeatsViewModel seating) {
    this.desk = desk;
    this.model = model;
    setId("multisig");
    setFitToWidth(true);
    page.getStyleClass().add("page");
    setContent(page);
    this.form = new GatherView(model);
    this.seats = new SeatsView(desk, seating);
    model.stepProperty().subscribe(this::show);
  }

  private void show(MultisigViewModel.Step step) {
    Label title = new Label(Messages.text("place.multisig"));
    title.getStyleClass().add("page-title");
    Label problem = Fields.problem("multisig-problem", model.problemProperty());
    page.getChildren().setAll(title, problem);
    page.getChildren()
        .addAll(
            switch (step) {
              case MultisigViewModel.Step.Looking _ -> List.of(Skeleton.rows(3));
              case MultisigViewModel.Step.Gather _ -> List.of(form);
              case MultisigViewModel.Step.Compare(MultisigSetup setup, boolean signs) ->
                  List.of(facts(setup), takers(signs));
              case MultisigViewModel.Step.Keep(MultisigSetup setup) ->
                  List.of(facts(setup), keeping(setup, true));
              case MultisigViewModel.Step.InUse(MultisigSetup setup) -> {
                seats.show(setup);
                yield List.of(facts(setup), keeping(setup, false), seats);
              }
            });
    setVvalue(0);
  }

  static Label words(String text, String... styles) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll(styles);
    return label;
  }

  static Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private Node facts(MultisigSetup setup) {
    Label checksum = words(setup.checksumWords(), "mono", "checksum-words");
    checksum.setId("multisig-words");
    Label address = words(Chunks.grouped(setup.address(0)), "mono", "address");
    address.setId("multisig-address");
    VBox card =
        new VBox(
            words(titled(setup), "section-title"),
            words(
                Messages.text("people.threshold", setup.threshold(), setup.cosigners().size()),
                "text-muted"),
            checksum,
            words(Messages.text("people.compare"), "text-muted", "text-small"),
            words(Messages.text("multisig.first"), "field-label"),
            address);
    card.getStyleClass().add("card");
    return card;
  }

  /// A descriptor has no name; then that of the wallet is shown.
  private String titled(MultisigSetup setup) {
    return setup.name().isBlank()
        ? desk.live().walletProperty().get().map(Wallet::name).orElse("")
        : setup.name();
  }

  private Node takers(boolean signs) {
    Button back = button("multisig-edit", "tx.back", "fth-arrow-left");
    back.setOnAction(_ -> model.edit());
    Button sign = button("multisig-sign", "multisig.sign", "fth-edit-3");
    sign.setDefaultButton(signs);
    sign.setDisable(!signs);
    sign.setOnAction(_ -> model.sign());
    Button watch = button("multisig-watch", "multisig.watch", "fth-eye");
    watch.disableProperty().bind(model.busyProperty());
    watch.setOnAction(_ -> model.watch());
    Label hint =
        words(Messages.text(signs ? "multisig.sign.text" : "multisig.nosign.text"), "text-muted");
    VBox card = new VBox(hint, new Toolbar(back, sign, watch));
    card.getStyleClass().addAll("card", "form");
    return card;
  }

  /// @param forced whether it must be kept before it goes on
  private Node keeping(MultisigSetup setup, boolean forced) {
    ComboBox<SetupFormat> format =
        new ComboBox<>(FXCollections.observableArrayList(SetupFormat.values()));
    format.setId("multisig-format");
    format.setAccessibleText(Messages.text("multisig.format"));
    format.setMinWidth(USE_PREF_SIZE);
    format.setConverter(new Titles<>(SetupFormat::title));
    format.setValue(SetupFormat.DESCRIPTOR);
    Button save = button("multisig-save", "multisig.save", "fth-save");
    save.disableProperty().bind(model.busyProperty());
    FileRow file =
        FileRow.toSave(
            "multisig-file",
            Messages.text("multisig.save"),
            titled(setup) + ".txt",
            path -> model.save(setup, format.getValue(), path, desk.prompts()::notice),
            "Text",
            "*.txt",
            "*.json",
            "*.bsms");
    save.setOnAction(_ -> file.toggle());
    Button paper = button("multisig-paper", "multisig.paper", "fth-printer");
    paper.disableProperty().bind(model.busyProperty());
    FileRow paperFile =
        FileRow.toSave(
            "multisig-paper-file",
            Messages.text("multisig.paper"),
            titled(setup) + ".pdf",
            path -> model.paper(path, desk.prompts()::notice),
            "PDF",
            "*.pdf");
    paper.setOnAction(_ -> paperFile.toggle());
    Toolbar bar = new Toolbar(format, save, paper);
    if (forced) {
      Button done = button("multisig-done", "multisig.done", "fth-check");
      done.setDefaultButton(true);
      done.disableProperty().bind(model.keptProperty().not());
      done.setOnAction(_ -> model.done());
      bar.getChildren().add(done);
    }
    VBox card =
        new VBox(
            words(Messages.text(forced ? "multisig.keep" : "multisig.keep.again"), "section-title"),
            words(Messages.text("multisig.keep.text"), "text-muted"),
            bar,
            file,
            paperFile);
    card.getStyleClass().addAll("card", "form");
    return card;
  }
}

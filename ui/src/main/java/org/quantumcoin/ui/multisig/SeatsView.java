package org.quantumcoin.ui.multisig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.HandOver;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.multisig.MultisigSetup;

/// Making or joining a treasury over a setup that is in use.
final class SeatsView extends VBox {
  private static final int MAX_APPROVALS = 20;

  private final Desk desk;
  private final SeatsViewModel model;
  private final FileRow file;
  private Optional<MultisigSetup> setup = Optional.empty();
  private Optional<Wallet> shownFor = Optional.empty();

  SeatsView(Desk desk, SeatsViewModel model) {
    this.desk = desk;
    this.model = model;
    this.file =
        FileRow.toOpen(
            "seats-file", Messages.text("seats.join"), model::join, "QuantumCoin", "*.treasury");
    getStyleClass().addAll("card", "form");
    setId("seats");
    model.seatedProperty().subscribe(_ -> build());
    model.rows().addListener((ListChangeListener<SeatsViewModel.Row>) _ -> build());
  }

  void show(MultisigSetup now) {
    Optional<Wallet> wallet = desk.live().walletProperty().get();
    boolean same = setup.equals(Optional.of(now)) && shownFor.equals(wallet);
    setup = Optional.of(now);
    shownFor = wallet;
    if (!same) {
      model.look(now);
    }
    build();
  }

  private void build() {
    getChildren().setAll(MultisigView.words(Messages.text("seats.title"), "section-title"));
    if (model.seatedProperty().get()) {
      getChildren().addAll(seated());
      return;
    }
    getChildren().add(MultisigView.words(Messages.text("seats.text"), "text-muted"));
    getChildren().addAll(model.rows().isEmpty() ? List.of(first()) : plan());
    getChildren().add(file);
    getChildren().add(Fields.problem("seats-problem", model.problemProperty()));
  }

  private List<Node> seated() {
    Button approvals =
        MultisigView.button("seats-approvals", "place.approvals", "fth-check-square");
    approvals.setOnAction(_ -> desk.navigator().go(Place.APPROVALS));
    Button people = MultisigView.button("seats-people", "place.contacts", "fth-user-check");
    people.setOnAction(_ -> desk.navigator().go(Place.CONTACTS));
    Label words = MultisigView.words(Messages.text("seats.seated"));
    words.setId("seats-seated");
    return List.of(words, new Toolbar(approvals, people));
  }

  private Node first() {
    Button plan = MultisigView.button("seats-plan", "seats.plan", "fth-users");
    plan.disableProperty().bind(model.busyProperty());
    plan.setOnAction(_ -> setup.ifPresent(model::plan));
    Toolbar bar = new Toolbar(plan);
    bar.getChildren().addAll(joining());
    return bar;
  }

  private List<Node> joining() {
    Button join = MultisigView.button("seats-join", "seats.join", "fth-download");
    join.disableProperty().bind(model.busyProperty());
    join.setOnAction(_ -> file.toggle());
    Button paste = MultisigView.button("seats-paste", "seats.paste", "fth-clipboard");
    paste.disableProperty().bind(model.busyProperty());
    paste.setOnAction(_ -> HandOver.paste(model::join, model::join));
    return List.of(join, paste);
  }

  private List<Node> plan() {
    TextField identity = new TextField();
    identity.setId("seats-identity");
    identity.setEditable(false);
    identity.getStyleClass().add("mono");
    identity.textProperty().bind(model.identityProperty());
    Button copy = MultisigView.button("seats-copy", "copy", "fth-copy");
    copy.setOnAction(_ -> {
      HandOver.copy(model.identityProperty().get());
      desk.prompts().notice(Messages.text("copied"));
    });
    VBox shown = Fields.titled(Messages.text("seats.identity"), identity);
    HBox.setHgrow(shown, Priority.ALWAYS);
    HBox own = new HBox(8, shown, copy);
    own.setAlignment(Pos.BOTTOM_LEFT);
    TextField name = new TextField();
    name.setId("seats-name");
    name.textProperty().bindBidirectional(model.nameProperty());
    ComboBox<Integer> approvals =
        new ComboBox<>(
            FXCollections.observableArrayList(
                IntStream.rangeClosed(1, Math.min(MAX_APPROVALS, model.rows().size()))
                    .boxed()
                    .toList()));
    approvals.setId("seats-approvals-needed");
    approvals.setConverter(new Titles<>(String::valueOf));
    approvals.setValue(model.approvalsProperty().get());
    approvals.valueProperty().subscribe(number -> model.approvalsProperty().set(number));
    FlowPane settings =
        new FlowPane(
            16,
            8,
            Fields.titled(Messages.text("seats.name"), name),
            Fields.titled(Messages.text("seats.approvals"), approvals));
    List<Node> all = new ArrayList<>(List.of(own, settings));
    for (int i = 0; i < model.rows().size(); i++) {
      all.add(row(model.rows().get(i), i));
    }
    Button create = MultisigView.button("seats-create", "seats.create", "fth-check");
    create.disableProperty().bind(model.busyProperty());
    create.setOnAction(_ -> model.create());
    Toolbar bar = new Toolbar(create);
    bar.getChildren().addAll(joining());
    all.add(bar);
    return all;
  }

  private static Node row(SeatsViewModel.Row row, int place) {
    TextField name = new TextField();
    name.setId("seat-name-" + place);
    name.textProperty().bindBidirectional(row.name());
    TextField identity = new TextField();
    identity.setId("seat-identity-" + place);
    identity.getStyleClass().add("mono");
    identity.setEditable(!row.own());
    identity.setPromptText(Messages.text("seats.identity.prompt"));
    identity.textProperty().bindBidirectional(row.identity());
    VBox box =
        Fields.titled(
            Messages.text(row.own() ? "seats.identity.own" : "seats.identity.of"), identity);
    HBox.setHgrow(box, Priority.ALWAYS);
    return new HBox(8, Fields.titled(row.fingerprint(), name), box);
  }
}

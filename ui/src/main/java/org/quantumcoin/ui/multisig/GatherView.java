package org.quantumcoin.ui.multisig;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.HandOver;
import org.quantumcoin.ui.control.TokenCard;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.multisig.MultisigSetup;

/// The slots for keys, and what they are put together to.
final class GatherView extends VBox {
  private final MultisigViewModel model;
  private final VBox slots = new VBox();
  private final Map<KeySlot, Node> slotNodes = new HashMap<>();

  GatherView(MultisigViewModel model) {
    this.model = model;
    getStyleClass().add("form");
    slots.getStyleClass().add("form");
    getChildren().addAll(whole(), settings(), slots, buttons());
    model.slots().addListener((ListChangeListener<KeySlot>) _ -> showSlots());
    showSlots();
    HandOver.drop(this, model::take, model::take);
  }

  private Node whole() {
    Button file = MultisigView.button("multisig-import", "multisig.import", "fth-download");
    FileRow from =
        FileRow.toOpen(
            "multisig-setup-file", Messages.text("multisig.import"), model::take, "*", "*.*");
    file.setOnAction(_ -> from.toggle());
    Button paste = MultisigView.button("multisig-paste", "approvals.paste", "fth-clipboard");
    paste.setOnAction(_ -> HandOver.paste(model::take, model::take));
    VBox box =
        new VBox(
            MultisigView.words(Messages.text("multisig.import.text"), "text-muted"),
            new Toolbar(file, paste),
            from);
    box.getStyleClass().addAll("card", "form");
    return box;
  }

  private Node settings() {
    TextField name = new TextField();
    name.setId("multisig-name");
    name.textProperty().bindBidirectional(model.nameProperty());
    ComboBox<Integer> threshold = new ComboBox<>();
    threshold.setId("multisig-threshold");
    threshold.setConverter(
        new Titles<>(number -> Messages.text("multisig.of", number, model.slots().size())));
    Runnable fill =
        () -> {
          int wanted = Math.min(model.thresholdProperty().get(), model.slots().size());
          threshold
              .getItems()
              .setAll(IntStream.rangeClosed(1, Math.max(1, model.slots().size())).boxed().toList());
          threshold.setValue(Math.max(1, wanted));
        };
    fill.run();
    model.slots().addListener((ListChangeListener<KeySlot>) _ -> fill.run());
    model
        .thresholdProperty()
        .subscribe((_, now) -> {
          if (threshold.getItems().contains(now.intValue())) {
            threshold.setValue(now.intValue());
          }
        });
    threshold.setOnAction(_ -> {
      if (threshold.getValue() != null) {
        model.thresholdProperty().set(threshold.getValue());
      }
    });
    ComboBox<MultisigKind> kind =
        new ComboBox<>(FXCollections.observableArrayList(MultisigKind.values()));
    kind.setId("multisig-kind");
    kind.setConverter(
        new Titles<>(
            each -> Messages.text("multisig.kind." + each.name().toLowerCase(Locale.ROOT))));
    kind.valueProperty().bindBidirectional(model.kindProperty());
    FlowPane row =
        new FlowPane(
            16,
            8,
            Fields.titled(Messages.text("multisig.name"), name),
            Fields.titled(Messages.text("multisig.threshold"), threshold),
            Fields.titled(Messages.text("multisig.kind"), kind));
    row.getStyleClass().add("card");
    return row;
  }

  private void showSlots() {
    slots.getChildren().clear();
    slotNodes.keySet().retainAll(model.slots());
    for (KeySlot slot : model.slots()) {
      slots.getChildren().add(slotNodes.computeIfAbsent(slot, this::slot));
    }
    for (int i = 0; i < slots.getChildren().size(); i++) {
      String id = "slot-" + i;
      slots.getChildren().get(i).setId(id);
      slots
          .getChildren()
          .get(i)
          .lookupAll(".slot-part")
          .forEach(part -> part.setId(id + "-" + part.getUserData()));
    }
  }

  private Node slot(KeySlot slot) {
    TextField name = part(new TextField(), "name");
    name.textProperty().bindBidirectional(slot.nameProperty());
    TextField key = part(new TextField(), "key");
    key.getStyleClass().add("mono");
    key.setPromptText(Messages.text("multisig.key.prompt"));
    key.textProperty().bindBidirectional(slot.keyProperty());
    VBox keyBox =
        Fields.titled(
            Messages.text("multisig.key"),
            key,
            Fields.problem("slot-problem", slot.problemProperty()));
    HBox.setHgrow(keyBox, Priority.ALWAYS);
    HBox fields = new HBox(8, Fields.titled(Messages.text("multisig.cosigner"), name), keyBox);
    Button own = part(MultisigView.button("", "multisig.thiswallet", "fth-credit-card"), "own");
    own.setOnAction(_ -> model.fillByWallet(slot));
    Button file = part(MultisigView.button("", "approvals.import", "fth-file"), "file");
    FileRow from =
        FileRow.toOpen(
            "slot-file",
            Messages.text("approvals.import"),
            path -> model.fillByFile(slot, path),
            "*",
            "*.*");
    file.setOnAction(_ -> from.toggle());
    VBox card = new VBox();
    Button token = part(MultisigView.button("", "multisig.token", "fth-hard-drive"), "token");
    TokenCard byToken =
        new TokenCard(
            "slot-token",
            model.libraryProperty(),
            Messages.text("multisig.takekey"),
            (library, called, pin) -> model.fillByToken(slot, library, called, pin));
    token.setOnAction(_ -> {
      if (!card.getChildren().remove(byToken)) {
        card.getChildren().add(byToken);
      }
    });
    Button remove = part(MultisigView.button("", "peers.remove", "fth-x"), "remove");
    remove.setOnAction(_ -> model.removeSlot(slot));
    remove.disableProperty().bind(Bindings.size(model.slots()).lessThanOrEqualTo(1));
    card.getChildren().addAll(fields, new Toolbar(own, file, token, remove), from);
    card.getStyleClass().addAll("card", "form");
    return card;
  }

  /// What tests and stylesheets find in a slot, wherever the slot stands.
  private static <T extends Node> T part(T node, String name) {
    node.getStyleClass().add("slot-part");
    node.setUserData(name);
    return node;
  }

  private Node buttons() {
    Button add = MultisigView.button("multisig-add", "multisig.add", "fth-plus");
    add.setOnAction(_ -> model.addSlot());
    add.disableProperty()
        .bind(Bindings.size(model.slots()).greaterThanOrEqualTo(MultisigSetup.MAX_COSIGNERS));
    Button check = MultisigView.button("multisig-check", "multisig.check", "fth-check");
    check.setDefaultButton(true);
    check.disableProperty().bind(model.busyProperty());
    check.setOnAction(_ -> model.check());
    return new Toolbar(add, check);
  }
}

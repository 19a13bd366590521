package org.quantumcoin.ui.approvals;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chips;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.HandOver;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.control.Skeleton;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.shared.ProposalLine;

/// The list of proposals: what waits for this seat first.
final class InboxView extends ScrollPane {
  /// Two proposals and a half: with a code above them the page scrolls.
  private static final double LEAST_LIST = 200;

  private final Desk desk;
  private final ApprovalsViewModel model;

  InboxView(Desk desk, ApprovalsViewModel model) {
    this.desk = desk;
    this.model = model;
    setFitToWidth(true);
    setFitToHeight(true);
    Label title = new Label(Messages.text("place.approvals"));
    title.getStyleClass().add("page-title");
    Label count = new Label();
    count.setId("approvals-count");
    count.getStyleClass().add("text-muted");
    count.textProperty().bind(model.countProperty());
    count.visibleProperty().bind(model.seatedProperty());
    HBox head = new HBox(title, count);
    head.setAlignment(Pos.BASELINE_LEFT);
    head.getStyleClass().add("page-head");
    Node list = list();
    VBox.setVgrow(list, Priority.ALWAYS);
    StackPane handed = new StackPane();
    FileRow file = HandedView.toTake("approvals-file", model::take);
    VBox page =
        new VBox(
            head,
            actions(handed, file),
            file,
            chips(),
            Fields.problem("approvals-problem", model.problemProperty()),
            handed,
            list);
    page.getStyleClass().add("page");
    setContent(page);
    HandOver.drop(this, model::take, model::take);
  }

  private Node chips() {
    Toolbar bar = new Toolbar();
    bar.getChildren()
        .addAll(
            Chips.of(
                List.of(ApprovalsViewModel.Show.values()),
                show -> "approvals-" + show.name().toLowerCase(Locale.ROOT),
                show -> Messages.text("approvals.show." + show.name().toLowerCase(Locale.ROOT)),
                model.showProperty()));
    return bar;
  }

  private Node actions(StackPane handed, FileRow file) {
    Button propose = button("approvals-propose", "approvals.propose", "fth-plus");
    propose.setOnAction(_ -> desk.navigator().go(Place.SEND));
    propose.disableProperty().bind(model.seatedProperty().not());
    Toolbar bar = new Toolbar(propose);
    bar.getChildren().addAll(exchange(handed, file));
    return bar;
  }

  private List<Node> exchange(StackPane handed, FileRow file) {
    Button give = button("approvals-export", "approvals.export", "fth-share");
    give.disableProperty().bind(model.seatedProperty().not().or(model.busyProperty()));
    give.setOnAction(_ ->
        model.handEvents(each -> handed.getChildren().setAll(new HandedView(desk, each, handed))));
    Button take = button("approvals-import", "approvals.import", "fth-download");
    take.disableProperty().bind(model.busyProperty());
    take.setOnAction(_ -> file.toggle());
    Button paste = button("approvals-paste", "approvals.paste", "fth-clipboard");
    paste.disableProperty().bind(model.busyProperty());
    paste.setOnAction(_ -> HandOver.paste(model::take, model::take));
    return List.of(give, take, paste);
  }

  static Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private Node list() {
    ListView<ProposalLine> list = new ListView<>(model.lines());
    list.setId("approvals");
    list.getStyleClass().add("proposals");
    list.setMinHeight(LEAST_LIST);
    list.setAccessibleText(Messages.text("place.approvals"));
    list.setCellFactory(_ -> new ProposalCell(model, desk::navigator));
    StackPane placeholder = new StackPane();
    Runnable fill =
        () ->
            placeholder
                .getChildren()
                .setAll(model.loadedProperty().get() ? none() : Skeleton.rows(3));
    model.loadedProperty().subscribe(_ -> fill.run());
    model.seatedProperty().subscribe(_ -> fill.run());
    model.showProperty().subscribe(_ -> fill.run());
    list.setPlaceholder(placeholder);
    list.setOnKeyPressed(event -> {
      ProposalLine line = list.getSelectionModel().getSelectedItem();
      if (event.getCode() == KeyCode.ENTER && line != null) {
        desk.navigator().go(Place.APPROVALS, line.id());
        event.consume();
      }
    });
    return list;
  }

  private Node none() {
    if (!model.seatedProperty().get()) {
      Button setup = button("approvals-setup", "approvals.setup", "fth-key");
      setup.setOnAction(_ -> desk.navigator().go(Place.MULTISIG));
      return Notes.empty(
          "fth-users",
          Messages.text("approvals.noseat.title"),
          Messages.text("approvals.noseat.text") + " " + Messages.text("psbt.openhere"),
          setup);
    }
    boolean any = model.showProperty().get() == ApprovalsViewModel.Show.ALL;
    return Notes.empty(
        "fth-check-square",
        Messages.text(any ? "approvals.none.title" : "approvals.nothing.title"),
        Messages.text(any ? "approvals.none.text" : "approvals.nothing.text"));
  }
}

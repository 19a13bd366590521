package org.quantumcoin.ui.audit;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.control.Skeleton;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.wallet.view.AuditList;

/// The list of entries, what can be done with the log above it, the chosen entry in full beneath.
final class AuditView extends VBox {
  /// What logs are called, and may be called by others.
  private static final String[] LOGS = {"*.log", "*.txt", "*.*"};

  private final Desk desk;
  private final AuditViewModel model;

  AuditView(Desk desk, AuditViewModel model) {
    this.desk = desk;
    this.model = model;
    getStyleClass().add("page");
    Label title = new Label(Messages.text("place.audit"));
    title.getStyleClass().add("page-title");
    Label count = new Label();
    count.setId("audit-count");
    count.getStyleClass().add("text-muted");
    count.textProperty().bind(model.countProperty());
    HBox head = new HBox(title, count);
    head.setAlignment(Pos.BASELINE_LEFT);
    head.getStyleClass().add("page-head");
    PagedTable<AuditList.Line> table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren()
        .addAll(
            head,
            toolbar(),
            Fields.problem("audit-problem", model.problemProperty()),
            result(),
            table,
            chosen(table));
  }

  private Node toolbar() {
    TextField search = new TextField();
    search.setId("audit-search");
    search.setPromptText(Messages.text("audit.search"));
    search.setAccessibleText(Messages.text("audit.search"));
    search.textProperty().bindBidirectional(model.textProperty());
    search.setPrefColumnCount(18);
    Button verify = button("audit-verify", "audit.verify", "fth-shield");
    verify.setDefaultButton(true);
    verify.setOnAction(_ -> model.verifyOwn());
    ComboBox<String> seats = new ComboBox<>(model.seats());
    seats.setId("audit-seat");
    seats.setPromptText(Messages.text("audit.seat"));
    seats.setAccessibleText(Messages.text("audit.seat"));
    seats.setMinWidth(USE_PREF_SIZE);
    model
        .seats()
        .addListener(
            (ListChangeListener<String>)
                _ -> {
                  seats.setVisible(!model.seats().isEmpty());
                  seats.setManaged(!model.seats().isEmpty());
                });
    seats.setVisible(false);
    seats.setManaged(false);
    Button file = button("audit-verify-file", "audit.verifyfile", "fth-file");
    FileRow from =
        FileRow.toOpen(
            "audit-from",
            Messages.text("audit.verifyfile"),
            path -> model.verify(path, Optional.ofNullable(seats.getValue())),
            "Audit",
            LOGS);
    file.setOnAction(_ -> from.toggle());
    Button export = button("audit-export", "audit.export", "fth-save");
    FileRow to =
        FileRow.toSave(
            "audit-to",
            Messages.text("audit.export"),
            "audit.log",
            path -> model.export(path, desk.prompts()::notice),
            "Audit",
            LOGS);
    export.setOnAction(_ -> to.toggle());
    return new VBox(8, new Toolbar(search, verify, export, file, seats), from, to);
  }

  private Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.disableProperty().bind(model.busyProperty());
    return button;
  }

  private Node result() {
    Label words = new Label();
    words.setId("audit-result");
    words.setWrapText(true);
    StackPane card = new StackPane(words);
    card.setAlignment(Pos.CENTER_LEFT);
    card.getStyleClass().add("card");
    model
        .resultProperty()
        .subscribe(now -> {
          card.setVisible(now.isPresent());
          card.setManaged(now.isPresent());
          now.ifPresent(each -> {
            words.setText(each.sentence());
            words.setGraphic(new FontIcon(each.good() ? "fth-check-circle" : "fth-x-circle"));
            words.getStyleClass().removeAll("text-good", "text-danger");
            words.getStyleClass().add(each.good() ? "text-good" : "text-danger");
          });
        });
    return card;
  }

  private PagedTable<AuditList.Line> table() {
    PagedTable<AuditList.Line> table = new PagedTable<>(model.items(), _ -> {});
    table.setId("audit");
    table.setAccessibleText(Messages.text("place.audit"));
    var _ =
        table.number(
            "audit-number",
            Messages.text("audit.number"),
            50,
            each -> String.valueOf(each.number()));
    var _ =
        table.time("audit-time", Messages.text("tx.time"), 150, each -> Times.seconds(each.time()));
    var _ = table.text("audit-who", Messages.text("audit.who"), 90, AuditList.Line::seat);
    var _ = table.text("audit-kind", Messages.text("audit.kind"), 80, AuditList.Line::kind);
    var _ = table.text("audit-text", Messages.text("audit.text"), 400, AuditList.Line::text);
    StackPane placeholder = new StackPane();
    Runnable fill =
        () ->
            placeholder
                .getChildren()
                .setAll(model.loadedProperty().get() ? none() : Skeleton.rows(3));
    model.loadedProperty().subscribe(_ -> fill.run());
    model.textProperty().subscribe(_ -> fill.run());
    table.setPlaceholder(placeholder);
    return table;
  }

  private Node none() {
    return model.textProperty().get().isBlank()
        ? Notes.empty(
            "fth-book-open", Messages.text("audit.none.title"), Messages.text("audit.none.text"))
        : Notes.empty(
            "fth-search",
            Messages.text("history.nomatch.title"),
            Messages.text("audit.nomatch.text"));
  }

  private static Node chosen(PagedTable<AuditList.Line> table) {
    Label words = new Label();
    words.setId("audit-entry");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    StackPane card = new StackPane(words);
    card.setAlignment(Pos.CENTER_LEFT);
    card.getStyleClass().add("card");
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(row -> {
          Optional<AuditList.Line> line = Optional.ofNullable(row).flatMap(each -> each.value());
          card.setVisible(line.isPresent());
          card.setManaged(line.isPresent());
          words.setText(line.map(AuditList.Line::text).orElse(""));
        });
    return card;
  }
}

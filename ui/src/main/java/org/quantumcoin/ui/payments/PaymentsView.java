package org.quantumcoin.ui.payments;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.PathField;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.send.JointPayment;
import org.quantumcoin.wallet.PayeeTemplates;

/// The grid, where rows come from above it, what they sum up to and the fee beneath. The review and
/// the outcome of the payment take its place.
final class PaymentsView extends StackPane {
  private final Desk desk;
  private final PaymentsViewModel model;
  private final JointPayment payment;
  private final ToggleButton importing = new ToggleButton();
  private final ToggleButton keeping = new ToggleButton();

  PaymentsView(Desk desk, PaymentsViewModel model, JointPayment payment) {
    this.desk = desk;
    this.model = model;
    this.payment = payment;
    Node grid = grid();
    payment
        .shownProperty()
        .subscribe(shown -> getChildren().setAll(shown.map(this::alone).orElse(grid)));
  }

  private static Label title() {
    Label title = new Label(Messages.text("place.payments"));
    title.getStyleClass().add("page-title");
    return title;
  }

  private Node alone(Node content) {
    VBox page =
        new VBox(title(), content, Fields.problem("send-problem", payment.problemProperty()));
    page.getStyleClass().add("page");
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    return scroll;
  }

  private Node grid() {
    String unit = Amounts.unitName(AmountUnit.COIN, desk.live().network().ticker());
    ListView<BatchRow> list = new ListView<>(model.rows());
    list.setId("batch");
    list.setAccessibleText(Messages.text("place.payments"));
    list.getStyleClass().add("batch");
    list.setCellFactory(_ -> new BatchCell(unit, model::removeRow));
    VBox.setVgrow(list, Priority.ALWAYS);
    list.setMinHeight(120);
    VBox page =
        new VBox(
            title(),
            toolbar(list),
            importCard(),
            keepCard(),
            Fields.problem("payments-problem", model.problemProperty()),
            Fields.problem("send-problem", payment.problemProperty()),
            heading(unit),
            list,
            payment.feeChoice(),
            sums(list));
    page.getStyleClass().add("page");
    return page;
  }

  private static Node heading(String unit) {
    HBox row =
        new HBox(
            column("", BatchCell.NUMBER_WIDTH),
            column(Messages.text("payments.payee"), 0),
            column(Messages.text("payments.amount", unit), BatchCell.AMOUNT_WIDTH),
            column(Messages.text("payments.label"), BatchCell.LABEL_WIDTH),
            column("", BatchCell.REMOVE_WIDTH));
    row.getStyleClass().addAll("batch-heading", "batch-fields");
    return row;
  }

  private static Label column(String text, double width) {
    Label label = new Label(text);
    label.getStyleClass().add("field-label");
    if (width == 0) {
      label.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(label, Priority.ALWAYS);
    } else {
      label.setPrefWidth(width);
      label.setMinWidth(width);
    }
    return label;
  }

  private Node toolbar(ListView<BatchRow> list) {
    Button add = button("payments-add", "payments.add", "fth-plus");
    add.setOnAction(_ -> model.addRow().ifPresent(_ -> list.scrollTo(model.rows().size() - 1)));
    Button paste = button("payments-paste", "payments.paste", "fth-clipboard");
    paste.setOnAction(_ -> {
      String text = Clipboard.getSystemClipboard().getString();
      model.paste(text == null ? "" : text);
    });
    toggle(importing, "payments-import", "payments.import", "fth-upload");
    toggle(keeping, "payments-keep", "payments.template.save", "fth-bookmark");
    importing.setOnAction(_ -> keeping.setSelected(false));
    keeping.setOnAction(_ -> importing.setSelected(false));
    Button clear = button("payments-clear", "payments.clear", "fth-trash-2");
    clear.setOnAction(_ -> model.clear());
    return new Toolbar(add, paste, importing, templates(), keeping, clear);
  }

  private static Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    return button;
  }

  private static void toggle(ToggleButton button, String id, String key, String icon) {
    button.setId(id);
    button.setText(Messages.text(key));
    button.setGraphic(new FontIcon(icon));
  }

  private MenuButton templates() {
    MenuButton menu = new MenuButton(Messages.text("payments.templates"), new FontIcon("fth-list"));
    menu.setId("payments-templates");
    Runnable fill =
        () -> {
          menu.getItems().clear();
          for (PayeeTemplates.Template each : model.templates()) {
            MenuItem load =
                new MenuItem(
                    Messages.text("payments.template.load", each.name(), each.rows().size()),
                    new FontIcon("fth-list"));
            load.setOnAction(_ -> model.load(each));
            MenuItem forget =
                new MenuItem(
                    Messages.text("payments.template.delete", each.name()),
                    new FontIcon("fth-trash-2"));
            forget.setOnAction(_ -> {
              model.forget(each);
              desk.prompts().notice(Messages.text("payments.template.deleted", each.name()));
            });
            menu.getItems().addAll(load, forget);
          }
          if (menu.getItems().isEmpty()) {
            MenuItem none = new MenuItem(Messages.text("payments.template.none"));
            none.setDisable(true);
            menu.getItems().add(none);
          }
        };
    model.templates().addListener((ListChangeListener<PayeeTemplates.Template>) _ -> fill.run());
    fill.run();
    return menu;
  }

  private Node importCard() {
    Label hint = new Label(Messages.text("payments.import.hint"));
    hint.getStyleClass().addAll("text-muted", "text-small");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    PathField file =
        PathField.toOpen("payments-file", Messages.text("payments.file"), "CSV", "*.csv", "*.txt");
    Runnable read =
        () ->
            file.path()
                .ifPresent(path -> {
                  model.readFile(path);
                  importing.setSelected(false);
                });
    file.field().setOnAction(_ -> read.run());
    Button take = button("payments-read", "payments.read", "fth-upload");
    take.setOnAction(_ -> read.run());
    take.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(file, Priority.ALWAYS);
    HBox row = new HBox(file, take);
    row.getStyleClass().add("toolbar");
    return card(importing, hint, row);
  }

  private Node keepCard() {
    TextField name = new TextField();
    name.setId("template-name");
    name.setAccessibleText(Messages.text("payments.template.name"));
    name.setPromptText(Messages.text("payments.template.name"));
    Button keep = button("template-keep", "payments.template.keep", "fth-bookmark");
    keep.setMinWidth(USE_PREF_SIZE);
    Runnable put =
        () ->
            model.keep(
                name.getText(),
                () -> {
                  keeping.setSelected(false);
                  desk.prompts()
                      .notice(Messages.text("payments.template.kept", name.getText().strip()));
                });
    keep.setOnAction(_ -> put.run());
    name.setOnAction(_ -> put.run());
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox row = new HBox(name, keep);
    row.getStyleClass().add("toolbar");
    return card(keeping, row);
  }

  /// Its content is there only while it is shown: text that is laid out without any width breaks
  /// within words, which the toolkit cannot do from right to left.
  private static Node card(ToggleButton shown, Node... content) {
    VBox card = new VBox();
    card.getStyleClass().add("card");
    card.visibleProperty().bind(shown.selectedProperty());
    card.managedProperty().bind(shown.selectedProperty());
    shown
        .selectedProperty()
        .subscribe(is -> card.getChildren().setAll(is ? List.of(content) : List.of()));
    return card;
  }

  private Node sums(ListView<BatchRow> list) {
    Label total = new Label();
    total.setId("payments-total");
    total.getStyleClass().add("section-title");
    total.setWrapText(true);
    total.textProperty().bind(model.totalProperty());
    Button review = button("payments-review", "send.review", "fth-eye");
    review.setDefaultButton(true);
    review.disableProperty().bind(payment.busyProperty());
    review.setMinWidth(USE_PREF_SIZE);
    review.setOnAction(_ -> model.review(payment::review));
    Button next = button("payments-next", "payments.next", "fth-chevrons-down");
    next.setMinWidth(USE_PREF_SIZE);
    next.visibleProperty().bind(model.wrongRowsProperty().greaterThan(0));
    next.managedProperty().bind(next.visibleProperty());
    next.setOnAction(_ -> {
      int at = model.wrongFrom(list.getSelectionModel().getSelectedIndex() + 1);
      if (at >= 0) {
        list.getSelectionModel().select(at);
        list.scrollTo(at);
      }
    });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(total, gap, next, review);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("toolbar");
    return row;
  }
}

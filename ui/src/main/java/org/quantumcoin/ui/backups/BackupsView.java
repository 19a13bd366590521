package org.quantumcoin.ui.backups;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.PathField;
import org.quantumcoin.ui.control.SecretText;
import org.quantumcoin.ui.control.WordTiles;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.RecoveryDrill;

/// A card for each kind of backup, and above them whether one was ever proven.
final class BackupsView extends ScrollPane {
  private static final int DIFFERENCES = 3;

  private final Desk desk;
  private final BackupsViewModel model;
  private final PathField copy =
      PathField.toSave("backup-file", Messages.text("backups.file"), "Backup", "*.qcw");

  private final PathField paper =
      PathField.toSave("paper-file", Messages.text("backups.paper.file"), "PDF", "*.pdf");

  private final PathField tried =
      PathField.toOpen("drill-file", Messages.text("backups.drill.file"), "Backup", "*.qcw");

  private final PasswordField passphrase = new PasswordField();

  BackupsView(Desk desk, BackupsViewModel model) {
    this.desk = desk;
    this.model = model;
    setId("backups");
    setFitToWidth(true);
    Label title = new Label(Messages.text("place.backups"));
    title.getStyleClass().add("page-title");
    Label proved = new Label("", new FontIcon("fth-shield"));
    proved.setId("backups-proved");
    proved.setWrapText(true);
    proved.textProperty().bind(model.provedProperty());
    VBox page =
        new VBox(
            title,
            proved,
            Fields.problem("backups-problem", model.problemProperty()),
            save(),
            prove(),
            dated(),
            paper(),
            words(),
            restore());
    page.getStyleClass().add("page");
    setContent(page);
  }

  /// Names of files after the wallet that is shown.
  void suggestFiles() {
    copy.field().setText(model.usualFile());
    paper.field().setText(model.usualPaper());
    tried.field().clear();
  }

  private static VBox card(String key, Node... parts) {
    Label heading = new Label(Messages.text(key));
    heading.getStyleClass().add("section-title");
    Label hint = new Label(Messages.text(key + ".hint"));
    hint.getStyleClass().add("text-muted");
    hint.setWrapText(true);
    VBox card = new VBox(heading, hint);
    card.getChildren().addAll(parts);
    card.getStyleClass().addAll("card", "form");
    return card;
  }

  private Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.disableProperty().bind(model.busyProperty());
    return button;
  }

  private static HBox row(PathField file, Node... more) {
    HBox.setHgrow(file, Priority.ALWAYS);
    HBox row = new HBox(file);
    row.getChildren().addAll(more);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("toolbar");
    return row;
  }

  private Node save() {
    Button save = button("backup-save", "backups.save.now", "fth-save");
    save.setDefaultButton(true);
    save.setOnAction(_ -> model.save(copy.path()));
    return card("backups.save", row(copy, save));
  }

  // The automatic copies.

  private Node dated() {
    VBox list = new VBox();
    list.setId("backups-dated");
    list.getStyleClass().add("form");
    Runnable fill =
        () -> {
          list.getChildren().clear();
          model.copies().forEach(row -> list.getChildren().add(line(row)));
          if (model.copies().isEmpty()) {
            Label none =
                new Label(
                    Messages.text(model.loadedProperty().get() ? "backups.dated.none" : "loading"));
            none.getStyleClass().add("text-muted");
            none.setWrapText(true);
            list.getChildren().add(none);
          }
        };
    model.copies().addListener((ListChangeListener<BackupsViewModel.Row>) _ -> fill.run());
    model.loadedProperty().subscribe(_ -> fill.run());
    return card("backups.dated", list);
  }

  private Node line(BackupsViewModel.Row row) {
    Label when = new Label(Times.minutes(row.copy().madeAt()));
    Label size = new Label(Quantities.bytes((double) row.copy().bytes()));
    size.getStyleClass().add("text-muted");
    Label health = new Label();
    ObservableValue<String> text =
        row.health()
            .map(each ->
                Messages.text(
                    switch (each) {
                      case CHECKING -> "backups.checking";
                      case WHOLE -> "backups.whole";
                      case DAMAGED -> "backups.damaged";
                    }));
    health.textProperty().bind(text);
    row.health()
        .subscribe(each -> {
          health.getStyleClass().removeAll("text-good", "text-danger", "text-muted");
          health
              .getStyleClass()
              .add(
                  switch (each) {
                    case CHECKING -> "text-muted";
                    case WHOLE -> "text-good";
                    case DAMAGED -> "text-danger";
                  });
          health.setGraphic(
              new FontIcon(
                  switch (each) {
                    case CHECKING -> "fth-clock";
                    case WHOLE -> "fth-check";
                    case DAMAGED -> "fth-alert-triangle";
                  }));
        });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button prove = new Button(Messages.text("backups.prove"), new FontIcon("fth-shield"));
    prove.getStyleClass().add("prove-copy");
    prove.setMinWidth(USE_PREF_SIZE);
    prove.disableProperty().bind(model.busyProperty());
    prove.setOnAction(_ -> {
      tried.field().setText(row.copy().file().toString());
      setVvalue(0);
      start();
    });
    HBox line = new HBox(when, size, health, gap, prove);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("page-head");
    return line;
  }

  // The drill.

  private void start() {
    Optional<Path> file = tried.path();
    model.prove(file, SecretText.take(passphrase));
  }

  private Node prove() {
    Button prove = button("drill-start", "backups.prove", "fth-shield");
    prove.setOnAction(_ -> start());
    passphrase.setId("drill-passphrase");
    Label running = new Label(Messages.text("backups.drill.running"), new FontIcon("fth-clock"));
    running.setId("drill-running");
    running.setWrapText(true);
    running.visibleProperty().bind(model.provingProperty());
    running.managedProperty().bind(model.provingProperty());
    VBox outcome = new VBox();
    outcome.setId("drill-outcome");
    outcome.getStyleClass().add("form");
    model
        .reportProperty()
        .subscribe(report -> {
          outcome.getChildren().clear();
          report.ifPresent(each -> outcome.getChildren().setAll(verdict(each), facts(each)));
          outcome.setManaged(report.isPresent());
        });
    return card(
        "backups.drill",
        row(tried, prove),
        Fields.titled(Messages.text("backups.drill.passphrase"), passphrase),
        running,
        outcome);
  }

  private static Node verdict(RecoveryDrill.Report report) {
    Label verdict =
        new Label(
            Messages.text(report.matches() ? "backups.drill.good" : "backups.drill.bad"),
            new FontIcon(report.matches() ? "fth-check-circle" : "fth-alert-triangle"));
    verdict.setId("drill-verdict");
    verdict.setWrapText(true);
    verdict.getStyleClass().addAll("field-label", report.matches() ? "text-good" : "text-danger");
    return verdict;
  }

  private String amount(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  private Node facts(RecoveryDrill.Report report) {
    Facts facts =
        new Facts()
            .with(Messages.text("backups.drill.addresses"), Quantities.count(report.addresses()))
            .with(Messages.text("backups.drill.coins"), Quantities.count(report.coins()))
            .with(
                Messages.text("backups.drill.balance"),
                Messages.text(
                    "backups.drill.balances",
                    amount(report.balanceSats()),
                    amount(report.walletBalanceSats())))
            .with(
                Messages.text("backups.drill.keys"),
                report.secretsRead()
                    ? Quantities.count(report.secrets())
                    : Messages.text("backups.drill.unread"))
            .with(
                Messages.text("backups.drill.blocks"),
                Messages.text(
                    "backups.drill.upto",
                    Quantities.count(report.blocks()),
                    Quantities.count(report.height())));
    report.differences().stream()
        .limit(DIFFERENCES)
        .forEach(each -> facts.with(Messages.text("backups.drill.difference"), each));
    return facts;
  }

  // Paper and words.

  private Node paper() {
    CheckBox withWords = new CheckBox(Messages.text("backups.paper.words"));
    withWords.setId("paper-words");
    withWords.setWrapText(true);
    Button make = button("paper-save", "backups.paper.make", "fth-printer");
    make.setOnAction(_ -> {
      Optional<Path> file = paper.path();
      if (withWords.isSelected()) {
        model
            .wallet()
            .ifPresent(now -> desk.prompts().unlocked(now, () -> model.paper(file, true)));
      } else {
        model.paper(file, false);
      }
    });
    return card("backups.paper", row(paper, make), withWords);
  }

  private Node words() {
    Button show = button("words-show", "backups.words.show", "fth-eye");
    show.setOnAction(
        _ -> model.wallet().ifPresent(now -> desk.prompts().unlocked(now, model::showWords)));
    Button hide = new Button(Messages.text("backups.words.hide"), new FontIcon("fth-eye-off"));
    hide.setId("words-hide");
    hide.setOnAction(_ -> model.hideWords());
    VBox shown = new VBox();
    shown.getStyleClass().add("form");
    model
        .wordsProperty()
        .subscribe(words -> {
          shown.getChildren().clear();
          words.ifPresentOrElse(
              each -> {
                shown.getChildren().add(WordTiles.of("backup-words", each.words()));
                if (each.withPassphrase()) {
                  shown.getChildren().add(remark("backups.words.passphrase"));
                }
                if (each.older()) {
                  shown.getChildren().add(remark("backups.words.older"));
                }
                shown.getChildren().add(hide);
              },
              () -> shown.getChildren().add(show));
        });
    return card("backups.words", shown);
  }

  private static Node remark(String key) {
    Label label = new Label(Messages.text(key), new FontIcon("fth-alert-triangle"));
    label.setWrapText(true);
    label.getStyleClass().add("text-warning");
    return label;
  }

  private Node restore() {
    Button restore = new Button(Messages.text("backups.restore.go"), new FontIcon("fth-upload"));
    restore.setId("backups-restore");
    restore.setOnAction(_ -> desk.navigator().go(Place.WALLET, "restore"));
    return card("backups.restore", restore);
  }
}

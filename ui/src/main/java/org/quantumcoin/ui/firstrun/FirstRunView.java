package org.quantumcoin.ui.firstrun;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.firstrun.FirstRunViewModel.Step;
import org.quantumcoin.ui.firstrun.FirstRunViewModel.WalletChoice;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.wallet.WalletSetup;

/// Five screens beside their list; the buttons beneath.
public final class FirstRunView extends BorderPane {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final FirstRunViewModel model;
  private final Live live;
  private final Map<Step, Label> steps = new EnumMap<>(Step.class);
  private final ScrollPane content = new ScrollPane();
  private final Button back =
      new Button(Messages.text("first.back"), new FontIcon("fth-arrow-left"));

  private final Button next = new Button();

  public FirstRunView(FirstRunViewModel model, Live live) {
    this.model = model;
    this.live = live;
    getStyleClass().addAll("shell", "first-run");
    setId("first-run");
    content.setFitToWidth(true);
    content.getStyleClass().add("page-scroll");
    content.setFocusTraversable(false);
    setLeft(list());
    setCenter(content);
    setBottom(buttons());
    model.stepProperty().subscribe(this::show);
    model.walletMadeProperty().subscribe(_ -> mark());
    model.busyProperty().subscribe(_ -> mark());
  }

  private Node list() {
    Label coin = new Label(live.network().coin(), new FontIcon("fth-hexagon"));
    coin.getStyleClass().add("coin-name");
    VBox list = new VBox(coin);
    for (Step step : Step.values()) {
      Label name = new Label(steps.size() + 1 + "  " + Messages.text("first." + name(step)));
      name.getStyleClass().add("first-step");
      steps.put(step, name);
      list.getChildren().add(name);
    }
    list.getStyleClass().add("first-steps");
    return list;
  }

  private static String name(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }

  private Node buttons() {
    back.setId("first-back");
    back.setOnAction(_ -> model.back());
    next.setId("first-next");
    next.setDefaultButton(true);
    next.setOnAction(_ -> model.next());
    ProgressBar progress = new ProgressBar();
    progress.setId("first-progress");
    progress.progressProperty().bind(model.progressProperty());
    progress.visibleProperty().bind(model.busyProperty());
    progress.setAccessibleText(Messages.text("first.moving"));
    Label problem = Fields.problem("first-problem", model.problemProperty());
    HBox.setHgrow(problem, Priority.ALWAYS);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.SOMETIMES);
    HBox row = new HBox(back, problem, gap, progress, next);
    row.getStyleClass().add("first-buttons");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void show(Step step) {
    // The wallet's form scrolls by itself.
    content.setFitToHeight(step == Step.SECURE);
    content.setContent(
        switch (step) {
          case WELCOME -> new WelcomeStep(model);
          case FOLDER -> new FolderStep(model);
          case WALLET -> new WalletStep(model);
          case SECURE -> secure();
          case DONE -> new DoneStep(model, live);
        });
    mark();
  }

  private Node secure() {
    WalletSetup setup = new WalletSetup(live, model.work());
    setup.choose(model.walletProperty().get() == WalletChoice.RESTORE);
    setup
        .doneProperty()
        .subscribe(done -> {
          if (done) {
            model.walletMadeProperty().set(true);
            model.next();
          }
        });
    return setup.content();
  }

  private void mark() {
    Step now = model.stepProperty().get();
    steps.forEach((step, label) -> label.pseudoClassStateChanged(CURRENT, step == now));
    back.setVisible(now != Step.WELCOME);
    back.setDisable(model.busyProperty().get());
    next.setText(Messages.text(now == Step.DONE ? "first.open" : "first.next"));
    // The wallet's own button makes it; there is nothing to press beside it until then.
    next.setVisible(now != Step.SECURE || model.walletMadeProperty().get());
    next.setDisable(model.busyProperty().get() || !model.mayGoOn(now));
  }
}

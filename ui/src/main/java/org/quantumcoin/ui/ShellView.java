package org.quantumcoin.ui;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.overview.DashboardView;
import org.quantumcoin.ui.overview.DashboardViewModel;

/// The frame around the pages: what network this is, a status strip that is always there, and the
/// pages for starting, failing and stopping.
final class ShellView extends StackPane {
  private final Button themeButton = new Button();
  private final Label stopStep = new Label();
  private final StackPane content = new StackPane();

  ShellView(NetworkName network, DashboardViewModel model, Runnable toggleTheme) {
    getStyleClass().add("shell");
    content.getChildren().setAll(new DashboardView(model));
    BorderPane frame = new BorderPane(content);
    frame.setTop(topBar(network, toggleTheme));
    frame.setBottom(statusStrip(model));
    getChildren().setAll(frame);
  }

  private Node topBar(NetworkName network, Runnable toggleTheme) {
    Label coin = new Label(network.coin());
    coin.getStyleClass().add("coin-name");
    coin.setId("coin-name");
    Label chain = new Label(network.ticker() + " · " + network.chain());
    chain.getStyleClass().add(network.isTest() ? "chain-badge-test" : "chain-badge");
    chain.setId("chain-badge");
    if (network.isTest()) {
      chain.setTooltip(new Tooltip(Messages.text("shell.test")));
    }
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    themeButton.setId("theme");
    themeButton.setTooltip(new Tooltip(Messages.text("shell.theme.tooltip")));
    themeButton.setOnAction(_ -> toggleTheme.run());
    HBox bar = new HBox(new FontIcon("fth-hexagon"), coin, chain, gap, themeButton);
    bar.getStyleClass().add("top-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  /// The button offers what is not shown now.
  void showTheme(Theme theme) {
    boolean dark = theme == Theme.DARK;
    themeButton.setText(Messages.text(dark ? "shell.theme.light" : "shell.theme.dark"));
    themeButton.setGraphic(new FontIcon(dark ? "fth-sun" : "fth-moon"));
  }

  private static Node statusStrip(DashboardViewModel model) {
    HBox strip =
        new HBox(
            item("fth-refresh-cw", model.phaseProperty(), "status-phase"),
            item("fth-box", model.statusHeightProperty(), "status-height"),
            item("fth-users", model.statusPeersProperty(), "status-peers"),
            item("fth-layers", model.statusMempoolProperty(), "status-mempool"),
            item("fth-cpu", model.statusMiningProperty(), "status-mining"));
    strip.getStyleClass().add("status-strip");
    strip.setAlignment(Pos.CENTER_LEFT);
    return strip;
  }

  private static Label item(String icon, ObservableValue<String> text, String id) {
    Label label = new Label();
    label.setGraphic(new FontIcon(icon));
    label.textProperty().bind(text);
    label.setId(id);
    label.getStyleClass().add("status-item");
    return label;
  }

  /// The node could not start or had to stop: what happened, that funds are safe, one way on.
  void showFailure(String message, String details, Runnable close) {
    Label title = new Label(Messages.text("start.failed.title"));
    title.getStyleClass().add("page-title");
    Label what = new Label(message);
    what.setWrapText(true);
    what.setId("failure");
    Label safe = new Label(Messages.text("start.failed.safe"));
    safe.setGraphic(new FontIcon("fth-shield"));
    Button button = new Button(Messages.text("start.failed.close"));
    button.setDefaultButton(true);
    button.setOnAction(_ -> close.run());
    TextArea text = new TextArea(details);
    text.setEditable(false);
    TitledPane folded = new TitledPane(Messages.text("start.details"), text);
    folded.setExpanded(false);
    VBox page = new VBox(title, what, safe, button, folded);
    page.getStyleClass().add("page");
    page.setMaxWidth(640);
    content.getChildren().setAll(page);
  }

  /// Covers the window while the node is closed.
  void showStopping() {
    Label title = new Label(Messages.text("stop.title"));
    title.getStyleClass().add("page-title");
    Label detail = new Label(Messages.text("stop.detail"));
    detail.getStyleClass().add("text-muted");
    ProgressBar bar = new ProgressBar(0);
    bar.setId("stop-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    stopStep.setId("stop-step");
    VBox page = new VBox(title, stopStep, bar, detail);
    page.getStyleClass().addAll("page", "card");
    page.setMaxSize(420, Region.USE_PREF_SIZE);
    StackPane cover = new StackPane(page);
    cover.getStyleClass().add("cover");
    getChildren().add(cover);
  }

  void showStopStep(String step) {
    stopStep.setText(step);
  }

  void showStopProgress(double part) {
    if (lookup("#stop-progress") instanceof ProgressBar bar) {
      bar.setProgress(part);
    }
  }
}

package org.quantumcoin.ui;

import java.net.URL;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.Subscription;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.overview.DashboardViewModel;
import org.quantumcoin.ui.overview.NodeView;
import org.quantumcoin.ui.task.FxBridge;
import org.quantumcoin.ui.task.Poller;

/// The window, from its opening to the end of the node behind it.
public final class MainWindow {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 700;
  private static final double MIN_WIDTH = 800;
  private static final double MIN_HEIGHT = 560;
  private static final long POLL_MILLIS = 250;
  private static final int STOP_STEPS = 5;

  private final Stage stage;
  private final NodeSession session;
  private final Runnable exit;
  private final FxBridge bridge = new FxBridge();
  private final DashboardViewModel model;
  private final ShellView shell;
  private final Poller poller;
  private Theme theme;
  private Optional<Subscription> events = Optional.empty();
  private boolean failureShown;
  private boolean stopping;
  private int stopSteps;

  /// What the poller fetches: where the node is in its life, and what it shows when it runs.
  private record Look(NodeSession.State state, Optional<NodeView> view) {}

  /// `exit` ends the program once the session has stopped.
  public MainWindow(Stage stage, NodeSession session, Theme theme, Runnable exit) {
    this.stage = stage;
    this.session = session;
    this.theme = theme;
    this.exit = exit;
    this.model =
        new DashboardViewModel(
            Clock.system(ZoneId.systemDefault()),
            session.network().isTest(),
            this::setMinerThreads);
    this.shell = new ShellView(session.network(), model, this::toggleTheme);
    Scene scene = new Scene(shell, WIDTH, HEIGHT);
    scene.getStylesheets().addAll(stylesheet("base.css"), stylesheet("dashboard.css"));
    stage.setScene(scene);
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    stage.setTitle(Messages.text("app.title"));
    stage.setOnCloseRequest(event -> {
      event.consume();
      stop();
    });
    applyTheme();
    this.poller = Poller.start(POLL_MILLIS, this::look, bridge, this::show);
  }

  private static String stylesheet(String name) {
    URL url = MainWindow.class.getResource("css/" + name);
    return Objects.requireNonNull(url, name).toExternalForm();
  }

  public void show() {
    stage.show();
  }

  private Look look() {
    NodeSession.State state = session.state();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    return state instanceof NodeSession.State.Running(NodeApi node)
        ? new Look(state, Optional.of(NodeView.of(node, millis)))
        : new Look(state, Optional.empty());
  }

  private void show(Look look) {
    if (stopping) {
      return;
    }
    switch (look.state()) {
      case NodeSession.State.Starting(String step) -> model.starting(step);
      case NodeSession.State.Running(NodeApi node) -> {
        if (events.isEmpty()) {
          events =
              Optional.of(node.subscribe(event -> bridge.execute(() -> model.happened(event))));
        }
        look.view().ifPresent(model::show);
      }
      case NodeSession.State.Failed(String message, String details) -> {
        if (!failureShown) {
          failureShown = true;
          shell.showFailure(message, details, this::stop);
        }
      }
    }
  }

  private void setMinerThreads(int threads) {
    if (session.state() instanceof NodeSession.State.Running(NodeApi node)) {
      Thread.startVirtualThread(() -> node.setMinerThreads(threads));
    }
  }

  private void toggleTheme() {
    theme = theme.other();
    applyTheme();
  }

  private void applyTheme() {
    Application.setUserAgentStylesheet(theme.stylesheet());
    shell.showTheme(theme);
  }

  /// Stops the node, step by step under the person's eyes, and then the program.
  private void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    poller.close();
    events.ifPresent(Subscription::close);
    shell.showStopping();
    Thread.ofPlatform()
        .name("shutdown")
        .start(() -> {
          session.stop(key ->
              bridge.execute(() -> {
                stopSteps++;
                shell.showStopStep(Messages.text("stop.step." + key));
                shell.showStopProgress(Math.min(stopSteps / (double) STOP_STEPS, 1));
              }));
          bridge.execute(exit);
        });
  }
}

package org.quantumcoin.ui;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.NodeListener.NodeEvent;
import org.quantumcoin.node.api.Subscription;
import org.quantumcoin.ui.firstrun.FirstRunView;
import org.quantumcoin.ui.firstrun.FirstRunViewModel;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.guard.GuardSettings;
import org.quantumcoin.ui.guard.MinerWatch;
import org.quantumcoin.ui.guard.Sensors;
import org.quantumcoin.ui.live.EventBuffer;
import org.quantumcoin.ui.live.NodeView;
import org.quantumcoin.ui.live.Vitals;
import org.quantumcoin.ui.live.VitalsWatch;
import org.quantumcoin.ui.live.WalletAccess;
import org.quantumcoin.ui.live.WalletWatch;
import org.quantumcoin.ui.notify.Herald;
import org.quantumcoin.ui.notify.NewsWatch;
import org.quantumcoin.ui.notify.Notice;
import org.quantumcoin.ui.notify.Notifier;
import org.quantumcoin.ui.prefs.Placement;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.FxBridge;
import org.quantumcoin.ui.task.Pace;
import org.quantumcoin.ui.task.Poller;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.ui.theme.Wardrobe;
import org.quantumcoin.wallet.Wallet;

/// The window, from its opening to the end of the node behind it.
public final class MainWindow {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 700;
  private static final double MIN_WIDTH = 800;
  private static final double MIN_HEIGHT = 560;
  private static final int STOP_STEPS = 5;

  private final Stage stage;
  private final NodeSession session;
  private final Preferences preferences;
  private final Notifier notifier;
  private final Herald herald;
  private final Clock clock;
  private final Runnable exit;
  private final FxBridge bridge = new FxBridge();
  private final EventBuffer buffer = new EventBuffer();
  private volatile WalletWatch walletWatch = new WalletWatch();
  private volatile VitalsWatch vitalsWatch = new VitalsWatch();
  private volatile MinerWatch minerWatch = minerWatch();
  private volatile GuardSettings guards = GuardSettings.USUAL;
  private volatile boolean signing;
  private volatile NewsWatch newsWatch = new NewsWatch();
  private final LockWatch lockWatch;
  private final List<String> toOpen = new ArrayList<>();
  private final Pace pace = new Pace();
  private final Poller poller;
  private final Scene scene;
  private Interior interior;
  private Optional<FirstRunViewModel> welcome;
  private Optional<NodeApi> followed = Optional.empty();
  private volatile Optional<Wallet> watched = Optional.empty();
  private Optional<Subscription> events = Optional.empty();
  private boolean failureShown;
  private boolean stopping;
  private int stopSteps;

  /// What the poller fetches: where the node is in its life, and what it and its wallets show when
  /// it runs.
  private record Look(
      NodeSession.State state,
      Optional<NodeView> view,
      Optional<Vitals> vitals,
      MinerWatch.Seen guard,
      WalletWatch.Seen wallets,
      List<Notice> news) {}

  /// `notifier` tells what happens while nobody looks; `exit` ends the program once the session has
  /// stopped.
  ///
  /// @param clock the time of day, by which sleep is noticed
  public MainWindow(
      Stage stage,
      NodeSession session,
      Preferences preferences,
      Notifier notifier,
      Clock clock,
      Runnable exit) {
    this.stage = stage;
    this.clock = clock;
    this.session = session;
    this.preferences = preferences;
    this.exit = exit;
    this.notifier = notifier;
    this.herald =
        new Herald(
            notifier,
            Work.onVirtualThreads(bridge),
            preferences,
            session.network().ticker(),
            this::isWatched);
    this.interior = new Interior(session, preferences, notifier, bridge);
    boolean known = preferences.welcomedProperty().get() || session.residence().practice();
    this.welcome = known ? Optional.empty() : Optional.of(welcome());
    this.scene = new Scene(root(), WIDTH, HEIGHT);
    scene.addEventFilter(InputEvent.ANY, _ -> pace.stir());
    Wardrobe.dress(scene, preferences);
    stage.setScene(scene);
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    stage.setTitle(Messages.text("app.title"));
    stage.setOnCloseRequest(event -> {
      event.consume();
      stop();
    });
    preferences.placementProperty().get().filter(MainWindow::isOnAScreen).ifPresent(this::place);
    preferences.languageProperty().subscribe((_, language) -> bridge.later(() -> speak(language)));
    preferences.guardsProperty().subscribe(now -> guards = now);
    this.lockWatch =
        new LockWatch(
            stage.iconifiedProperty(),
            preferences.lockAwayProperty(),
            () -> interior.lockWallets(),
            () -> interior.tellLock());
    session.onOpened(things -> bridge.execute(() -> opened(things)));
    this.poller = Poller.start(pace, this::look, bridge, this::show);
  }

  /// Everything anew in another language, on the same page.
  private void speak(Locale language) {
    if (!stopping) {
      Messages.use(language);
      renew();
    }
  }

  /// Nothing that was made for the old language or the old node stays.
  private void renew() {
    Optional<String> notice = interior.shell().noticeNow();
    interior = new Interior(session, preferences, notifier, bridge);
    scene.setRoot(root());
    notice.ifPresent(interior.shell().prompts()::notice);
  }

  private Parent root() {
    return welcome
        .<Parent>map(model -> new FirstRunView(model, interior.live()))
        .orElseGet(interior::shell);
  }

  private FirstRunViewModel welcome() {
    FirstRunViewModel model =
        new FirstRunViewModel(
            session, preferences, Work.onVirtualThreads(bridge), bridge, this::stop);
    model
        .finishedProperty()
        .subscribe(first ->
            first.ifPresent(place -> {
              welcome = Optional.empty();
              interior.show(place);
              scene.setRoot(root());
            }));
    return model;
  }

  /// Another start of the program, or this one's command line, wants something to be opened.
  private void opened(List<String> things) {
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
    toOpen.addAll(things);
  }

  /// A screen may be gone since the window was last open.
  private static boolean isOnAScreen(Placement place) {
    Rectangle2D titleBar = new Rectangle2D(place.x(), place.y(), place.width(), 1);
    return Screen.getScreens().stream()
        .anyMatch(screen -> screen.getVisualBounds().intersects(titleBar));
  }

  private void place(Placement place) {
    stage.setX(place.x());
    stage.setY(place.y());
    stage.setWidth(place.width());
    stage.setHeight(place.height());
    stage.setMaximized(place.maximized());
  }

  public void show() {
    stage.show();
  }

  private static MinerWatch minerWatch() {
    return new MinerWatch(new Sensors(Path.of("/sys"))::read, Clock.system(ZoneId.systemDefault()));
  }

  private Look look() {
    NodeSession.State state = session.state();
    long millis = millis();
    if (!(state
        instanceof
        NodeSession.State.Running(NodeApi node, Optional<WalletAccess> wallets, var _))) {
      pace.saw(state);
      return new Look(
          state,
          Optional.empty(),
          Optional.empty(),
          MinerWatch.Seen.NOTHING,
          WalletWatch.Seen.NOTHING,
          List.of());
    }
    NodeView view = NodeView.of(node, millis);
    WalletWatch.Seen seen =
        wallets
            .map(access -> walletWatch.look(access.wallets(), watched))
            .orElse(WalletWatch.Seen.NOTHING);
    pace.saw(moving(view, seen));
    return new Look(
        state,
        Optional.of(view),
        Optional.of(vitalsWatch.look(node, view.mempool(), millis)),
        minerWatch.look(node, view.miner(), view.chain(), guards, signing, millis),
        seen,
        wallets
            .map(access -> newsWatch.look(access.wallets().list(), view.chain().isFirstFetch()))
            .orElse(List.of()));
  }

  /// What moves when something happens; guesses that follow the clock are left out.
  private static List<Object> moving(NodeView view, WalletWatch.Seen wallets) {
    ChainStatus chain = view.chain();
    return List.of(
        chain.phase(),
        chain.tip(),
        chain.headerHeight(),
        chain.peerHeight(),
        view.mempool(),
        view.miner(),
        view.peers().size(),
        wallets);
  }

  /// Whether the person looks at this program.
  private boolean isWatched() {
    return !stage.isIconified() && Window.getWindows().stream().anyMatch(Window::isFocused);
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void tell(List<Notice> news, List<NodeEvent> happened) {
    List<Notice> all = new ArrayList<>(news);
    for (NodeEvent event : happened) {
      if (event instanceof NodeEvent.BlockConnected(var block, boolean mined) && mined) {
        all.add(new Notice.Found(block.height()));
      }
    }
    herald.tick(all, millis());
  }

  private void show(Look look) {
    if (stopping) {
      return;
    }
    switch (look.state()) {
      case NodeSession.State.Starting(String step) -> interior.dashboard().starting(step);
      case NodeSession.State.Running(NodeApi node, Optional<WalletAccess> wallets, var _) -> {
        follow(node);
        List<NodeEvent> happened = buffer.take();
        interior.dashboard().happened(happened);
        tell(look.news(), happened);
        look.vitals().ifPresent(interior.live()::show);
        look.view()
            .ifPresent(view -> {
              interior.live().show(look.guard());
              interior.dashboard().guarded(look.guard().pauses());
              interior.dashboard().show(view);
              interior.live().show(node, wallets, view, look.wallets());
              watched = interior.live().walletProperty().get();
              signing = interior.live().foreground().isBusy();
              lockWatch.tick(view.millis(), clock.millis());
            });
        toOpen.forEach(interior::open);
        toOpen.clear();
      }
      case NodeSession.State.Ending() -> stop();
      case NodeSession.State.Failed(String message, String details) -> {
        if (!failureShown) {
          failureShown = true;
          herald.tick(List.of(new Notice.Failed(message)), millis());
          welcome = Optional.empty();
          scene.setRoot(root());
          interior.shell().showFailure(message, details, this::stop);
        }
      }
    }
  }

  /// The node may have been started anew in another folder.
  private void follow(NodeApi node) {
    if (followed.equals(Optional.of(node))) {
      return;
    }
    events.ifPresent(Subscription::close);
    if (followed.isPresent()) {
      watched = Optional.empty();
      walletWatch = new WalletWatch();
      vitalsWatch = new VitalsWatch();
      minerWatch = minerWatch();
      newsWatch = new NewsWatch();
      renew();
    }
    followed = Optional.of(node);
    events =
        Optional.of(
            node.subscribe(event -> {
              buffer.event(event);
              pace.stir();
            }));
  }

  private void remember() {
    Placement last =
        new Placement(
            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    preferences.placementProperty().set(Optional.of(last));
  }

  /// Stops the node, step by step under the person's eyes, and then the program.
  private void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    remember();
    poller.close();
    events.ifPresent(Subscription::close);
    welcome = Optional.empty();
    scene.setRoot(root());
    interior.shell().showStopping();
    Thread.ofPlatform()
        .name("shutdown")
        .start(() -> {
          session.stop(key ->
              bridge.execute(() -> {
                stopSteps++;
                interior
                    .shell()
                    .showStopStep(
                        Messages.text("stop.step." + key),
                        Math.min(stopSteps / (double) STOP_STEPS, 1));
              }));
          preferences.close();
          bridge.execute(exit);
        });
  }
}

package org.quantumcoin.ui.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.live.NodeView;
import org.quantumcoin.ui.page.Navigator;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.page.Prompts;
import org.quantumcoin.ui.prefs.Appearance;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.WalletSummary;
import org.quantumcoin.wallet.view.WalletSummary.Guard;

/// The window's content: the frame, the page within it, and what is laid over both.
public final class ShellView extends StackPane {
  private static final KeyCombination PALETTE =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination BACK =
      new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);
  private static final KeyCombination LOCK =
      new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN);

  private final Live live;
  private final Navigator navigator;
  private final Work work;
  private final Asking asking;
  private final StatusViewModel status = new StatusViewModel();
  private final StackPane content = new StackPane();
  private final Map<Place, Page> made = new EnumMap<>(Place.class);
  private final Label stopStep = new Label();
  private final ProgressBar stopProgress = new ProgressBar(0);
  private Map<Place, Supplier<Page>> pages = Map.of();
  private Optional<Page> shown = Optional.empty();
  private Optional<PaletteView> palette = Optional.empty();

  public ShellView(Live live, Navigator navigator, Work work) {
    this.live = live;
    this.navigator = navigator;
    this.work = work;
    this.asking = new Asking(work, () -> live.preferences().unlockMinutesProperty().get());
    getStyleClass().add("shell");
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  public Prompts prompts() {
    return asking;
  }

  /// What is said in passing now, for the shell that takes this one's place.
  public Optional<String> noticeNow() {
    return asking.noticeNow();
  }

  /// Builds the frame around these pages and shows the navigator's. `search` finds what else a
  /// person may have typed into the palette.
  public void open(Map<Place, Supplier<Page>> all, Function<String, List<Command>> search) {
    this.pages = all;
    BorderPane frame = new BorderPane();
    // In the order of reading, which is that of the focus.
    frame.setTop(new TopBar(live, this::openPalette, this::toggleLock));
    Rail rail =
        new Rail(
            all.keySet(), navigator, live.preferences().railExpandedProperty(), foldedSections());
    frame.setLeft(rail);
    content.setId("content");
    content.setMinWidth(0);
    // With large words a page may need more than the window has.
    ScrollPane whole = new ScrollPane(content);
    whole.setFitToWidth(true);
    whole.setFitToHeight(true);
    whole.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    whole.setFocusTraversable(false);
    whole.getStyleClass().add("page-scroll");
    frame.setCenter(whole);
    frame.setBottom(new StatusStrip(status, navigator, all.keySet()));
    getChildren().setAll(frame, asking);
    PaletteViewModel model = new PaletteViewModel(commands(), search);
    palette = Optional.of(new PaletteView(model, this::closePalette));
    navigator.hereProperty().subscribe(this::show);
    Runnable fit =
        () ->
            rail.fit(
                getWidth(),
                Font.getDefault().getSize()
                    * live.preferences().scalePercentProperty().get()
                    / 100);
    widthProperty().subscribe(_ -> fit.run());
    live.preferences().scalePercentProperty().subscribe(_ -> fit.run());
    live.preferences().railExpandedProperty().subscribe(_ -> fit.run());
    live.viewProperty().subscribe(view -> view.ifPresent(this::show));
    live.summaryProperty().subscribe(status::show);
  }

  /// As they were left, and remembered.
  private ObservableSet<Place.Section> foldedSections() {
    StringProperty kept = live.preferences().foldedProperty();
    ObservableSet<Place.Section> folded = FXCollections.observableSet();
    for (Place.Section each : Place.Section.values()) {
      if (List.of(kept.get().split(",", -1)).contains(each.name())) {
        folded.add(each);
      }
    }
    folded.addListener(
        (SetChangeListener<Place.Section>)
            _ ->
                kept.set(
                    folded.stream().map(Enum::name).sorted().collect(Collectors.joining(","))));
    return folded;
  }

  private void show(NodeView view) {
    status.show(view);
  }

  private void show(Navigator.Stop stop) {
    Place place = pages.containsKey(stop.place()) ? stop.place() : Place.DASHBOARD;
    Page page = made.computeIfAbsent(place, each -> Objects.requireNonNull(pages.get(each)).get());
    shown.filter(before -> before != page).ifPresent(Page::onHide);
    shown = Optional.of(page);
    content.getChildren().setAll(page.content());
    live.preferences().pageProperty().set(place.name());
    page.onShow(stop.subject());
  }

  private List<Command> commands() {
    List<Command> all = new ArrayList<>();
    for (Place place : pages.keySet()) {
      all.add(
          new Command(
              place.title(),
              place.keywords(),
              Messages.text("palette.page"),
              place.icon(),
              () -> navigator.go(place)));
    }
    for (Appearance each : Appearance.values()) {
      String name =
          Messages.text(
              switch (each) {
                case SYSTEM -> "shell.theme.system";
                case LIGHT -> "shell.theme.light";
                case DARK -> "shell.theme.dark";
                case HIGH_CONTRAST -> "shell.theme.contrast";
              });
      all.add(
          action(
              Messages.text("palette.look", name),
              "fth-sun",
              () -> live.preferences().appearanceProperty().set(each)));
    }
    all.add(action(Messages.text("palette.larger"), "fth-zoom-in", () -> scale(10)));
    all.add(action(Messages.text("palette.smaller"), "fth-zoom-out", () -> scale(-10)));
    all.add(action(Messages.text("palette.lock"), "fth-lock", this::toggleLock));
    return all;
  }

  private static Command action(String title, String icon, Runnable run) {
    return new Command(title, "", Messages.text("palette.action"), icon, run);
  }

  private void scale(int percent) {
    var scale = live.preferences().scalePercentProperty();
    scale.set(
        Math.clamp(
            scale.get() + percent,
            Preferences.LEAST_SCALE_PERCENT,
            Preferences.MOST_SCALE_PERCENT));
  }

  private void key(KeyEvent event) {
    if (PALETTE.match(event)) {
      openPalette();
    } else if (BACK.match(event)) {
      navigator.back();
    } else if (LOCK.match(event)) {
      toggleLock();
    } else {
      return;
    }
    event.consume();
  }

  private void openPalette() {
    palette
        .filter(view -> !getChildren().contains(view))
        .filter(_ -> !asking.isAsking())
        .ifPresent(view -> {
          getChildren().add(view);
          view.open();
        });
  }

  private void closePalette() {
    palette.ifPresent(view -> getChildren().remove(view));
  }

  /// Locks the wallet that is shown, or asks for its passphrase.
  private void toggleLock() {
    Guard guard = live.summaryProperty().get().map(WalletSummary::guard).orElse(Guard.NONE);
    Optional<Wallet> wallet = live.walletProperty().get().filter(_ -> guard != Guard.NONE);
    if (guard == Guard.LOCKED) {
      wallet.ifPresent(each ->
          asking.unlocked(
              each,
              () ->
                  asking.notice(
                      Messages.text(
                          "unlock.done", live.preferences().unlockMinutesProperty().get()))));
    } else {
      wallet.ifPresent(this::lock);
    }
  }

  private void lock(Wallet wallet) {
    work.run(
        () -> {
          wallet.lock();
          return true;
        },
        _ -> asking.notice(Messages.text("unlock.locked")),
        failed -> asking.notice(String.valueOf(failed.getMessage())));
  }

  /// The node could not start or had to stop: what happened, that funds are safe, one way on.
  public void showFailure(String message, String details, Runnable close) {
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
  public void showStopping() {
    closePalette();
    Label title = new Label(Messages.text("stop.title"));
    title.getStyleClass().add("page-title");
    Label detail = new Label(Messages.text("stop.detail"));
    detail.getStyleClass().add("text-muted");
    stopProgress.setId("stop-progress");
    stopProgress.setMaxWidth(Double.MAX_VALUE);
    stopStep.setId("stop-step");
    VBox page = new VBox(title, stopStep, stopProgress, detail);
    page.getStyleClass().addAll("page", "card");
    page.setMaxSize(420, Region.USE_PREF_SIZE);
    Node cover = new StackPane(page);
    cover.getStyleClass().add("cover");
    getChildren().add(cover);
  }

  /// What is being closed now, and how much of all is.
  public void showStopStep(String step, double part) {
    stopStep.setText(step);
    stopProgress.setProgress(part);
  }
}

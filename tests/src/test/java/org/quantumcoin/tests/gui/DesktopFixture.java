package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.quantumcoin.app.DesktopSession;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;
import org.quantumcoin.app.config.NodeOptions;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.tests.interop.RpcClient;
import org.quantumcoin.ui.MainWindow;
import org.quantumcoin.ui.NodeSession;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.WalletAccess;
import org.quantumcoin.ui.notify.Notifier;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.prefs.Appearance;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.wallet.Wallet;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.service.query.NodeQuery;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.JsonNode;

/// The whole program in a window of 1000x700, over a real node on a regtest chain of its own, and
/// hands that click and look. Clicks are counted.
final class DesktopFixture implements AutoCloseable {
  private static final int WAIT_SECONDS = 90;

  private final FxRobot robot = new FxRobot();
  private final CountDownLatch exited = new CountDownLatch(1);
  private final Preferences preferences;
  private static final String USER_HOME = System.getProperty("user.home");

  private final SettableClock clock = new SettableClock();
  private final RpcClient rpc;
  private Path cookie;
  private final Stage stage;
  private final DesktopSession session;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private int clicks;

  /// The one whose end ends the toolkit's windows; others stand beside it.
  private final boolean first;

  private DesktopFixture(Path home, Preferences preferences, List<String> options, boolean first)
      throws TimeoutException, ConfigException {
    this.first = first;
    Messages.use(Locale.ENGLISH);
    this.preferences = preferences;
    preferences.languageProperty().set(Locale.ENGLISH);
    preferences.appearanceProperty().set(Appearance.LIGHT);
    int rpcPort = freePort();
    rpc = new RpcClient(rpcPort);
    cookie = home.resolve("regtest").resolve(".cookie");
    List<String> words =
        new ArrayList<>(
            List.of("-regtest", "-server=1", "-rpcport=" + rpcPort, "-fallbackfee=0.00002"));
    if (options.stream().noneMatch(each -> each.startsWith("-connect="))) {
      words.addAll(List.of("-connect=0", "-listen=0"));
    }
    words.addAll(options);
    Arguments arguments = read(words);
    // The primary stage lives as long as the toolkit, and with it every window that listened to it.
    FxToolkit.registerPrimaryStage();
    stage = FxToolkit.registerStage(Stage::new);
    session = DesktopSession.start(arguments, Optional.of(() -> read(words)));
    FxToolkit.setupFixture(() ->
        new MainWindow(stage, session, preferences, new Notices(), clock, exited::countDown)
            .show());
  }

  /// Notifications of the system, which nobody is to see who runs tests.
  private final class Notices implements Notifier {
    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public void tell(String title, String text) {
      notices.add(title + ": " + text);
    }
  }

  private static Arguments read(List<String> words) throws ConfigException {
    Arguments arguments = Arguments.parse(NodeOptions.table(), words.toArray(String[]::new));
    arguments.checkDataDirectory();
    arguments.readConfigFiles(System.err);
    arguments.selectChain();
    return arguments;
  }

  static DesktopFixture open(Path folder, String... options)
      throws TimeoutException, ConfigException {
    List<String> words = new ArrayList<>(List.of("-datadir=" + folder));
    words.addAll(List.of(options));
    return new DesktopFixture(folder, Preferences.inMemory(), words, true);
  }

  /// Another program beside those that run, in the same JVM: the toolkit runs once in each.
  static DesktopFixture openBeside(Path folder, String... options)
      throws TimeoutException, ConfigException {
    // A process has one log, which now is the newcomer's.
    Log.close();
    List<String> words = new ArrayList<>(List.of("-datadir=" + folder));
    words.addAll(List.of(options));
    return new DesktopFixture(folder, Preferences.inMemory(), words, false);
  }

  /// As somebody who has never started it, with `userHome` for a home folder.
  static DesktopFixture openForTheFirstTime(Path userHome)
      throws TimeoutException, ConfigException {
    Path home = home(userHome);
    Preferences preferences = Preferences.open(home.resolve("desktop.properties"));
    return new DesktopFixture(home, preferences, List.of(), true);
  }

  /// As somebody who has started it before and lets it choose its folder, which is in `userHome`.
  static DesktopFixture openAtHome(Path userHome) throws TimeoutException, ConfigException {
    return new DesktopFixture(home(userHome), Preferences.inMemory(), List.of(), true);
  }

  private static Path home(Path userHome) throws ConfigException {
    System.setProperty("user.home", userHome.toString());
    Path home = DataDirectory.defaultBase(Coin.QUANTUMCOIN);
    DataDirectory.create(home);
    return home;
  }

  /// From now on the node is expected in another folder.
  void follow(Path folder) {
    cookie = folder.resolve("regtest").resolve(".cookie");
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  FxRobot robot() {
    return robot;
  }

  Preferences preferences() {
    return preferences;
  }

  JsonNode rpc(String method, Object... params) {
    return call("", method, params);
  }

  /// The same for one wallet.
  JsonNode wallet(String name, String method, Object... params) {
    return call("wallet/" + name, method, params);
  }

  private JsonNode call(String path, String method, Object... params) {
    try {
      rpc.authorize(cookie);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rpc.call(path, method, params);
  }

  // Looking.

  /// A part of the window, which may be on its way: pages change by what the node and the wallet
  /// say.
  <T extends Node> T find(String id, Class<T> type) {
    await(id + " to be there", () -> look(() -> here("#" + id).tryQueryAs(type).isPresent()));
    return look(() -> here("#" + id).queryAs(type));
  }

  /// In this window, of which there may be several.
  NodeQuery here(String selector) {
    return robot.from(stage.getScene().getRoot()).lookup(selector);
  }

  /// Looks on the FX thread: elsewhere a window may be seen half changed.
  private static <T> T look(Callable<T> question) {
    return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(WAIT_SECONDS), question);
  }

  boolean isShown(String id) {
    return look(() -> here("#" + id).tryQuery().filter(DesktopFixture::isVisible).isPresent());
  }

  private static boolean isVisible(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null;
  }

  /// What stands in a field.
  String typed(String id) {
    return look(() ->
        here("#" + id)
            .tryQueryAs(TextInputControl.class)
            .map(TextInputControl::getText)
            .orElse(""));
  }

  /// What a label or a button says; empty where there is none.
  String text(String id) {
    return look(() -> here("#" + id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
  }

  void await(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(WAIT_SECONDS, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "waited in vain for %s; the window says: %s %s %s"
              .formatted(what, text("failure"), text("notice"), complaints()),
          e);
    }
  }

  private List<String> complaints() {
    return all(Label.class).stream()
        .filter(each -> each.getStyleClass().contains("text-danger"))
        .map(Label::getText)
        .filter(each -> !each.isBlank())
        .toList();
  }

  void awaitText(String id, String wanted) {
    try {
      await(id + " to say " + wanted, () -> text(id).contains(wanted));
    } catch (AssertionError e) {
      throw new AssertionError(id + " says: " + text(id), e);
    }
  }

  void awaitShown(String id) {
    await(id, () -> isShown(id));
  }

  /// What was told by notifications, in order.
  List<String> notices() {
    return List.copyOf(notices);
  }

  // Doing.

  /// The person looks elsewhere, or comes back.
  void minimise(boolean away) {
    robot.interact(() -> stage.setIconified(away));
    await("the window", () -> look(() -> stage.isIconified() == away));
  }

  /// Takes the wallets' files away beneath the window, as a disk does that fails.
  void failWallets() {
    if (session.state()
        instanceof NodeSession.State.Running(var _, Optional<WalletAccess> access, var _)) {
      access.ifPresent(wallets -> wallets.wallets().list().forEach(Wallet::close));
    }
  }

  /// Presses a button, which must be there and usable; counts as a click.
  void press(String id) {
    awaitShown(id);
    ButtonBase button = find(id, ButtonBase.class);
    await(id + " to be usable", () -> !button.isDisabled());
    clicks++;
    robot.interact(button::fire);
    WaitForAsyncUtils.waitForFxEvents();
  }

  void go(Place place) {
    press("rail-" + place.id());
  }

  void type(String id, String text) {
    awaitShown(id);
    TextInputControl field = find(id, TextInputControl.class);
    robot.interact(() -> {
      field.requestFocus();
      field.setText(text);
    });
  }

  /// Types into a field that is known by its style alone, such as one of a row.
  void typeInto(String selector, String text) {
    TextInputControl field = look(() -> here(selector).queryAs(TextInputControl.class));
    robot.interact(() -> {
      field.requestFocus();
      field.setText(text);
    });
  }

  /// The words of a new wallet that are shown, without their numbers.
  List<String> recoveryWords() {
    return all(Label.class).stream()
        .filter(each -> each.getStyleClass().contains("recovery-word"))
        .map(each -> each.getText().substring(each.getText().indexOf(' ') + 1))
        .toList();
  }

  /// Types those that are asked for.
  void readWordsBack(List<String> words) {
    for (int i = 1; i <= 3; i++) {
      TextInputControl field = find("setup-check-" + i, TextInputControl.class);
      type("setup-check-" + i, words.get((int) field.getUserData()));
    }
    press("setup-check-ok");
  }

  /// Another language, when the window speaks it.
  void speak(Locale language) {
    robot.interact(() -> preferences.languageProperty().set(language));
    await("the language", () -> Messages.language().equals(language));
    settle();
    await("the wallet again", () -> !text("wallets").isEmpty());
  }

  /// What the toolkit has to do is done, twice, because layout makes more of it.
  void settle() {
    for (int i = 0; i < 2; i++) {
      WaitForAsyncUtils.waitForFxEvents();
      robot.interact(() -> stage.getScene().getRoot().applyCss());
      robot.interact(() -> stage.getScene().getRoot().layout());
    }
  }

  NodeOrientation orientation() {
    return stage.getScene().getEffectiveNodeOrientation();
  }

  /// What somebody sees who looks once, with everything laid out and nothing changing meanwhile.
  <T extends Node> List<T> atRest(Class<T> type, Predicate<T> which) {
    return look(() -> {
      Parent root = stage.getScene().getRoot();
      root.applyCss();
      root.layout();
      List<T> found = new ArrayList<>();
      collect(root, type, found);
      return found.stream().filter(which).toList();
    });
  }

  /// All nodes of a type that can be seen.
  <T extends Node> List<T> all(Class<T> type) {
    List<T> found = new ArrayList<>();
    robot.interact(() -> collect(stage.getScene().getRoot(), type, found));
    return found;
  }

  private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
    if (!node.isVisible()) {
      return;
    }
    if (type.isInstance(node)) {
      found.add(type.cast(node));
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, type, found));
    }
  }

  int clicks() {
    return clicks;
  }

  void countFromHere() {
    clicks = 0;
  }

  /// Keeps a picture in the build folder, for people to look at.
  void picture(String name) throws IOException {
    Scene scene = stage.getScene();
    picture(name, scene.getWidth(), scene.getHeight());
  }

  /// The same as it would be in a window of another size, which may be larger than the screen.
  void picture(String name, double asWide, double asHigh) throws IOException {
    Path pictures = Path.of("target", "pictures");
    Files.createDirectories(pictures.resolve(name).getParent());
    WaitForAsyncUtils.waitForFxEvents();
    BufferedImage image =
        look(() -> {
          Scene scene = stage.getScene();
          scene.getRoot().resize(asWide, asHigh);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          WritableImage shot = scene.getRoot().snapshot(null, null);
          scene.getRoot().resize(scene.getWidth(), scene.getHeight());
          return copy(shot);
        });
    assertThat(ImageIO.write(image, "png", pictures.resolve(name + ".png").toFile())).isTrue();
  }

  /// What a camera sees of a part of the window; empty if it is not there.
  Optional<BufferedImage> look(String id) {
    return look(() -> here("#" + id).tryQuery().map(node -> copy(node.snapshot(null, null))));
  }

  private static BufferedImage copy(WritableImage shot) {
    int width = (int) shot.getWidth();
    int height = (int) shot.getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, shot.getPixelReader().getArgb(x, y));
      }
    }
    return image;
  }

  /// The same in both looks.
  void pictures(String name) throws IOException {
    for (Appearance look : List.of(Appearance.DARK, Appearance.LIGHT)) {
      robot.interact(() -> preferences.appearanceProperty().set(look));
      picture(name + "-" + look.name().toLowerCase(Locale.ROOT));
    }
  }

  /// Puts a text on the clipboard, to be pasted next.
  void paste(String text) {
    robot.interact(() -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
    });
  }

  /// The computer sleeps for some time and is woken.
  void sleep(Duration time) {
    clock.forward(time);
  }

  /// As a click on the window's cross.
  void requestClose() {
    robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  boolean hasExited() {
    return exited.getCount() == 0;
  }

  @Override
  public void close() throws TimeoutException {
    if (!hasExited()) {
      requestClose();
      await("the program to end", this::hasExited);
    }
    if (!first) {
      robot.interact(stage::hide);
      return;
    }
    FxToolkit.cleanupStages();
    System.setProperty("user.home", USER_HOME);
  }
}

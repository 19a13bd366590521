package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.DesktopSession;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.NodeOptions;
import org.quantumcoin.ui.MainWindow;
import org.quantumcoin.ui.NodeSession;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.prefs.Appearance;
import org.quantumcoin.ui.prefs.Preferences;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The window over a real node on the practice network: what a newcomer sees in the first minute.
class DashboardGuiTest {
  private static final String PAYS = "qcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqrehzm8";

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final CountDownLatch exited = new CountDownLatch(1);
  private Stage stage;
  private final Preferences preferences = Preferences.inMemory();
  private NodeSession session;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    Messages.use(Locale.ENGLISH);
    preferences.appearanceProperty().set(Appearance.LIGHT);
    stage = FxToolkit.registerPrimaryStage();
    session = DesktopSession.start(arguments());
    FxToolkit.setupFixture(
        () -> new MainWindow(stage, session, preferences, exited::countDown).show());
  }

  private Arguments arguments() throws ConfigException {
    String[] words = {
      "-practice",
      "-regtest",
      "-datadir=" + folder,
      "-connect=0",
      "-listen=0",
      "-server=0",
      "-miningaddress=" + PAYS
    };
    Arguments arguments = Arguments.parse(NodeOptions.table(), words);
    arguments.checkDataDirectory();
    arguments.readConfigFiles(System.err);
    arguments.selectChain();
    return arguments;
  }

  @AfterEach
  void close() throws InterruptedException, TimeoutException {
    if (exited.getCount() > 0) {
      robot.interact(
          () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
      assertThat(exited.await(60, TimeUnit.SECONDS)).isTrue();
    }
    FxToolkit.cleanupStages();
  }

  private String text(String id) {
    return robot.lookup("#" + id).queryAs(Label.class).getText();
  }

  private <T extends Node> T find(String id, Class<T> type) {
    return robot.lookup("#" + id).queryAs(type);
  }

  private void await(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + what, e);
    }
  }

  @Test
  void dashboard_onThePracticeNetwork_comesAlive_minesAndCloses()
      throws IOException, InterruptedException {
    assertThat(text("coin-name")).isEqualTo("QuantumCoin");
    assertThat(text("chain-badge")).isEqualTo("rQTC · regtest");

    await("the tip", () -> text("sync-phase").equals("Up to date"));
    await("a peer", () -> find("peers", TableView.class).getItems().size() == 1);
    await("events", () -> !find("events", ListView.class).getItems().isEmpty());
    assertThat(find("status-height", Button.class).getText()).startsWith("Block ");
    assertThat(find("status-peers", Button.class).getText()).isEqualTo("1 peer");
    picture("dashboard-light");

    robot.interact(() -> find("theme", Button.class).fire());
    assertThat(find("theme", Button.class).getText()).isEqualTo("Dark");
    picture("dashboard-dark");

    Slider threads = find("miner-threads", Slider.class);
    assertThat(threads.isDisabled()).isFalse();
    robot.interact(threads::requestFocus);
    robot.type(KeyCode.RIGHT);
    await("a thread", () -> text("miner-state").startsWith("1 thread of "));
    await("a block of our own", () -> !text("miner-found").equals("No block found yet"));
    robot.type(KeyCode.LEFT);
    await("the miner's end", () -> text("miner-state").equals("Off"));

    robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    assertThat(robot.lookup("#stop-step").tryQuery()).isPresent();
    assertThat(exited.await(60, TimeUnit.SECONDS)).isTrue();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text("stop-step")).isEqualTo("Done");
  }

  /// Kept in the build folder, for people to look at.
  private void picture(String name) throws IOException {
    Path pictures = Path.of("target", "pictures");
    Files.createDirectories(pictures);
    WaitForAsyncUtils.waitForFxEvents();
    WritableImage[] shot = new WritableImage[1];
    robot.interact(() -> shot[0] = stage.getScene().snapshot(null));
    int width = (int) shot[0].getWidth();
    int height = (int) shot[0].getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, shot[0].getPixelReader().getArgb(x, y));
      }
    }
    assertThat(ImageIO.write(image, "png", pictures.resolve(name + ".png").toFile())).isTrue();
  }
}

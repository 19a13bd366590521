package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.tests.interop.SoftToken;
import org.quantumcoin.ui.page.Place;

/// A treasury of three of five whose seats are five programs, each with its own node, folder and
/// wallet. One seat's key is on a token. What the seats say travels as people carry it: by files,
/// by the clipboard, and by the frames of an animated code of which every third is missed.
class FiveSeatsGuiTest {
  private static final String ANA = "ana";
  private static final String BEN = "ben";
  private static final String LENA = "lena";
  private static final String OMAR = "omar";

  /// The one with the token.
  private static final String TESS = "tess";

  private static final List<String> SEATS = List.of(ANA, BEN, LENA, OMAR, TESS);
  private static final String TREASURY = "Treasury";
  private static final String SHOP = "shop";

  @TempDir Path folder;
  private final Map<String, DesktopFixture> windows = new LinkedHashMap<>();
  private int files;

  @BeforeEach
  void open() throws TimeoutException, ConfigException, IOException {
    SoftToken.make(folder).useHere();
    int port = DesktopFixture.freePort();
    for (String seat : SEATS) {
      Path home = Files.createDirectory(folder.resolve(seat));
      DesktopFixture window =
          windows.isEmpty()
              ? DesktopFixture.open(
                  home, "-connect=0", "-listen=1", "-port=" + port, "-bind=127.0.0.1:" + port)
              : DesktopFixture.openBeside(home, "-connect=127.0.0.1:" + port, "-listen=0");
      windows.put(seat, window);
      window.awaitText("status-height", "Block 0");
      window.rpc("createwallet", seat);
      window.await("the wallet", () -> window.text("wallets").equals(seat));
    }
  }

  @AfterEach
  void close() throws TimeoutException {
    // The first one ends the toolkit's windows.
    for (DesktopFixture each : new ArrayList<>(windows.values()).reversed()) {
      each.close();
    }
  }

  private DesktopFixture at(String seat) {
    return Objects.requireNonNull(windows.get(seat));
  }

  private Path file(String ending) {
    files++;
    return folder.resolve("handed-" + files + ending);
  }

  // Setting up.

  /// What a person reads off their own window to give it to whoever gathers the keys.
  private String key(String seat) {
    DesktopFixture window = at(seat);
    if (seat.equals(TESS)) {
      return tokenKey(window);
    }
    window.go(Place.MULTISIG);
    window.awaitShown("slot-0");
    window.press("slot-0-own");
    window.await("the key", () -> !window.typed("slot-0-key").isEmpty());
    return window.typed("slot-0-key");
  }

  /// Made on the page for devices, and read into a slot.
  private static String tokenKey(DesktopFixture window) {
    window.go(Place.DEVICES);
    window.type("devices-library", SoftToken.library().toString());
    window.press("devices-look");
    window.await("the token", () -> window.here(".token-pin").tryQuery().isPresent());
    window.typeInto(".token-pin", SoftToken.PIN);
    window.typeInto(".token-key-name", TESS);
    Button make = window.here(".token-make").queryAs(Button.class);
    window.robot().interact(make::fire);
    window.await("its key", () -> window.here(".token-key").tryQuery().isPresent());
    window.go(Place.MULTISIG);
    window.awaitShown("slot-0");
    window.press("slot-0-token");
    useToken(window, "slot-token");
    window.await("the key", () -> !window.typed("slot-0-key").isEmpty());
    assertThat(window.typed("slot-0-name")).isEqualTo(TESS);
    return window.typed("slot-0-key");
  }

  private static void useToken(DesktopFixture window, String card) {
    window.awaitShown(card);
    window.type(card + "-name", SoftToken.LABEL);
    window.type(card + "-pin", SoftToken.PIN);
    window.press(card + "-use");
  }

  /// One gathers the keys, and everybody takes what came of it and compares.
  private void setUp() throws IOException {
    List<String> keys = SEATS.stream().map(this::key).toList();
    DesktopFixture ana = at(ANA);
    ana.press("multisig-add");
    ana.press("multisig-add");
    for (int i = 0; i < SEATS.size(); i++) {
      ana.type("slot-" + i + "-name", SEATS.get(i));
      ana.type("slot-" + i + "-key", keys.get(i));
    }
    ana.type("multisig-name", TREASURY);
    threshold(ana);
    ana.press("multisig-check");
    ana.awaitShown("multisig-sign");
    String words = ana.text("multisig-words");
    assertThat(words.split(" ")).hasSize(6);
    ana.press("multisig-sign");
    Path setup = keep(ana);
    for (String seat : SEATS.subList(1, SEATS.size())) {
      DesktopFixture window = at(seat);
      window.go(Place.MULTISIG);
      window.press("multisig-import");
      window.type("multisig-setup-file", setup.toString());
      window.press("multisig-setup-file-ok");
      window.awaitShown("multisig-sign");
      assertThat(window.text("multisig-words")).isEqualTo(words);
      if (seat.equals(TESS)) {
        // Its key is elsewhere, so that its wallet only watches.
        window.press("multisig-watch");
        window.await("the wallet", () -> window.text("wallets").equals(TREASURY));
      } else {
        window.press("multisig-sign");
      }
      keep(window);
    }
  }

  private static void threshold(DesktopFixture window) {
    ComboBox<?> threshold = window.find("multisig-threshold", ComboBox.class);
    window.robot().interact(() -> threshold.getSelectionModel().select(2));
    assertThat(threshold.getValue()).isEqualTo(3);
  }

  private Path keep(DesktopFixture window) {
    Path setup = file(".txt");
    window.awaitShown("multisig-done");
    assertThat(window.find("multisig-done", Button.class).isDisabled()).isTrue();
    window.press("multisig-save");
    window.type("multisig-file", setup.toString());
    window.press("multisig-file-ok");
    window.press("multisig-done");
    window.awaitShown("seats-plan");
    return setup;
  }

  /// One plans the seats with what the others tell, and they join.
  private void sitDown() throws IOException {
    List<String> identities = new ArrayList<>();
    for (String seat : SEATS) {
      at(seat).press("seats-plan");
      at(seat).awaitShown("seats-identity");
      identities.add(at(seat).typed("seats-identity"));
    }
    DesktopFixture ana = at(ANA);
    for (int i = 0; i < SEATS.size(); i++) {
      ana.type("seat-name-" + i, SEATS.get(i));
      if (i > 0) {
        ana.type("seat-identity-" + i, identities.get(i));
      }
    }
    ScrollPane scroll = ana.find("multisig", ScrollPane.class);
    ana.robot().interact(() -> scroll.setVvalue(1));
    ana.pictures("five-seats-plan");
    ana.press("seats-create");
    ana.awaitShown("seats-seated");
    Path said = told(ANA);
    for (String seat : SEATS.subList(1, SEATS.size())) {
      DesktopFixture window = at(seat);
      window.press("seats-join");
      window.type("seats-file", said.toString());
      window.press("seats-file-ok");
      window.awaitShown("seats-seated");
    }
  }

  // Carrying.

  /// What a seat and those it heard of have said, as a file.
  private Path told(String seat) {
    DesktopFixture window = at(seat);
    Path said = file(".treasury");
    window.go(Place.APPROVALS);
    window.press("approvals-export");
    window.press("handed-save");
    window.type("handed-file", said.toString());
    window.press("handed-file-ok");
    window.await("the file", () -> window.text("notice").contains(said.toString()));
    window.press("handed-close");
    return said;
  }

  private void carryFile(String from, List<String> to) {
    Path said = told(from);
    for (String seat : to) {
      if (!seat.equals(from)) {
        DesktopFixture window = at(seat);
        window.go(Place.APPROVALS);
        String before = window.text("notice");
        window.press("approvals-import");
        window.type("approvals-file", said.toString());
        window.press("approvals-file-ok");
        window.await("what is new", () -> hasTaken(window, before));
      }
    }
  }

  private static boolean hasTaken(DesktopFixture window, String before) {
    String now = window.text("notice");
    return !now.equals(before) && now.contains(" new");
  }

  /// From the screen of one to the camera of another, frame by frame.
  private void carryFrames(String from, String to) throws IOException {
    DesktopFixture shower = at(from);
    DesktopFixture taker = at(to);
    shower.go(Place.APPROVALS);
    shower.press("approvals-export");
    shower.press("handed-code");
    shower.awaitShown("animated-code");
    taker.go(Place.APPROVALS);
    Camera camera = new Camera();
    String before = taker.text("notice");
    taker.await(
        "the whole code",
        () -> {
          Optional<String> frame = shower.look("animated-code").flatMap(camera::read);
          frame.ifPresent(each -> {
            taker.paste(each);
            taker.press("approvals-paste");
          });
          return hasTaken(taker, before);
        });
    assertThat(camera.missed()).isPositive();
    shower.pictures("five-seats-code");
    shower.press("handed-close");
  }

  private void fund() {
    DesktopFixture ana = at(ANA);
    ana.rpc("createwallet", SHOP);
    mine(101);
    ana.wallet(SHOP, "sendtoaddress", ana.wallet(ANA, "getnewaddress").asString(), 10);
    mine(1);
  }

  private void mine(int blocks) {
    DesktopFixture ana = at(ANA);
    ana.rpc("generatetoaddress", blocks, ana.wallet(SHOP, "getnewaddress").asString());
    int height = ana.rpc("getblockcount").asInt();
    for (String seat : SEATS) {
      at(seat).awaitText("status-height", "Block " + height);
    }
  }

  private void propose(String amount, String note) {
    DesktopFixture ana = at(ANA);
    String address = ana.wallet(SHOP, "getnewaddress").asString();
    ana.go(Place.SEND);
    ana.typeInto(".payee", address);
    ana.typeInto(".amount", amount);
    ana.typeInto(".label-field", "Landlord");
    ana.press("send-review");
    ana.awaitShown("review-propose");
    ana.type("review-note", note);
    ana.press("review-propose");
    ana.awaitText("proposal-standing", "Approved by 0 of 2");
    carryFile(ANA, SEATS);
  }

  /// The proposal that waits for a seat, on its page.
  private DesktopFixture look(String seat) {
    DesktopFixture window = at(seat);
    window.go(Place.APPROVALS);
    window.press("proposal-0");
    window.awaitShown("proposal-standing");
    return window;
  }

  private void approve(String seat) {
    DesktopFixture window = at(seat);
    window.awaitText("status-signatures", "1 waiting");
    window.countFromHere();
    window.go(Place.APPROVALS);
    window.press("proposal-0");
    window.press("proposal-approve");
    assertThat(window.clicks()).isEqualTo(3);
  }

  @Test
  void threeOfFive_pay_thoughOneRejectedFirst() throws IOException {
    setUp();
    sitDown();
    fund();

    propose("2.5", "Rent for November");
    DesktopFixture ben = look(BEN);
    ben.press("proposal-reject");
    ben.type("proposal-reason", "The rent is 2.4");
    ben.press("proposal-reject-now");
    ben.awaitText("proposal-standing", "Rejected by ben: The rent is 2.4");
    carryFile(BEN, SEATS);
    at(ANA).awaitText("status-signatures", "Nothing waits");

    propose("2.4", "Rent, as in the contract");
    approve(BEN);
    ben.awaitText("proposal-standing", "Approved by 1 of 2");
    carryFile(BEN, SEATS);
    approve(LENA);
    at(LENA).awaitText("proposal-standing", "Signed 0 of 3");
    carryFile(LENA, SEATS);

    // One signature comes as a code from a screen, one as a file, one from a token.
    look(BEN).press("proposal-sign");
    ben.awaitText("proposal-standing", "Signed 1 of 3");
    carryFrames(BEN, LENA);
    DesktopFixture lena = look(LENA);
    lena.awaitText("proposal-standing", "Signed 1 of 3");
    lena.press("proposal-sign");
    lena.awaitText("proposal-standing", "Signed 2 of 3");
    carryFile(LENA, List.of(TESS));
    DesktopFixture tess = look(TESS);
    tess.awaitText("proposal-standing", "Signed 2 of 3");
    useToken(tess, "proposal-token");
    tess.awaitText("proposal-standing", "All 3 signatures");
    assertThat(tess.find("proposal-send", Button.class).isDefaultButton()).isTrue();
    tess.pictures("five-seats-signed");
    tess.press("proposal-send");
    tess.awaitText("proposal-standing", "Sent");
    tess.await("the payment at the others", () -> at(OMAR).rpc("getrawmempool").size() == 1);
    carryFile(TESS, SEATS);
    mine(1);

    // All five tell the same, and prove it.
    List<String> words = new ArrayList<>();
    for (String seat : SEATS) {
      DesktopFixture window = at(seat);
      window.go(Place.APPROVALS);
      window.press("approvals-all");
      window.await("the paid one", () -> paidRow(window).isPresent());
      window.press(paidRow(window).orElseThrow());
      window.awaitText("proposal-standing", "Paid");
      assertThat(signers(window)).isEqualTo(3);
      window.go(Place.AUDIT);
      window.press("audit-verify");
      window.awaitText("audit-result", "whole and unaltered");
      window.go(Place.CONTACTS);
      window.awaitShown("people-words");
      words.add(window.text("people-words"));
    }
    assertThat(words).hasSize(SEATS.size()).containsOnly(words.getFirst());
  }

  private static Optional<String> paidRow(DesktopFixture window) {
    return window.all(Button.class).stream()
        .filter(each -> each.getStyleClass().contains("proposal-row"))
        .filter(each -> String.valueOf(each.getAccessibleText()).contains("Paid"))
        .map(Button::getId)
        .findFirst();
  }

  /// How many chips say so.
  private static long signers(DesktopFixture window) {
    return window.all(VBox.class).stream()
        .filter(each -> each.getStyleClass().contains("seat-signed"))
        .count();
  }
}

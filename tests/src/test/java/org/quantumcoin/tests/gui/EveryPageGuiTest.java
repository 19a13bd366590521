package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Cell;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.prefs.Appearance;

/// What holds for every page: its words are whole in each language at 1000x700, and whoever does
/// not see it is told what each control is.
class EveryPageGuiTest {
  @TempDir Path folder;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.open(folder);
    desktop.awaitText("status-height", "Block 0");
    desktop.rpc("createwallet", "savings");
    desktop.await("the wallet", () -> desktop.text("wallets").equals("savings"));
    String address = desktop.wallet("savings", "getnewaddress").stringValue();
    desktop.rpc("generatetoaddress", 3, address);
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (Place place : Place.values()) {
      if (desktop.isShown("rail-" + place.id())) {
        places.add(place);
      }
    }
    return places;
  }

  @Test
  void words_areWhole_inEveryLanguage() throws IOException {
    List<String> cut = new ArrayList<>();
    for (Locale language : Messages.LANGUAGES) {
      desktop.speak(language);
      for (Place place : places()) {
        desktop.go(place);
        desktop.settle();
        for (Labeled each : desktop.atRest(Labeled.class, EveryPageGuiTest::isCut)) {
          cut.add(language + " " + place + " " + each.getId() + ": " + each.getText());
        }
      }
      desktop.picture("language-" + language.toLanguageTag());
      boolean arabic = language.getLanguage().equals("ar");
      assertThat(desktop.orientation())
          .isEqualTo(arabic ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
    }
    assertThat(cut).isEmpty();
  }

  /// What the skin shows of a text ends in dots where there is no room. Cells of lists may be:
  /// their columns can be widened.
  private static boolean isCut(Labeled labeled) {
    if (labeled.getText() == null || labeled.getText().isEmpty() || isInList(labeled)) {
      return false;
    }
    for (Node child : labeled.getChildrenUnmodifiable()) {
      if (child instanceof Text shown && child != labeled.getGraphic() && shown.isVisible()) {
        return !shown.getText().equals(labeled.getText());
      }
    }
    return false;
  }

  private static boolean isInList(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof Cell<?> || each instanceof VirtualFlow<?>) {
        return true;
      }
    }
    return false;
  }

  @Test
  void controls_haveNames() {
    List<String> nameless = new ArrayList<>();
    for (Place place : places()) {
      desktop.go(place);
      desktop.settle();
      for (Control each : desktop.all(Control.class)) {
        boolean used = each.isFocusTraversable() && !each.isDisabled() && !isInList(each);
        if (used && !(each instanceof ScrollPane) && name(each).isBlank()) {
          nameless.add(place + " " + each.getClass().getSimpleName() + " #" + each.getId());
        }
      }
    }
    assertThat(nameless).isEmpty();
  }

  /// Disabled controls are exempt, as in WCAG; so are the ticks of a slider, whose value is named.
  @Test
  void texts_standOut_inEveryLook() {
    Set<String> faint = new TreeSet<>();
    for (Appearance look : List.of(Appearance.LIGHT, Appearance.DARK, Appearance.HIGH_CONTRAST)) {
      desktop.robot().interact(() -> desktop.preferences().appearanceProperty().set(look));
      for (Place place : places()) {
        desktop.go(place);
        // A click leaves the mouse's and the keyboard's marks on the button.
        desktop.settle();
        for (Text each : desktop.all(Text.class)) {
          boolean counts = !each.getText().isBlank() && !isDisabled(each) && !isTick(each);
          double contrast = counts ? Contrast.of(each).orElse(21.0) : 21;
          if (contrast < 4.5) {
            faint.add(
                "%s %s %.2f %s in %s"
                    .formatted(look, place, contrast, each.getText(), styles(each.getParent())));
          }
        }
      }
    }
    assertThat(faint).isEmpty();
  }

  private static boolean isDisabled(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.isDisabled()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTick(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof Slider) {
        return true;
      }
    }
    return false;
  }

  private static String styles(Node node) {
    return node == null ? "" : node.getStyleClass() + " of " + node.getParent();
  }

  /// Tab goes as the eye does: within each part of a page from the top down, and in a row with the
  /// direction of reading.
  @Test
  void focus_goesInTheOrderOfReading() {
    List<String> wrong = new ArrayList<>();
    for (Locale language : List.of(Locale.ENGLISH, Locale.forLanguageTag("ar"))) {
      desktop.speak(language);
      for (Place place : places()) {
        desktop.go(place);
        desktop.settle();
        Map<Parent, Control> before = new HashMap<>();
        for (Control each : desktop.all(Control.class)) {
          boolean used = each.isFocusTraversable() && !each.isDisabled() && !isInList(each);
          Control last = used ? before.put(each.getParent(), each) : null;
          if (last != null && isBefore(each, last)) {
            wrong.add(language + " " + place + ": " + last + " comes before " + each);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// Both lie in one parent, whose own coordinates run with the direction of reading.
  private static boolean isBefore(Node one, Node other) {
    Bounds a = one.getBoundsInParent();
    Bounds b = other.getBoundsInParent();
    boolean above = a.getMaxY() <= b.getMinY();
    boolean sameRow = a.getMinY() < b.getMaxY() && b.getMinY() < a.getMaxY();
    return above || (sameRow && a.getMaxX() <= b.getMinX());
  }

  private static String name(Control control) {
    if (control.getAccessibleText() != null) {
      return control.getAccessibleText();
    }
    return control instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
  }
}

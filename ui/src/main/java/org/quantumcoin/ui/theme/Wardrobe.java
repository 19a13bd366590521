package org.quantumcoin.ui.theme;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.prefs.Preferences;

/// Dresses a scene as the preferences say, now and whenever they or the computer's change.
public final class Wardrobe {
  private static final double BASE_FONT_PIXELS = 14;
  private static final List<String> SHEETS =
      List.of("base.css", "shell.css", "dashboard.css", "wallet.css", "node.css");
  private static final String HIGH_CONTRAST_ON_WINDOWS = "Windows.SPI.HighContrast";
  private static final String THEME_NAME_ON_GTK = "GTK.theme_name";

  private final Scene scene;
  private final Preferences preferences;

  private Wardrobe(Scene scene, Preferences preferences) {
    this.scene = scene;
    this.preferences = preferences;
  }

  public static void dress(Scene scene, Preferences preferences) {
    Wardrobe wardrobe = new Wardrobe(scene, preferences);
    scene.rootProperty().subscribe(_ -> wardrobe.dress());
    preferences.appearanceProperty().subscribe(_ -> wardrobe.dress());
    preferences.scalePercentProperty().subscribe(_ -> wardrobe.dress());
    // The computer's preferences outlive the window, and would keep it.
    Platform.getPreferences()
        .colorSchemeProperty()
        .when(scene.windowProperty().flatMap(Window::showingProperty).orElse(false))
        .subscribe(_ -> wardrobe.dress());
  }

  private void dress() {
    Platform.Preferences system = Platform.getPreferences();
    Theme theme =
        Theme.of(
            preferences.appearanceProperty().get(),
            system.getColorScheme() == ColorScheme.DARK,
            hasHighContrast(system));
    Application.setUserAgentStylesheet(theme.userAgentStylesheet());
    List<String> sheets = new ArrayList<>(SHEETS);
    theme.extraStylesheet().ifPresent(sheets::add);
    double pixels = BASE_FONT_PIXELS * preferences.scalePercentProperty().get() / 100;
    List<String> urls = new ArrayList<>(sheets.stream().map(Wardrobe::url).toList());
    urls.add(icons(pixels));
    scene.getStylesheets().setAll(urls);
    scene.getRoot().setStyle("-fx-font-size: %spx;".formatted(Double.toString(pixels)));
    scene.setNodeOrientation(
        Messages.isRightToLeft() ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
  }

  /// A sheet with the sizes of icons. They cannot be in em: an icon is a text whose size of font is
  /// the size of the icon, so that it would grow with each look at the sheet.
  private static String icons(double fontPixels) {
    String rules =
        String.join(
            "\n",
            rule(".ikonli-font-icon", fontPixels * 1.14),
            rule(".status-item .ikonli-font-icon", fontPixels),
            rule(".empty-state > .ikonli-font-icon", fontPixels * 3));
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(rules.getBytes(StandardCharsets.UTF_8));
  }

  private static String rule(String selector, double pixels) {
    return "%s { -fx-icon-size: %dpx; }".formatted(selector, Math.round(pixels));
  }

  private static boolean hasHighContrast(Platform.Preferences system) {
    return system.getBoolean(HIGH_CONTRAST_ON_WINDOWS).orElse(false)
        || system.getString(THEME_NAME_ON_GTK).orElse("").startsWith("HighContrast");
  }

  private static String url(String name) {
    URL url = Wardrobe.class.getResource("/org/quantumcoin/ui/css/" + name);
    return Objects.requireNonNull(url, name).toExternalForm();
  }
}

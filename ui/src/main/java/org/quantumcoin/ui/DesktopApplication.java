package org.quantumcoin.ui;

import java.util.ArrayList;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The toolkit's entry: one stage with the shell in it.
public final class DesktopApplication extends Application {
  @Override
  public void start(Stage stage) {
    Theme theme =
        Platform.getPreferences().getColorScheme() == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
    new MainWindow(stage, Desktop.session(), theme, DesktopApplication::exit).show();
  }

  private static void exit() {
    // A popup that is open while the toolkit ends takes the process down with it.
    for (Window window : new ArrayList<>(Window.getWindows())) {
      window.hide();
    }
    Platform.exit();
  }
}

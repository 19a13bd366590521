package org.quantumcoin.ui;

import java.time.Clock;
import java.util.ArrayList;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.notify.SystemNotifier;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.FxBridge;

/// The toolkit's entry: one stage with the shell in it.
public final class DesktopApplication extends Application {
  @Override
  public void start(Stage stage) {
    NodeSession session = Desktop.session();
    Preferences preferences = Preferences.open(session.preferencesFile());
    Messages.use(preferences.languageProperty().get());
    CrashWindow.install(preferences, new FxBridge());
    new MainWindow(
            stage,
            session,
            preferences,
            SystemNotifier.ofThisSystem(),
            Clock.systemUTC(),
            DesktopApplication::exit)
        .show();
  }

  private static void exit() {
    // A popup that is open while the toolkit ends takes the process down with it.
    for (Window window : new ArrayList<>(Window.getWindows())) {
      window.hide();
    }
    Platform.exit();
  }
}

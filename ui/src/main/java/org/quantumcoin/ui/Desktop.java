package org.quantumcoin.ui;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import org.jspecify.annotations.Nullable;

/// Opens the window. One a process.
public final class Desktop {
  private static final AtomicReference<@Nullable NodeSession> SESSION = new AtomicReference<>();

  private Desktop() {}

  /// Shows the window over a session that is starting, and returns when the window is closed and
  /// the session has stopped.
  ///
  /// @throws NoWindowException where there is none; the session goes on
  public static void run(NodeSession session) throws NoWindowException {
    if (!SESSION.compareAndSet(null, session)) {
      throw new IllegalStateException("there is a window already");
    }
    try {
      Application.launch(DesktopApplication.class);
    } catch (UnsupportedOperationException e) {
      throw new NoWindowException(e);
    }
  }

  /// The toolkit makes the application object, so the session waits here for it.
  static NodeSession session() {
    return Objects.requireNonNull(SESSION.get(), "no session was given");
  }
}

package org.quantumcoin.ui.task;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/// Runs things on the FX thread; the only place that calls [Platform#runLater].
public final class FxBridge implements Executor {
  @Override
  public void execute(Runnable task) {
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      Platform.runLater(task);
    }
  }

  /// Runs it after what the FX thread is doing now.
  public void later(Runnable task) {
    Platform.runLater(task);
  }
}

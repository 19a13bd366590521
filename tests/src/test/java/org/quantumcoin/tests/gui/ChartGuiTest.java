package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.ui.control.HistoryChart;
import org.quantumcoin.ui.format.Quantities;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// A chart of ten thousand points is drawn anew ten times a second, by the software pipeline, and
/// no frame is late for it.
@Timeout(120)
class ChartGuiTest {
  private static final int POINTS = 10_000;
  private static final int UPDATES = 100;
  private static final int PULSES_PER_UPDATE = 6;

  /// The goal, for a quiet machine to show, is two frames of sixty a second (`-Dchart.millis=34`).
  private static final double MOST_MILLIS = Integer.getInteger("chart.millis", 250);

  @Test
  void chart_ofTenThousandPoints_losesNoFrames() throws Exception {
    Stage _ = FxToolkit.registerPrimaryStage();
    Stage stage = FxToolkit.registerStage(Stage::new);
    double[] values = new Random(1).doubles(POINTS + UPDATES, 0, 1e6).toArray();
    CountDownLatch done = new CountDownLatch(UPDATES);
    PulseLog log = new PulseLog();
    FxRobot robot = new FxRobot();
    robot.interact(() -> {
      HistoryChart chart = new HistoryChart(Quantities::bytesPerSecond);
      stage.setScene(new Scene(chart, 1000, 700));
      stage.show();
      log.start();
      new Updates(chart, values, done).start();
    });
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    robot.interact(() -> {
      log.stop();
      stage.hide();
    });
    System.out.println("chart of " + POINTS + " points: " + log.line());
    assertThat(log.pulses()).isGreaterThan(UPDATES);
    assertThat(log.millis(0.99)).isLessThan(MOST_MILLIS);
  }

  /// Moves the series on by a value at every sixth pulse.
  private static final class Updates extends AnimationTimer {
    private final HistoryChart chart;
    private final double[] values;
    private final CountDownLatch left;
    private int pulse;

    Updates(HistoryChart chart, double[] values, CountDownLatch left) {
      this.chart = chart;
      this.values = values;
      this.left = left;
    }

    @Override
    public void handle(long now) {
      if (pulse++ % PULSES_PER_UPDATE != 0) {
        return;
      }
      int newest = values.length - Math.max(1, (int) left.getCount());
      chart.show(
          POINTS,
          POINTS,
          age -> values[newest - age],
          age -> values[newest - POINTS / 2 - age / 2]);
      left.countDown();
      if (left.getCount() == 0) {
        stop();
      }
    }
  }
}

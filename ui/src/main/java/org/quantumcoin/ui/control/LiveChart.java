package org.quantumcoin.ui.control;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.chart.AreaChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.StackPane;

/// The last values of something, newest at the right, scaled to the largest one shown.
///
/// The series has a fixed number of points whose values change in place: nothing is added or
/// removed while it runs, which keeps the software renderer fast.
public final class LiveChart extends StackPane {
  private final XYChart.Series<Number, Number> series = new XYChart.Series<>();
  private final NumberAxis valueAxis = new NumberAxis();
  private final List<Double> values;
  private final int points;
  private final int step;

  /// Shows `values`, at most `capacity` of them, each point being the mean of `step`.
  /// `secondsPerValue` labels the axis.
  public LiveChart(ObservableList<Double> values, int capacity, int step, double secondsPerValue) {
    this.values = values;
    this.points = capacity / step;
    this.step = step;
    double span = capacity * secondsPerValue;
    NumberAxis timeAxis = new NumberAxis(-span, 0, span / 4);
    timeAxis.setTickLabelFormatter(new SecondsFormatter());
    timeAxis.setMinorTickVisible(false);
    valueAxis.setAutoRanging(false);
    valueAxis.setLowerBound(0);
    valueAxis.setMinorTickVisible(false);
    for (int i = 0; i < points; i++) {
      series.getData().add(new XYChart.Data<>(-span + (i + 1) * span / points, 0));
    }
    AreaChart<Number, Number> chart = new AreaChart<>(timeAxis, valueAxis);
    chart.getData().add(series);
    chart.setAnimated(false);
    chart.setCreateSymbols(false);
    chart.setLegendVisible(false);
    chart.setHorizontalZeroLineVisible(false);
    chart.setVerticalGridLinesVisible(false);
    chart.setMinSize(0, 0);
    getStyleClass().add("live-chart");
    getChildren().add(chart);
    values.addListener((ListChangeListener<Double>) _ -> redraw());
    redraw();
  }

  private void redraw() {
    double max = 0;
    int offset = points * step - values.size();
    for (int point = 0; point < points; point++) {
      double sum = 0;
      int count = 0;
      for (int i = point * step; i < (point + 1) * step; i++) {
        int index = i - offset;
        if (index >= 0 && index < values.size()) {
          sum += values.get(index);
          count++;
        }
      }
      double mean = count == 0 ? 0 : sum / count;
      max = Math.max(max, mean);
      XYChart.Data<Number, Number> data = series.getData().get(point);
      if (data.getYValue().doubleValue() != mean) {
        data.setYValue(mean);
      }
    }
    scale(max);
  }

  /// Round numbers, changed only when the values leave them, so that the picture does not jump.
  private void scale(double max) {
    double rounded = niceAbove(Math.max(max, 1));
    if (max > valueAxis.getUpperBound() || rounded < valueAxis.getUpperBound() / 2) {
      valueAxis.setUpperBound(rounded);
      valueAxis.setTickUnit(rounded / 4);
    }
  }

  private static double niceAbove(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 4, 8}) {
      if (value <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}

package org.quantumcoin.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import javafx.geometry.NodeOrientation;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.text.Text;
import org.quantumcoin.ui.format.Durations;

/// Two series over the same time, newest at the right, of any length: for each column of pixels a
/// band from the least to the greatest value, so that ten thousand points cost no more than the
/// chart is wide.
public final class HistoryChart extends Region {
  private static final int LINES = 4;
  private static final int COLUMN_PIXELS = 2;
  private static final double LEFT = 88;
  private static final double BOTTOM = 22;
  private static final double TOP = 8;

  private final Polygon first = band("history-first");
  private final Polygon second = band("history-second");
  private final List<Line> grid = new ArrayList<>();
  private final List<Text> values = new ArrayList<>();
  private final List<Text> times = new ArrayList<>();
  private final DoubleFunction<String> words;
  private IntToDoubleFunction firstByAge = _ -> 0;
  private IntToDoubleFunction secondByAge = _ -> 0;
  private int size;
  private int count = 1;

  /// Without values yet.
  ///
  /// @param words a value with its unit
  public HistoryChart(DoubleFunction<String> words) {
    this.words = words;
    getStyleClass().add("history-chart");
    setMinHeight(160);
    for (int i = 0; i <= LINES; i++) {
      Line line = new Line();
      line.getStyleClass().add("history-grid");
      grid.add(line);
      values.add(label());
      times.add(label());
    }
    getChildren().addAll(grid);
    getChildren().addAll(first, second);
    getChildren().addAll(values);
    getChildren().addAll(times);
    // Time runs to the right in every language here, as amounts and heights do.
    setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
  }

  private static Polygon band(String style) {
    Polygon band = new Polygon();
    band.setManaged(false);
    band.getStyleClass().add(style);
    return band;
  }

  private static Text label() {
    Text text = new Text();
    text.setTextOrigin(VPos.CENTER);
    text.getStyleClass().add("history-label");
    return text;
  }

  /// Shows series as they are now; both are asked by age in seconds, 0 for the newest.
  ///
  /// @param seconds the span of time
  /// @param known values that there are of each
  public void show(
      int seconds, int known, IntToDoubleFunction firstSeries, IntToDoubleFunction secondSeries) {
    count = seconds;
    size = known;
    firstByAge = firstSeries;
    secondByAge = secondSeries;
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return 220;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - LEFT;
    double height = getHeight() - BOTTOM - TOP;
    if (width < COLUMN_PIXELS || height <= 0) {
      return;
    }
    int columns = Math.clamp((int) width / COLUMN_PIXELS, 1, Math.max(1, count));
    Decimation one = Decimation.of(columns, count, size, firstByAge);
    Decimation two = Decimation.of(columns, count, size, secondByAge);
    double most = niceAbove(Math.max(Math.max(one.max(), two.max()), 1));
    draw(first, one, width, height, most);
    draw(second, two, width, height, most);
    for (int i = 0; i <= LINES; i++) {
      double y = TOP + height - height * i / LINES;
      Line line = grid.get(i);
      line.setStartX(LEFT);
      line.setEndX(LEFT + width);
      line.setStartY(y);
      line.setEndY(y);
      Text value = values.get(i);
      value.setText(words.apply(most * i / LINES));
      value.setX(LEFT - 8 - value.prefWidth(-1));
      value.setY(y);
      Text time = times.get(i);
      time.setText(Durations.ago((long) count * (LINES - i) / LINES));
      double centre = LEFT + width * i / LINES - time.prefWidth(-1) / 2;
      time.setX(Math.clamp(centre, LEFT, LEFT + width - time.prefWidth(-1)));
      time.setY(TOP + height + BOTTOM / 2 + 2);
    }
  }

  /// The upper edge from left to right, and the lower edge, where nothing was is the ground, back.
  private static void draw(
      Polygon band, Decimation series, double width, double height, double most) {
    int columns = series.columns();
    Double[] points = new Double[columns * 4];
    for (int i = 0; i < columns; i++) {
      double x = LEFT + width * (i + 0.5) / columns;
      points[2 * i] = x;
      points[2 * i + 1] = TOP + height - height * series.greatest(i) / most;
      int back = 4 * columns - 2 - 2 * i;
      points[back] = x;
      // At least a pixel, so that a line that is level can be seen.
      points[back + 1] = TOP + height - height * series.least(i) / most + 1;
    }
    band.getPoints().setAll(points);
  }

  private static double niceAbove(double value) {
    double unit = 1;
    while (unit * 4 < value) {
      unit *= 2;
    }
    return unit * 4;
  }
}

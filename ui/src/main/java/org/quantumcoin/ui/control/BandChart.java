package org.quantumcoin.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/// Amounts of several kinds over time, laid upon each other; now is at the right.
///
/// However many samples there are, each band is a polygon with a corner for every few pixels: of
/// the samples that share a column the largest counts, so that no peak is lost.
public final class BandChart extends Pane {
  /// Pixels between two corners.
  private static final double STEP = 3;

  private static final int GRID_LINES = 2;
  private static final double GAP = 8;

  private final List<Polygon> shapes = new ArrayList<>();
  private final List<Line> grid = new ArrayList<>();
  private final List<Label> heights = new ArrayList<>();
  private final Label from = axisLabel();
  private final Label to = axisLabel();
  private final double least;
  private final DoubleFunction<String> unit;
  private List<Sample> samples = List.of();
  private double span = 1;

  /// One value for each band, the lowest band first; `at` counts in any unit of time.
  public record Sample(double at, List<Double> values) {
    public Sample {
      values = List.copyOf(values);
    }
  }

  /// The scale reaches at least `least`; `unit` names a value of it.
  public BandChart(int bands, double least, DoubleFunction<String> unit) {
    this.least = least;
    this.unit = unit;
    getStyleClass().add("band-chart");
    for (int i = 0; i <= GRID_LINES; i++) {
      Line line = new Line();
      line.getStyleClass().add("band-grid");
      grid.add(line);
      heights.add(axisLabel());
    }
    for (int band = 0; band < bands; band++) {
      Polygon shape = new Polygon();
      shape.getStyleClass().addAll("band", "band-" + band);
      shapes.add(shape);
    }
    getChildren().addAll(shapes);
    getChildren().addAll(grid);
    getChildren().addAll(heights);
    getChildren().addAll(from, to);
    setMinSize(0, 0);
  }

  private static Label axisLabel() {
    Label label = new Label();
    label.getStyleClass().add("band-label");
    return label;
  }

  /// Shows samples in order of time, of which the last `span` are seen; `begin` and `end` name the
  /// ends of the axis.
  public void show(List<Sample> all, double spanShown, String begin, String end) {
    samples = all;
    span = spanShown;
    from.setText(begin);
    to.setText(end);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double labelHeight = to.prefHeight(-1);
    double top = snappedTopInset() + labelHeight / 2;
    double bottom = getHeight() - snappedBottomInset() - labelHeight - GAP / 2;
    double most = niceAbove(Math.max(least, mostOf(samples)));
    double labelWidth = 0;
    for (int i = 0; i <= GRID_LINES; i++) {
      heights.get(i).setText(unit.apply(most * i / GRID_LINES));
      labelWidth = Math.max(labelWidth, heights.get(i).prefWidth(-1));
    }
    double left = snappedLeftInset() + labelWidth + GAP;
    double right = getWidth() - snappedRightInset();
    if (right - left < STEP || bottom - top < STEP) {
      shapes.forEach(shape -> shape.getPoints().clear());
      return;
    }
    for (int i = 0; i <= GRID_LINES; i++) {
      double y = Math.round(bottom - (bottom - top) * i / GRID_LINES) + 0.5;
      Line line = grid.get(i);
      line.setStartX(left);
      line.setEndX(right);
      line.setStartY(y);
      line.setEndY(y);
      Label label = heights.get(i);
      layoutInArea(
          label,
          snappedLeftInset(),
          y - labelHeight / 2,
          labelWidth,
          labelHeight,
          0,
          HPos.RIGHT,
          VPos.CENTER);
    }
    place(from, left, bottom + GAP / 2);
    place(to, right - to.prefWidth(-1), bottom + GAP / 2);
    draw(left, right, top, bottom, most);
  }

  private static void place(Label label, double x, double y) {
    label.resizeRelocate(x, y, label.prefWidth(-1), label.prefHeight(-1));
  }

  private void draw(double left, double right, double top, double bottom, double most) {
    int columns = (int) Math.floor((right - left) / STEP) + 1;
    double[][] cumulated = columns(samples, span, shapes.size(), columns);
    for (int band = 0; band < shapes.size(); band++) {
      List<Double> points = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        points.add(left + column * STEP);
        points.add(bottom - (bottom - top) * cumulated[band + 1][column] / most);
      }
      for (int column = columns - 1; column >= 0; column--) {
        points.add(left + column * STEP);
        points.add(bottom - (bottom - top) * cumulated[band][column] / most);
      }
      shapes.get(band).getPoints().setAll(points);
    }
  }

  /// Of each column the sums of the bands up to each, beginning with zeros. A column without a
  /// sample has those of the one before.
  static double[][] columns(List<Sample> samples, double span, int bands, int columns) {
    double[][] cumulated = new double[bands + 1][columns];
    if (samples.isEmpty()) {
      return cumulated;
    }
    double end = samples.getLast().at();
    boolean[] filled = new boolean[columns];
    for (Sample sample : samples) {
      double place = (1 - (end - sample.at()) / span) * (columns - 1);
      int column = (int) Math.round(place);
      if (column < 0) {
        continue;
      }
      double sum = 0;
      double total = 0;
      for (double value : sample.values()) {
        total += value;
      }
      if (filled[column] && total <= cumulated[bands][column]) {
        continue;
      }
      filled[column] = true;
      for (int band = 0; band < bands; band++) {
        sum += sample.values().get(band);
        cumulated[band + 1][column] = sum;
      }
    }
    for (int column = 1; column < columns; column++) {
      for (int band = 1; !filled[column] && band <= bands; band++) {
        cumulated[band][column] = cumulated[band][column - 1];
      }
    }
    return cumulated;
  }

  private static double mostOf(List<Sample> samples) {
    double most = 0;
    for (Sample sample : samples) {
      double total = 0;
      for (double value : sample.values()) {
        total += value;
      }
      most = Math.max(most, total);
    }
    return most;
  }

  /// A round number that is not below a positive one, so that the scale reads well and seldom
  /// jumps.
  static double niceAbove(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 4, 6, 8}) {
      if (value <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}

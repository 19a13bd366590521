package org.quantumcoin.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;

/// A transaction as a picture: what it spends at the left, what it makes at the right, the fee
/// beneath; bands as wide as the amounts. Change is dimmed.
public final class TxDiagram extends HBox {
  /// More than this many on a side are told as a number.
  private static final int MAX_ENDS = 8;

  private static final double MIN_BAND = 1.5;
  private static final double MAX_BAND = 18;

  /// One input or output.
  ///
  /// @param title a label or an address
  /// @param sats -1 where they are not known
  /// @param kind for the stylesheet: `ours`, `change`, `other`, `fee`
  /// @param detail the whole truth, for the tooltip and for those who listen
  /// @param follow what a click does
  public record End(
      String title, String amount, long sats, Kind kind, String detail, Runnable follow) {}

  /// Whose an end is.
  public enum Kind {
    OURS,
    CHANGE,
    OTHER,
    FEE
  }

  private final List<CubicCurve> leftBands;
  private final List<CubicCurve> rightBands;
  private final List<Node> leftNodes = new ArrayList<>();
  private final List<Node> rightNodes = new ArrayList<>();
  private final Pane middle = new Pane();
  private final VBox leftBox;
  private final VBox rightBox;

  /// `more` tells how many ends are left out on a side.
  public TxDiagram(List<End> inputs, List<End> outputs, IntFunction<String> more) {
    List<End> left = inputs.subList(0, Math.min(inputs.size(), MAX_ENDS));
    List<End> right = outputs.subList(0, Math.min(outputs.size(), MAX_ENDS));
    getStyleClass().add("tx-diagram");
    this.leftBox = side(left, leftNodes, inputs.size(), more, Pos.CENTER_RIGHT);
    this.rightBox = side(right, rightNodes, outputs.size(), more, Pos.CENTER_LEFT);
    long most = most(left, right);
    this.leftBands = bands(left, most);
    this.rightBands = bands(right, most);
    middle.getChildren().addAll(leftBands);
    middle.getChildren().addAll(rightBands);
    middle.setMinWidth(60);
    middle.setPrefWidth(120);
    HBox.setHgrow(middle, Priority.ALWAYS);
    getChildren().addAll(leftBox, middle, rightBox);
  }

  private static VBox side(
      List<End> ends, List<Node> nodes, int all, IntFunction<String> more, Pos alignment) {
    VBox box = new VBox();
    box.getStyleClass().add("tx-side");
    box.setAlignment(alignment);
    for (End end : ends) {
      Label amount = new Label(end.amount());
      amount.getStyleClass().add("tx-end-amount");
      Label title = new Label(end.title());
      VBox words = new VBox(title, amount);
      words.setAlignment(alignment);
      Button button = new Button();
      button.setGraphic(words);
      button
          .getStyleClass()
          .addAll("tx-end", "tx-end-" + end.kind().name().toLowerCase(Locale.ROOT));
      button.setAccessibleText(end.detail());
      button.setTooltip(new Tooltip(end.detail()));
      button.setOnAction(_ -> end.follow().run());
      nodes.add(button);
      box.getChildren().add(button);
    }
    if (all > ends.size()) {
      Label rest = new Label(more.apply(all - ends.size()));
      rest.getStyleClass().add("text-muted");
      box.getChildren().add(rest);
    }
    return box;
  }

  /// The bands end where the ends are, which is known when those are in their places.
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    leftBox.layout();
    rightBox.layout();
    draw();
  }

  private void draw() {
    double centre = middle.getHeight() / 2;
    double width = middle.getWidth();
    for (int i = 0; i < leftBands.size(); i++) {
      lead(leftBands.get(i), 0, place(leftNodes.get(i)), width / 2, centre);
    }
    for (int i = 0; i < rightBands.size(); i++) {
      lead(rightBands.get(i), width, place(rightNodes.get(i)), width / 2, centre);
    }
  }

  private static double place(Node node) {
    Bounds bounds = node.getBoundsInParent();
    return (bounds.getMinY() + bounds.getMaxY()) / 2;
  }

  private static void lead(CubicCurve band, double x, double y, double toX, double toY) {
    double bend = (x + toX) / 2;
    band.setStartX(x);
    band.setStartY(y);
    band.setControlX1(bend);
    band.setControlY1(y);
    band.setControlX2(bend);
    band.setControlY2(toY);
    band.setEndX(toX);
    band.setEndY(toY);
  }

  /// As wide as its amount is beside the largest one.
  private static List<CubicCurve> bands(List<End> ends, long most) {
    List<CubicCurve> bands = new ArrayList<>();
    for (End end : ends) {
      CubicCurve band = new CubicCurve();
      double part = Math.max(end.sats(), 0) / (double) most;
      band.setStrokeWidth(MIN_BAND + part * (MAX_BAND - MIN_BAND));
      band.getStyleClass()
          .addAll("tx-band", "tx-band-" + end.kind().name().toLowerCase(Locale.ROOT));
      band.setMouseTransparent(true);
      // Where it goes is said by the ends, not the other way round.
      band.setManaged(false);
      bands.add(band);
    }
    return bands;
  }

  private static long most(List<End> left, List<End> right) {
    long most = 1;
    for (List<End> side : List.of(left, right)) {
      for (End end : side) {
        most = Math.max(most, end.sats());
      }
    }
    return most;
  }
}

package org.quantumcoin.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Blocks as a row of cubes, the newest at the left; as many as there is room for.
public final class BlockCubes<T> extends HBox {
  /// What a cube says: a heading, two lines, and the whole truth in its tooltip.
  public record Cube(String title, String first, String second, String tooltip) {}

  private final ObservableList<T> blocks;
  private final Function<T, Cube> describe;

  public BlockCubes(ObservableList<T> blocks, Function<T, Cube> describe) {
    this.blocks = blocks;
    this.describe = describe;
    getStyleClass().add("block-cubes");
    blocks.addListener((ListChangeListener<T>) _ -> redraw());
    redraw();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    for (Node cube : getChildren()) {
      cube.setVisible(cube.getLayoutX() + cube.getLayoutBounds().getWidth() <= getWidth());
    }
  }

  /// No room at all is enough, so that cubes never widen the window.
  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  private void redraw() {
    List<Node> cubes = new ArrayList<>();
    for (T block : blocks) {
      cubes.add(cube(describe.apply(block)));
    }
    getChildren().setAll(cubes);
  }

  private static Node cube(Cube cube) {
    Label title = new Label(cube.title());
    title.getStyleClass().add("block-cube-title");
    Label first = new Label(cube.first());
    first.getStyleClass().add("block-cube-line");
    Label second = new Label(cube.second());
    second.getStyleClass().add("block-cube-line");
    VBox box = new VBox(title, first, second);
    box.getStyleClass().add("block-cube");
    box.setAccessibleText(String.join(", ", cube.title(), cube.first(), cube.second()));
    Tooltip.install(box, new Tooltip(cube.tooltip()));
    return box;
  }
}

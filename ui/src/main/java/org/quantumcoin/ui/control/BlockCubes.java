package org.quantumcoin.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Blocks as a row of cubes: the one to come, then the newest; as many as there is room for. A
/// click opens one.
public final class BlockCubes<T> extends HBox {
  /// What a cube says: a heading, two lines, and the whole truth in its tooltip.
  public record Cube(String title, String first, String second, String tooltip) {}

  private final ObservableList<T> blocks;
  private final Function<T, Cube> describe;
  private final Consumer<T> open;
  private final Runnable openPending;
  private Optional<Cube> pending = Optional.empty();

  public BlockCubes(
      ObservableList<T> blocks,
      Function<T, Cube> describe,
      Consumer<T> open,
      Runnable openPending) {
    this.blocks = blocks;
    this.describe = describe;
    this.open = open;
    this.openPending = openPending;
    getStyleClass().add("block-cubes");
    blocks.addListener((ListChangeListener<T>) _ -> redraw());
    redraw();
  }

  /// What the next block would be.
  public void showPending(Cube next) {
    if (!pending.equals(Optional.of(next))) {
      pending = Optional.of(next);
      redraw();
    }
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
    pending.ifPresent(next -> {
      Button cube = cube(next, openPending);
      cube.setId("block-pending");
      cube.getStyleClass().add("block-cube-pending");
      cubes.add(cube);
    });
    for (T block : blocks) {
      cubes.add(cube(describe.apply(block), () -> open.accept(block)));
    }
    getChildren().setAll(cubes);
  }

  private static Button cube(Cube cube, Runnable onClick) {
    Label title = new Label(cube.title());
    title.getStyleClass().add("block-cube-title");
    Label first = new Label(cube.first());
    first.getStyleClass().add("block-cube-line");
    Label second = new Label(cube.second());
    second.getStyleClass().add("block-cube-line");
    Button box = new Button();
    box.setGraphic(new VBox(title, first, second));
    box.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    box.getStyleClass().setAll("block-cube");
    box.setMinWidth(USE_PREF_SIZE);
    box.setAccessibleText(String.join(", ", cube.title(), cube.first(), cube.second()));
    box.setTooltip(new Tooltip(cube.tooltip()));
    box.setOnAction(_ -> onClick.run());
    return box;
  }
}

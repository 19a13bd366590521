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
  private final Box pendingBox = new Box();
  private final List<Box> boxes = new ArrayList<>();
  private Optional<Cube> pending = Optional.empty();

  public BlockCubes(
      ObservableList<T> blocks,
      Function<T, Cube> describe,
      Consumer<T> open,
      Runnable openPending) {
    this.blocks = blocks;
    this.describe = describe;
    this.open = open;
    pendingBox.setId("block-pending");
    pendingBox.getStyleClass().add("block-cube-pending");
    pendingBox.setOnAction(_ -> openPending.run());
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

  /// Cubes that are there are told what they say now; building them anew would cost a window's time
  /// many times over while blocks come by the hundred.
  private void redraw() {
    List<Node> shown = new ArrayList<>();
    pending.ifPresent(next -> {
      pendingBox.say(next);
      shown.add(pendingBox);
    });
    for (int i = 0; i < blocks.size(); i++) {
      if (i == boxes.size()) {
        boxes.add(new Box());
      }
      T block = blocks.get(i);
      Box box = boxes.get(i);
      box.say(describe.apply(block));
      box.setOnAction(_ -> open.accept(block));
      shown.add(box);
    }
    if (!getChildren().equals(shown)) {
      getChildren().setAll(shown);
    }
  }

  /// One of them.
  private static final class Box extends Button {
    private final Label title = label("block-cube-title");
    private final Label first = label("block-cube-line");
    private final Label second = label("block-cube-line");
    private final Tooltip more = new Tooltip();

    Box() {
      setGraphic(new VBox(title, first, second));
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      getStyleClass().setAll("block-cube");
      setMinWidth(USE_PREF_SIZE);
      setTooltip(more);
    }

    private static Label label(String styleClass) {
      Label label = new Label();
      label.getStyleClass().add(styleClass);
      return label;
    }

    void say(Cube cube) {
      title.setText(cube.title());
      first.setText(cube.first());
      second.setText(cube.second());
      more.setText(cube.tooltip());
      setAccessibleText(String.join(", ", cube.title(), cube.first(), cube.second()));
    }
  }
}

package org.quantumcoin.ui.control;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeLineCap;

/// A ring that fills as a sync goes on, with the percentage in its middle.
///
/// A negative progress means that nothing can be measured yet: the ring is empty and says so with a
/// dash. Nothing turns endlessly; a ring that stands still costs nothing.
public final class SyncRing extends StackPane {
  private static final double RADIUS = 48;
  private static final double FULL_TURN = 360;

  private final DoubleProperty progress = new SimpleDoubleProperty(-1);
  private final Arc arc = new Arc(0, 0, RADIUS, RADIUS, 90, 0);
  private final Label percent = new Label("–");

  public SyncRing() {
    getStyleClass().add("sync-ring");
    Circle track = new Circle(RADIUS);
    track.getStyleClass().add("sync-ring-track");
    arc.setType(ArcType.OPEN);
    arc.setStrokeLineCap(StrokeLineCap.ROUND);
    arc.getStyleClass().add("sync-ring-arc");
    // An arc that is part of the layout would move while it grows.
    arc.setManaged(false);
    percent.getStyleClass().add("sync-ring-percent");
    getChildren().addAll(track, arc, percent);
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
    setMinSize(2 * RADIUS + 16, 2 * RADIUS + 16);
    setMaxSize(2 * RADIUS + 16, 2 * RADIUS + 16);
    progress.addListener((_, _, now) -> show(now.doubleValue()));
  }

  private void show(double value) {
    double part = Math.clamp(value, 0, 1);
    arc.setLength(-FULL_TURN * part);
    // Never "100 %" before the end is reached.
    double shown = part >= 1 ? 100 : Math.floor(part * 1000) / 10;
    String text = value < 0 ? "–" : part >= 1 ? "100 %" : "%.1f %%".formatted(shown);
    percent.setText(text);
    setAccessibleText(text);
    pseudoClassStateChanged(PseudoClass.getPseudoClass("full"), part >= 1);
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    arc.setCenterX(getWidth() / 2);
    arc.setCenterY(getHeight() / 2);
  }

  public DoubleProperty progressProperty() {
    return progress;
  }
}

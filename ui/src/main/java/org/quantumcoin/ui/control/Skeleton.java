package org.quantumcoin.ui.control;

import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The outline of what is being fetched.
public final class Skeleton {
  private static final double ROW_HEIGHT = 56;
  private static final double GAP = 8;

  private Skeleton() {}

  public static Node rows(int count) {
    VBox box = new VBox(GAP);
    for (int i = 0; i < count; i++) {
      Region row = new Region();
      row.getStyleClass().add("skeleton");
      row.setMinHeight(ROW_HEIGHT);
      box.getChildren().add(row);
    }
    return box;
  }
}

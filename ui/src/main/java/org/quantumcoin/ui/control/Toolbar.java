package org.quantumcoin.ui.control;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/// What acts on a page, in a row; in a second one where the window is narrow or the words are long,
/// so that no word is cut.
public final class Toolbar extends FlowPane {
  private static final double GAP = 8;

  public Toolbar(Node... parts) {
    super(GAP, GAP, parts);
    setRowValignment(VPos.CENTER);
    getStyleClass().add("toolbar");
    // As wide as it may be before it breaks: the page decides, not a guess at a good width.
    setPrefWrapLength(0);
    setMinWidth(0);
  }
}

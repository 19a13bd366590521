package org.quantumcoin.ui.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.TilePane;

/// Recovery words with their numbers, as they are copied to paper.
public final class WordTiles {
  private static final int COLUMNS = 4;

  private WordTiles() {}

  public static Node of(String id, List<String> words) {
    TilePane tiles = new TilePane();
    tiles.setPrefColumns(COLUMNS);
    tiles.setHgap(12);
    tiles.setVgap(8);
    tiles.setId(id);
    for (int i = 0; i < words.size(); i++) {
      Label word = new Label(i + 1 + ". " + words.get(i));
      word.getStyleClass().addAll("mono", "recovery-word");
      word.setAlignment(Pos.CENTER_LEFT);
      word.setMaxWidth(Double.MAX_VALUE);
      tiles.getChildren().add(word);
    }
    return tiles;
  }
}

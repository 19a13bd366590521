package org.quantumcoin.ui.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;

/// What waits for a person, each with the button that ends it; or that all is well.
final class NeedsCard {
  private final Desk desk;
  private final NeedsViewModel model;
  private final VBox list = new VBox();

  private NeedsCard(Desk desk, NeedsViewModel model) {
    this.desk = desk;
    this.model = model;
  }

  static Node of(Desk desk, NeedsViewModel model) {
    NeedsCard card = new NeedsCard(desk, model);
    card.list.setId("needs");
    card.list.getStyleClass().add("needs");
    model.needs().addListener((ListChangeListener<Need>) _ -> card.redraw());
    card.redraw();
    ScrollPane scroll = new ScrollPane(card.list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("needs-scroll");
    return Card.growing("card.needs", scroll);
  }

  private void redraw() {
    List<Node> rows = new ArrayList<>();
    List<Need> needs = model.needs();
    for (int i = 0; i < needs.size(); i++) {
      rows.add(row(i, needs.get(i)));
    }
    if (rows.isEmpty()) {
      rows.add(line("fth-check-circle", "event-good", Messages.text("need.none")));
    }
    list.getChildren().setAll(rows);
  }

  private static HBox line(String icon, String styleClass, String sentence) {
    FontIcon mark = new FontIcon(icon);
    mark.getStyleClass().add(styleClass);
    Label words = new Label(sentence);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(mark, words);
    line.getStyleClass().add("event-row");
    line.setAlignment(Pos.TOP_LEFT);
    return line;
  }

  private Node row(int number, Need need) {
    HBox line =
        switch (need.weight()) {
          case DANGER -> line("fth-alert-octagon", "event-bad", need.sentence());
          case WARNING -> line("fth-alert-triangle", "event-warning", need.sentence());
          case WAITING -> line("fth-inbox", "event-info", need.sentence());
        };
    Button mend = new Button(need.button());
    mend.setId("need-" + number);
    mend.setOnAction(_ -> mend(need));
    VBox row = new VBox(line, mend);
    row.getStyleClass().add("need");
    return row;
  }

  private void mend(Need need) {
    switch (need.remedy()) {
      case Need.Remedy.Go(var place) -> desk.navigator().go(place);
      case Need.Remedy.NetworkOn() -> model.switchNetworkOn();
    }
  }
}

package org.quantumcoin.ui.shell;

import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.page.Navigator;
import org.quantumcoin.ui.page.Place;

/// The strip at the bottom, always there; each of its parts leads to the page that tells more. Two
/// rows where words are long or large: none of them is cut.
final class StatusStrip extends FlowPane {
  StatusStrip(StatusViewModel model, Navigator navigator, Set<Place> places) {
    getStyleClass().add("status-strip");
    setAlignment(Pos.CENTER_LEFT);
    record Part(
        String id, String icon, ObservableValue<String> text, Place leadsTo, Place otherwise) {}
    for (Part part :
        new Part[] {
          new Part(
              "phase", "fth-refresh-cw", model.syncProperty(), Place.DASHBOARD, Place.DASHBOARD),
          new Part("height", "fth-box", model.heightProperty(), Place.BLOCKS, Place.DASHBOARD),
          new Part("peers", "fth-users", model.peersProperty(), Place.PEERS, Place.DASHBOARD),
          new Part(
              "mempool", "fth-layers", model.mempoolProperty(), Place.MEMPOOL, Place.DASHBOARD),
          new Part("mining", "fth-cpu", model.miningProperty(), Place.MINING, Place.DASHBOARD),
          new Part(
              "signatures",
              "fth-check-square",
              model.waitingProperty(),
              Place.APPROVALS,
              Place.DASHBOARD)
        }) {
      Place place = places.contains(part.leadsTo()) ? part.leadsTo() : part.otherwise();
      Button button = new Button();
      button.setId("status-" + part.id());
      button.getStyleClass().add("status-item");
      button.setGraphic(new FontIcon(part.icon()));
      button.textProperty().bind(part.text());
      button.accessibleTextProperty().bind(part.text());
      button.setTooltip(new Tooltip(place.title()));
      button.setOnAction(_ -> navigator.go(place));
      // What does not concern this wallet takes no room.
      button.visibleProperty().bind(button.textProperty().isNotEmpty());
      button.managedProperty().bind(button.visibleProperty());
      getChildren().add(button);
    }
  }
}

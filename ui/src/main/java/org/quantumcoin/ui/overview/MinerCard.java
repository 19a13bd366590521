package org.quantumcoin.ui.overview;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import org.quantumcoin.ui.format.Messages;

/// The miner with the slider of its threads.
final class MinerCard {
  private MinerCard() {}

  static Node of(DashboardViewModel model) {
    return new Card(
        "card.miner",
        Card.line(model.minerStateProperty(), "phase", "miner-state"),
        Card.line(model.minerRateProperty(), "text-muted", "miner-rate"),
        slider(model),
        Card.line(model.minerFoundProperty(), "text-muted", "miner-found"));
  }

  private static Slider slider(DashboardViewModel model) {
    Slider slider = new Slider(0, 1, 0);
    slider.setId("miner-threads");
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setBlockIncrement(1);
    slider.setSnapToTicks(true);
    slider.setShowTickMarks(true);
    slider.setShowTickLabels(true);
    slider.maxProperty().bind(Bindings.max(1, model.maxMinerThreadsProperty()));
    slider.disableProperty().bind(model.maxMinerThreadsProperty().isEqualTo(0));
    slider.setAccessibleText(Messages.text("miner.slider"));
    model
        .minerThreadsProperty()
        .addListener((_, _, threads) -> {
          if (!slider.isValueChanging()) {
            slider.setValue(threads.intValue());
          }
        });
    slider
        .valueProperty()
        .addListener((_, _, value) -> {
          int chosen = (int) Math.round(value.doubleValue());
          if (chosen != model.minerThreadsProperty().get() && chosen == value.doubleValue()) {
            model.chooseMinerThreads(chosen);
          }
        });
    return slider;
  }
}

package org.quantumcoin.ui.send;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.format.Messages;

/// The choice of a fee: a slider, and in words how long that may take.
final class FeeCard {
  private static final double FEE_STEP = 0.02;

  private FeeCard() {}

  static Node of(SendViewModel model) {
    Slider slider = new Slider(0, 1, 0);
    slider.setId("send-fee");
    slider.setBlockIncrement(FEE_STEP);
    slider.valueProperty().bindBidirectional(model.feePlaceProperty());
    slider.setOnMousePressed(_ -> model.chooseFee());
    slider.setOnKeyPressed(_ -> model.chooseFee());
    Label words = new Label();
    words.setId("send-fee-words");
    words.textProperty().bind(model.feeWordsProperty());
    VBox box = Fields.titled(Messages.text("send.fee"), slider, words);
    box.getChildren().add(1, new FeeHistogram(model.feeBarsProperty(), model.feePlaceProperty()));
    box.getStyleClass().add("card");
    return box;
  }
}

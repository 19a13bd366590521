package org.quantumcoin.ui.overview;

import org.quantumcoin.ui.page.Place;

/// Something that somebody should see to: a sentence, and a button that leads to its end.
record Need(Weight weight, String sentence, String button, Remedy remedy) {
  /// How much it matters.
  enum Weight {
    DANGER,
    WARNING,
    WAITING
  }

  /// What the button does.
  sealed interface Remedy {
    /// Shows the page where it is mended.
    record Go(Place place) implements Remedy {}

    /// Lets the node talk to others again.
    record NetworkOn() implements Remedy {}
  }
}

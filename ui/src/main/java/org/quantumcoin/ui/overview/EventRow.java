package org.quantumcoin.ui.overview;

import java.time.LocalTime;

/// Something that happened, in words, and how it is to be taken.
public record EventRow(LocalTime at, String text, Kind kind) {
  /// Colour is never the only sign: each kind has a mark of its own.
  public enum Kind {
    INFO,
    GOOD,
    BAD
  }
}

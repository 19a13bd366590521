package org.quantumcoin.wallet.treasury;

/// One thing that was checked.
///
/// @param topic a word, for those who sort findings
/// @param sentence with the figures
public record Finding(String topic, Verdict verdict, String sentence) {
  static Finding held(String topic, String sentence) {
    return new Finding(topic, Verdict.HELD, sentence);
  }

  static Finding warn(String topic, String sentence) {
    return new Finding(topic, Verdict.WARN, sentence);
  }

  static Finding broken(String topic, String sentence) {
    return new Finding(topic, Verdict.BROKEN, sentence);
  }

  /// Held or broken.
  static Finding of(boolean held, String topic, String sentence) {
    return held ? held(topic, sentence) : broken(topic, sentence);
  }
}

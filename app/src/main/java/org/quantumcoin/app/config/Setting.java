package org.quantumcoin.app.config;

/// One value given to an option. A negated one (`-nofoo`) reads as "0" and cancels what was given
/// before it in the same place.
record Setting(String text, boolean negated) {
  static final Setting NEGATED = new Setting("0", true);
  static final Setting TRUE = new Setting("1", false);

  static Setting of(String text) {
    return new Setting(text, false);
  }

  boolean asBoolean() {
    return Numbers.asBoolean(text);
  }
}

package org.quantumcoin.app.config;

import org.jspecify.annotations.Nullable;

/// An option's name as it was written, taken apart: `regtest.nolisten` is `listen`, negated, in the
/// section `regtest`.
record OptionKey(String section, String name, boolean negated) {
  static OptionKey parse(String written) {
    String section = "";
    String name = written;
    int dot = name.indexOf('.');
    if (dot >= 0) {
      section = name.substring(0, dot);
      name = name.substring(dot + 1);
    }
    boolean negated = name.startsWith("no");
    return new OptionKey(section, negated ? name.substring(2) : name, negated);
  }

  /// What the value means for this option; `text` is null when nothing followed the name.
  Setting interpret(@Nullable String text, OptionSpec spec) throws ConfigException {
    if (negated) {
      if (spec.has(OptionFlag.NO_NEGATION)) {
        throw new ConfigException(
            "Negating of -" + name + " is meaningless and therefore forbidden");
      }
      // -nofoo=0 is a double negation.
      return text != null && !Numbers.asBoolean(text) ? Setting.TRUE : Setting.NEGATED;
    }
    if (text == null && spec.has(OptionFlag.NO_ELISION)) {
      throw new ConfigException(
          "Can not set -%s with no value. Please specify value with -%s=value."
              .formatted(name, name));
    }
    return Setting.of(text == null ? "" : text);
  }
}

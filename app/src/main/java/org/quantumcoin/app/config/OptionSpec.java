package org.quantumcoin.app.config;

import java.util.Set;

/// One option: its name without the dash, what follows the name in the help (`=<n>`, or nothing),
/// its heading and its text.
public record OptionSpec(
    String name, String argument, OptionGroup group, String help, Set<OptionFlag> flags) {

  public OptionSpec {
    flags = Set.copyOf(flags);
  }

  public boolean has(OptionFlag flag) {
    return flags.contains(flag);
  }
}

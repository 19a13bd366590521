package org.quantumcoin.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options that a program knows, and their help text in Bitcoin Core's layout.
public final class OptionTable {
  private static final int SCREEN_WIDTH = 79;
  private static final int OPTION_INDENT = 2;
  private static final int TEXT_INDENT = 7;

  private final Map<String, OptionSpec> byName = new LinkedHashMap<>();

  /// Adds an option; `nameAndArgument` is as the help shows it: `port=<port>`.
  public OptionTable add(
      OptionGroup group, String nameAndArgument, String help, OptionFlag... flags) {
    int end = nameEnd(nameAndArgument);
    String name = nameAndArgument.substring(0, end);
    OptionSpec spec =
        new OptionSpec(name, nameAndArgument.substring(end), group, help, Set.of(flags));
    if (byName.put(name, spec) != null) {
      throw new IllegalArgumentException("option declared twice: " + name);
    }
    return this;
  }

  /// Adds names that are accepted and not shown.
  public OptionTable addHidden(OptionGroup group, String... names) {
    for (String name : names) {
      add(group, name, "", OptionFlag.HIDDEN);
    }
    return this;
  }

  public @Nullable OptionSpec find(String name) {
    return byName.get(name);
  }

  public Iterable<OptionSpec> all() {
    return byName.values();
  }

  boolean isNetworkOnly(String name) {
    OptionSpec spec = byName.get(name);
    return spec != null && spec.has(OptionFlag.NETWORK_ONLY);
  }

  public String help(boolean showDebug) {
    StringBuilder text = new StringBuilder();
    for (OptionGroup group : OptionGroup.values()) {
      StringBuilder part = new StringBuilder();
      for (OptionSpec spec : byName.values()) {
        boolean shown =
            spec.group() == group
                && !spec.has(OptionFlag.HIDDEN)
                && (showDebug || !spec.has(OptionFlag.DEBUG_ONLY));
        if (shown) {
          appendOption(part, spec);
        }
      }
      if (!part.isEmpty()) {
        text.append(group.heading()).append("\n\n").append(part);
      }
    }
    return text.toString();
  }

  private static void appendOption(StringBuilder out, OptionSpec spec) {
    out.append(" ".repeat(OPTION_INDENT)).append('-').append(spec.name()).append(spec.argument());
    out.append('\n').append(" ".repeat(TEXT_INDENT));
    out.append(wrap(spec.help(), SCREEN_WIDTH - TEXT_INDENT, TEXT_INDENT)).append("\n\n");
  }

  /// Breaks a text at spaces so that no line is longer than `width` unless one word is.
  static String wrap(String text, int width, int indent) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > width) {
        out.append('\n').append(" ".repeat(indent));
        column = 0;
      }
      if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    return out.toString();
  }

  private static int nameEnd(String nameAndArgument) {
    for (int i = 0; i < nameAndArgument.length(); i++) {
      char c = nameAndArgument.charAt(i);
      if (c == '=' || c == ' ' || c == '[') {
        return i;
      }
    }
    return nameAndArgument.length();
  }
}

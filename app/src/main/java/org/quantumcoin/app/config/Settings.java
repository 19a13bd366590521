package org.quantumcoin.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All values given to all options, by where they were given, and how they are merged.
///
/// The order of precedence is: forced by the program, command line, the file's section for the
/// chain, the file's default section, set softly by the program. Bitcoin Core's oddities are kept
/// on purpose (`src/common/settings.cpp`): in a file the first value counts instead of the last; a
/// negation in the default section reaches network-only options; after `-nofoo -foo=x` the file's
/// values count again for options that take several.
final class Settings {
  private final Map<String, List<Setting>> commandLine = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Setting>>> file = new LinkedHashMap<>();
  private final Map<String, Setting> soft = new HashMap<>();

  void addCommandLine(String name, Setting value) {
    commandLine.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  void addFile(String section, String name, Setting value) {
    file.computeIfAbsent(section, _ -> new LinkedHashMap<>())
        .computeIfAbsent(name, _ -> new ArrayList<>())
        .add(value);
  }

  void setSoft(String name, Setting value) {
    soft.put(name, value);
  }

  List<Setting> commandLine(String name) {
    return commandLine.getOrDefault(name, List.of());
  }

  List<Setting> file(String section, String name) {
    return file.getOrDefault(section, Map.of()).getOrDefault(name, List.of());
  }

  Set<String> fileNames(String section) {
    return new LinkedHashSet<>(file.getOrDefault(section, Map.of()).keySet());
  }

  Map<String, List<Setting>> commandLine() {
    return commandLine;
  }

  /// The one value that counts, or null when none was given.
  ///
  /// @param ignoreDefault the option is network-only and the chain is not main
  /// @param chainChoice the option chooses the chain: here the last value of a file counts, and a
  ///   negation on the command line is passed over
  @Nullable Setting single(
      String section, String name, boolean ignoreDefault, boolean chainChoice) {
    Setting fromCommandLine = last(commandLine(name), false);
    if (fromCommandLine != null && !(chainChoice && fromCommandLine.negated())) {
      return fromCommandLine;
    }
    if (!section.isEmpty()) {
      Setting fromSection = last(file(section, name), !chainChoice);
      if (fromSection != null && !(chainChoice && fromSection.negated())) {
        return fromSection;
      }
    }
    Setting fromDefault = last(file("", name), !chainChoice);
    if (fromDefault != null
        && !(ignoreDefault && !fromDefault.negated())
        && !(chainChoice && fromDefault.negated())) {
      return fromDefault;
    }
    return soft.get(name);
  }

  /// All values that count, in order.
  List<String> all(String section, String name, boolean ignoreDefault) {
    List<String> result = new ArrayList<>();
    boolean done = false;
    boolean negatedToNothing = false;
    List<List<Setting>> sources = new ArrayList<>();
    sources.add(commandLine(name));
    int firstFileSource = sources.size();
    if (!section.isEmpty()) {
      sources.add(file(section, name));
    }
    if (!ignoreDefault) {
      sources.add(file("", name));
    }
    for (int i = 0; i < sources.size(); i++) {
      List<Setting> span = sources.get(i);
      int start = afterLastNegation(span);
      boolean revived = i >= firstFileSource && !negatedToNothing;
      if (!done || revived) {
        span.subList(start, span.size()).forEach(value -> result.add(value.text()));
      }
      done |= start > 0;
      negatedToNothing |= isLastNegated(span) && result.isEmpty();
    }
    Setting softly = soft.get(name);
    if (result.isEmpty() && !done && softly != null && !softly.negated()) {
      result.add(softly.text());
    }
    return result;
  }

  private static @Nullable Setting last(List<Setting> span, boolean firstCounts) {
    if (span.isEmpty()) {
      return null;
    }
    if (isLastNegated(span)) {
      return Setting.NEGATED;
    }
    return firstCounts ? span.get(afterLastNegation(span)) : span.getLast();
  }

  private static boolean isLastNegated(List<Setting> span) {
    return !span.isEmpty() && span.getLast().negated();
  }

  private static int afterLastNegation(List<Setting> span) {
    for (int i = span.size(); i > 0; i--) {
      if (span.get(i - 1).negated()) {
        return i;
      }
    }
    return 0;
  }
}

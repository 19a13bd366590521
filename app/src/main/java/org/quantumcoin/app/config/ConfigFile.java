package org.quantumcoin.app.config;

import java.util.ArrayList;
import java.util.List;

/// The lines of a configuration file: `name=value`, `[section]`, `# comment`.
final class ConfigFile {
  /// A `name=value` line; the name carries its section as a prefix: `regtest.port`.
  record Entry(String name, String value) {}

  /// A section's heading, and where it stands.
  record Section(String name, int line) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  private ConfigFile() {}

  static ConfigFile parse(String text) throws ConfigException {
    ConfigFile parsed = new ConfigFile();
    String prefix = "";
    int number = 0;
    for (String raw : text.split("\n", -1)) {
      number++;
      int hash = raw.indexOf('#');
      String line = trim(hash >= 0 ? raw.substring(0, hash) : raw);
      if (line.isEmpty()) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        String section = line.substring(1, line.length() - 1);
        parsed.sections.add(new Section(section, number));
        prefix = section + ".";
      } else {
        parsed.addEntry(line, prefix, hash >= 0, number);
      }
    }
    return parsed;
  }

  private void addEntry(String line, String prefix, boolean hasComment, int number)
      throws ConfigException {
    if (line.startsWith("-")) {
      throw new ConfigException(
          "parse error on line %d: %s, options in configuration file must be specified without leading -"
              .formatted(number, line));
    }
    int equals = line.indexOf('=');
    if (equals < 0) {
      String hint =
          line.startsWith("no")
              ? ", if you intended to specify a negated option, use " + line + "=1 instead"
              : "";
      throw new ConfigException("parse error on line " + number + ": " + line + hint);
    }
    String name = prefix + trim(line.substring(0, equals));
    if (hasComment && name.contains("rpcpassword")) {
      throw new ConfigException(
          "parse error on line "
              + number
              + ", using # in rpcpassword can be ambiguous and should be avoided");
    }
    entries.add(new Entry(name, trim(line.substring(equals + 1))));
    int dot = name.lastIndexOf('.');
    if (dot >= 0 && prefix.length() <= dot) {
      sections.add(new Section(name.substring(0, dot), number));
    }
  }

  List<Entry> entries() {
    return entries;
  }

  List<Section> sections() {
    return sections;
  }

  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}

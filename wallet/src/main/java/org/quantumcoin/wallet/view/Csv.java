package org.quantumcoin.wallet.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Lines of a CSV file (RFC 4180).
final class Csv {
  /// What spreadsheets take for the beginning of a formula. Labels may come from strangers, by
  /// payment links.
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Csv() {}

  static String line(List<String> fields) {
    return fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /// What somebody wrote, so that no spreadsheet runs it.
  static String text(String written) {
    return !written.isEmpty() && FORMULA_STARTS.indexOf(written.charAt(0)) >= 0
        ? "'" + written
        : written;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

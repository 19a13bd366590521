package org.quantumcoin.wallet.payment;

import java.util.ArrayList;
import java.util.List;

/// Records of a CSV text (RFC 4180): fields in quotes may hold separators, line ends and doubled
/// quotes. Faults stay with the record they are in.
final class CsvReader {
  /// A record with the line that it begins on, counted from 1; `fault` is empty where it is sound.
  record Row(int line, List<String> fields, String fault) {
    Row {
      fields = List.copyOf(fields);
    }

    boolean isBlank() {
      return fault.isEmpty() && fields.size() == 1 && fields.getFirst().isBlank();
    }
  }

  private final String text;
  private final char separator;
  private final int maxFields;
  private int at;
  private int line = 1;
  private int rowLine = 1;
  private List<String> fields = new ArrayList<>();
  private String fault = "";

  CsvReader(String text, char separator, int maxFields) {
    this.text = text;
    this.separator = separator;
    this.maxFields = maxFields;
  }

  boolean hasNext() {
    return at < text.length();
  }

  Row next() {
    fields = new ArrayList<>();
    fault = "";
    rowLine = line;
    boolean more = true;
    while (more) {
      String field = isAt('"') ? quoted() : plain();
      if (fields.size() < maxFields) {
        fields.add(field);
      } else {
        fault = fault.isEmpty() ? "This line has too many columns." : fault;
      }
      more = isAt(separator);
      at += more ? 1 : 0;
    }
    endOfLine();
    return new Row(rowLine, fields, fault);
  }

  private boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean isAtEndOfField() {
    return at >= text.length() || isAt(separator) || isAt('\n') || isAt('\r');
  }

  private String plain() {
    int start = at;
    while (!isAtEndOfField()) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      at++;
      if (c == '"') {
        if (!isAt('"')) {
          if (!isAtEndOfField()) {
            fault = "There is text behind a closing quotation mark.";
            plain();
          }
          return field.toString();
        }
        at++;
      } else if (c == '\n') {
        line++;
      }
      field.append(c);
    }
    fault = "A quotation mark is never closed.";
    return field.toString();
  }

  private void endOfLine() {
    if (isAt('\r')) {
      at++;
    }
    if (isAt('\n')) {
      at++;
    }
    line++;
  }
}

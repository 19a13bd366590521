package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.List;

/// Takes a descriptor's text apart from left to right, as Core's `script/parsing.h` does.
final class TextCursor {
  private String rest;

  TextCursor(String text) {
    this.rest = text;
  }

  String rest() {
    return rest;
  }

  boolean isEmpty() {
    return rest.isEmpty();
  }

  /// Skips a fixed text if it comes next.
  boolean skip(String text) {
    if (!rest.startsWith(text)) {
      return false;
    }
    rest = rest.substring(text.length());
    return true;
  }

  /// If the whole rest is `name(…)`, what stands inside becomes the rest.
  boolean enter(String name) {
    if (rest.length() < name.length() + 2 || !rest.startsWith(name + "(") || !rest.endsWith(")")) {
      return false;
    }
    rest = rest.substring(name.length() + 1, rest.length() - 1);
    return true;
  }

  /// Takes everything up to the next comma or closing bracket that belongs to an outer level.
  TextCursor expression() {
    int level = 0;
    int end = 0;
    for (; end < rest.length(); end++) {
      char c = rest.charAt(end);
      if (c == '(' || c == '{') {
        level++;
      } else if (level > 0 && (c == ')' || c == '}')) {
        level--;
      } else if (level == 0 && (c == ')' || c == '}' || c == ',')) {
        break;
      }
    }
    TextCursor taken = new TextCursor(rest.substring(0, end));
    rest = rest.substring(end);
    return taken;
  }

  /// Parts between separators; one more than there are separators.
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      parts.add(text.substring(start, at));
      start = at + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}

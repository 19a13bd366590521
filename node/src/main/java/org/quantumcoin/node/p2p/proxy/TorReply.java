package org.quantumcoin.node.p2p.proxy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What Tor answered to a command (`control-spec`, section 2.3).
///
/// @param lines without status and separator
record TorReply(int code, List<String> lines) {
  static final int OK = 250;
  static final int UNRECOGNIZED = 510;

  boolean isOk() {
    return code == OK;
  }

  /// The first word of a line.
  static String type(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }

  /// What follows the first word.
  static String arguments(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? "" : line.substring(space + 1);
  }

  /// `KEY=VALUE KEY="quoted value"` taken apart; empty when it is anything else. In quotes a
  /// backslash takes the next character's meaning away, or is followed by one of n, r, t or up to
  /// three octal digits (Core's `ParseTorReplyMapping`).
  static Map<String, String> mapping(String text) {
    Map<String, String> values = new HashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      int space = text.indexOf(' ', at);
      if (space >= 0 && (equals < 0 || space < equals)) {
        // Something positional in front of the pairs is no mapping.
        return Map.of();
      }
      if (equals < 0) {
        return Map.of();
      }
      String key = text.substring(at, equals);
      at = equals + 1;
      if (at < text.length() && text.charAt(at) == '"') {
        StringBuilder value = new StringBuilder();
        at = quoted(text, at + 1, value);
        if (at < 0) {
          return Map.of();
        }
        values.put(key, value.toString());
      } else {
        int end = text.indexOf(' ', at);
        end = end < 0 ? text.length() : end;
        values.put(key, text.substring(at, end));
        at = end;
      }
      if (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
    return values;
  }

  /// Where the text goes on behind the closing quote; -1 when there is none.
  private static int quoted(String text, int from, StringBuilder value) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c != '\\') {
        value.append(c);
        continue;
      }
      if (at == text.length()) {
        return -1;
      }
      char escaped = text.charAt(at);
      if (isOctal(escaped)) {
        int digits = 0;
        int code = 0;
        // Three digits only as long as it is one byte.
        int most = escaped <= '3' ? 3 : 2;
        while (digits < most && at < text.length() && isOctal(text.charAt(at))) {
          code = code * 8 + text.charAt(at++) - '0';
          digits++;
        }
        value.append((char) code);
      } else {
        value.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> escaped;
            });
        at++;
      }
    }
    return at < text.length() ? at + 1 : -1;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }
}

package org.quantumcoin.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as the client needs it: numbers stay the texts they were, so that what the node printed is
/// what the operator sees.
///
/// Values are [Map], [List], [String], [Boolean], [NumberText] and null.
final class CliJson {
  /// A number as it was written.
  record NumberText(String text) {}

  private static final int MAX_DEPTH = 512;

  private final String text;
  private int at;

  private CliJson(String text) {
    this.text = text;
  }

  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static @Nullable Object parse(String text) throws Malformed {
    CliJson parser = new CliJson(text);
    Object value = parser.value(0);
    parser.skipBlanks();
    if (parser.at != text.length()) {
      throw new Malformed("text after the value");
    }
    return value;
  }

  private @Nullable Object value(int depth) throws Malformed {
    if (depth > MAX_DEPTH) {
      throw new Malformed("nested too deeply");
    }
    skipBlanks();
    char c = peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> {
        word("null", false);
        yield null;
      }
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws Malformed {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      skipBlanks();
      String name = string();
      skipBlanks();
      expect(':');
      members.put(name, value(depth + 1));
      skipBlanks();
      if (peek() == '}') {
        at++;
        return members;
      }
      expect(',');
    }
  }

  private List<@Nullable Object> array(int depth) throws Malformed {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    skipBlanks();
    if (peek() == ']') {
      at++;
      return elements;
    }
    while (true) {
      elements.add(value(depth + 1));
      skipBlanks();
      if (peek() == ']') {
        at++;
        return elements;
      }
      expect(',');
    }
  }

  private String string() throws Malformed {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw new Malformed("control character in a string");
      }
      out.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() throws Malformed {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0) {
            throw new Malformed("bad escape");
          }
          code = code << 4 | digit;
          at++;
        }
        yield (char) code;
      }
      default -> throw new Malformed("bad escape");
    };
  }

  private NumberText number() throws Malformed {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int first = at;
    digits();
    if (text.charAt(first) == '0' && at > first + 1) {
      throw new Malformed("leading zero");
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      digits();
    }
    return new NumberText(text.substring(start, at));
  }

  private void digits() throws Malformed {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw new Malformed("digit expected");
    }
  }

  private Boolean word(String expected, Boolean value) throws Malformed {
    if (!text.startsWith(expected, at)) {
      throw new Malformed("unknown word");
    }
    at += expected.length();
    return value;
  }

  private void expect(char c) throws Malformed {
    if (peek() != c) {
      throw new Malformed("'" + c + "' expected");
    }
    at++;
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw new Malformed("ended too early");
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  // --- writing ---

  /// On one line.
  static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value, 0, 1);
    return out.toString();
  }

  /// Indented as bitcoin-cli does.
  static String writePretty(@Nullable Object value, int indent) {
    StringBuilder out = new StringBuilder();
    append(out, value, indent, 1);
    return out.toString();
  }

  private static void append(StringBuilder out, @Nullable Object value, int indent, int level) {
    switch (value) {
      case null -> out.append("null");
      case String string -> quote(out, string);
      case NumberText number -> out.append(number.text());
      case Map<?, ?> map -> {
        open(out, '{', indent);
        int left = map.size();
        for (Map.Entry<?, ?> member : map.entrySet()) {
          out.repeat(' ', indent * level);
          quote(out, (String) member.getKey());
          out.append(indent > 0 ? ": " : ":");
          append(out, member.getValue(), indent, level + 1);
          endElement(out, --left, indent);
        }
        out.repeat(' ', indent * (level - 1)).append('}');
      }
      case List<?> list -> {
        open(out, '[', indent);
        int left = list.size();
        for (Object element : list) {
          out.repeat(' ', indent * level);
          append(out, element, indent, level + 1);
          endElement(out, --left, indent);
        }
        out.repeat(' ', indent * (level - 1)).append(']');
      }
      default -> out.append(value);
    }
  }

  private static void open(StringBuilder out, char bracket, int indent) {
    out.append(bracket).append(indent > 0 ? "\n" : "");
  }

  private static void endElement(StringBuilder out, int left, int indent) {
    out.append(left > 0 ? "," : "").append(indent > 0 ? "\n" : "");
  }

  static void quote(StringBuilder out, String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

package org.quantumcoin.node.rpc;

import java.util.ArrayList;
import java.util.List;

/// A line of the console taken apart, as Core's window does (`RPCParseCommandLine`).
///
/// ```
/// getblock(getblockhash(0), 1)[tx][0]
/// sendmany "" '{"address": 0.1}'
/// ```
///
/// A word that is directly followed by `(` is a call; its result becomes an argument. Arguments are
/// divided by blanks or one comma. Text stands as it is in `'…'`; in `"…"` a backslash goes before
/// `"` and itself; elsewhere a backslash takes any character literally. What Core lacks: an
/// argument that begins with `[` or `{` is JSON and goes on to the bracket's end, blanks, commas
/// and all.
final class ConsoleLine {
  /// Calls within calls; a person writes three.
  static final int MAX_DEPTH = 32;

  /// An argument.
  sealed interface Argument {}

  record Word(String text) implements Argument {}

  /// A call.
  ///
  /// @param query members and positions to pick from the result, one after the other
  /// @param from where in the line its arguments begin, with their parenthesis
  /// @param to where they end
  record Call(String method, List<Argument> arguments, List<String> query, int from, int to)
      implements Argument {
    Call {
      arguments = List.copyOf(arguments);
      query = List.copyOf(query);
    }
  }

  private final String text;
  private int at;

  private ConsoleLine(String text) {
    this.text = text;
  }

  static Call parse(String text) throws ConsoleSyntaxException {
    return new ConsoleLine(text).line();
  }

  private Call line() throws ConsoleSyntaxException {
    skipBlanks();
    String method = bareWord();
    if (method.isEmpty()) {
      throw wrong(isAtEnd() ? "There is no command." : "A command begins with a method's name.");
    }
    if (!isAtEnd() && peek() == '(') {
      Call call = call(method, 1);
      skipBlanks();
      if (!isAtEnd()) {
        throw wrong("There is something behind the end of the command.");
      }
      return call;
    }
    int from = at;
    List<Argument> arguments = arguments(1);
    if (!isAtEnd()) {
      throw wrong("There is a parenthesis too many.");
    }
    return new Call(method, arguments, List.of(), from, text.length());
  }

  /// From an opening parenthesis to behind the query.
  private Call call(String method, int depth) throws ConsoleSyntaxException {
    if (depth > MAX_DEPTH) {
      throw wrong("Calls are nested too deeply.");
    }
    int from = at;
    at++;
    List<Argument> arguments = arguments(depth);
    if (isAtEnd()) {
      throw wrong("A parenthesis is not closed.");
    }
    at++;
    int to = at;
    List<String> query = new ArrayList<>();
    while (!isAtEnd() && peek() == '[') {
      int end = text.indexOf(']', at);
      if (end < 0) {
        throw wrong("A bracket is not closed.");
      }
      query.add(text.substring(at + 1, end).strip());
      at = end + 1;
    }
    return new Call(method, arguments, query, from, to);
  }

  /// Up to a closing parenthesis or the end.
  private List<Argument> arguments(int depth) throws ConsoleSyntaxException {
    List<Argument> arguments = new ArrayList<>();
    skipBlanks();
    while (!isAtEnd() && peek() != ')') {
      arguments.add(argument(depth));
      int end = at;
      skipBlanks();
      if (!isAtEnd() && peek() == ',') {
        at++;
        skipBlanks();
        if (isAtEnd() || peek() == ')' || peek() == ',') {
          throw wrong("An argument is missing.");
        }
      } else if (at == end && !isAtEnd() && peek() != ')') {
        throw wrong("A blank or a comma is missing.");
      }
    }
    return arguments;
  }

  private Argument argument(int depth) throws ConsoleSyntaxException {
    char first = peek();
    if (first == ',') {
      throw wrong("An argument is missing.");
    }
    if (first == '[' || first == '{') {
      return new Word(json());
    }
    int start = at;
    String word = word();
    if (!isAtEnd() && peek() == '(') {
      if (word.isEmpty() || !text.substring(start, at).equals(word)) {
        throw wrong("A method's name is missing before the parenthesis.");
      }
      return call(word, depth + 1);
    }
    return new Word(word);
  }

  /// A method's name: no quotes, no escapes.
  private String bareWord() {
    int start = at;
    while (!isAtEnd() && !isEnd(peek()) && "\"'\\".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String word() throws ConsoleSyntaxException {
    StringBuilder word = new StringBuilder();
    while (!isAtEnd() && !isEnd(peek())) {
      char c = text.charAt(at++);
      switch (c) {
        case '\'' -> singleQuoted(word);
        case '"' -> doubleQuoted(word);
        case '\\' -> {
          if (isAtEnd()) {
            throw wrong("There is nothing behind the backslash.");
          }
          word.append(text.charAt(at++));
        }
        default -> word.append(c);
      }
    }
    return word.toString();
  }

  private void singleQuoted(StringBuilder word) throws ConsoleSyntaxException {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw notClosed();
    }
    word.append(text, at, end);
    at = end + 1;
  }

  private void doubleQuoted(StringBuilder word) throws ConsoleSyntaxException {
    while (!isAtEnd()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      boolean escaped = c == '\\' && !isAtEnd() && (peek() == '"' || peek() == '\\');
      word.append(escaped ? text.charAt(at++) : c);
    }
    throw notClosed();
  }

  /// From a bracket to the one that closes it; what is within is looked at when it is used.
  private String json() throws ConsoleSyntaxException {
    int start = at;
    int open = 0;
    boolean inString = false;
    while (!isAtEnd()) {
      char c = text.charAt(at++);
      if (inString) {
        if (c == '\\' && !isAtEnd()) {
          at++;
        }
        inString = c != '"';
      } else {
        inString = c == '"';
        open += c == '[' || c == '{' ? 1 : 0;
        open -= c == ']' || c == '}' ? 1 : 0;
        if (open == 0) {
          return text.substring(start, at);
        }
      }
    }
    throw wrong("A bracket is not closed.");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isEnd(char c) {
    return isBlank(c) || c == ',' || c == '(' || c == ')';
  }

  private void skipBlanks() {
    while (!isAtEnd() && isBlank(peek())) {
      at++;
    }
  }

  private boolean isAtEnd() {
    return at >= text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private ConsoleSyntaxException notClosed() {
    at = text.length();
    return wrong("A quotation mark is not closed.");
  }

  private ConsoleSyntaxException wrong(String message) {
    return new ConsoleSyntaxException(message, at);
  }
}

package org.quantumcoin.node.rpc;

/// A line of the console that makes no sense from a character on.
final class ConsoleSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  ConsoleSyntaxException(String message, int position) {
    super(message);
    this.position = position;
  }

  int position() {
    return position;
  }
}

package org.quantumcoin.ui;

/// There is nothing to draw on: no display, or no library that draws. The message says which.
public final class NoWindowException extends Exception {
  private static final long serialVersionUID = 1L;

  NoWindowException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}

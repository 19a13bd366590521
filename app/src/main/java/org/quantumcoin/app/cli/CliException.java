package org.quantumcoin.app.cli;

/// A call that could not be made or understood; the message is for the operator.
class CliException extends Exception {
  private static final long serialVersionUID = 1L;

  CliException(String message) {
    super(message);
  }

  /// The node was not reached, or is not ready: with `-rpcwait` it is tried again.
  static final class Unreachable extends CliException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
      super(message);
    }
  }
}

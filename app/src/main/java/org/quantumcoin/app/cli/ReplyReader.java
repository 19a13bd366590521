package org.quantumcoin.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is printed of a reply, and with which exit status the client ends.
final class ReplyReader {
  private static final int WALLET_NOT_SPECIFIED = -19;

  /// @param toError whether the text goes to standard error
  record Outcome(String text, boolean toError, int exitStatus) {}

  private ReplyReader() {}

  static Outcome read(@Nullable Object reply) throws CliException {
    if (!(reply instanceof Map<?, ?> members) || members.isEmpty()) {
      throw new CliException("expected reply to have result, error and id properties");
    }
    Object error = members.get("error");
    return error == null ? result(members.get("result")) : error(error);
  }

  static Outcome result(@Nullable Object result) {
    String text =
        switch (result) {
          case null -> "";
          case String string -> string;
          default -> CliJson.writePretty(result, 2);
        };
    return new Outcome(text, false, 0);
  }

  private static Outcome error(Object error) {
    if (!(error instanceof Map<?, ?> members)) {
      return new Outcome("error: " + CliJson.write(error), true, 1);
    }
    StringBuilder text = new StringBuilder();
    int code = code(members);
    if (members.get("code") != null) {
      text.append("error code: ").append(code).append('\n');
    }
    if (members.get("message") instanceof String message) {
      text.append("error message:\n").append(message);
    }
    if (code == WALLET_NOT_SPECIFIED) {
      text.append(
          " Or for the CLI, specify the \"-rpcwallet=<walletname>\" option before the command");
    }
    return new Outcome(text.toString(), true, Math.abs(code) & 0xff);
  }

  /// The error's code; 0 for a reply without an error.
  static int errorCode(@Nullable Object reply) {
    return reply instanceof Map<?, ?> members && members.get("error") instanceof Map<?, ?> error
        ? code(error)
        : 0;
  }

  private static int code(Map<?, ?> error) {
    if (error.get("code") instanceof CliJson.NumberText number) {
      try {
        return Integer.parseInt(number.text());
      } catch (NumberFormatException _) {
        return 1;
      }
    }
    return 1;
  }
}

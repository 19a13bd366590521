package org.quantumcoin.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `-getinfo`: two calls in one batch, printed as a summary.
final class InfoCommand {
  static final String REQUEST =
      "[{\"method\":\"getnetworkinfo\",\"params\":[],\"id\":0},"
          + "{\"method\":\"getblockchaininfo\",\"params\":[],\"id\":1}]";

  /// Below this share of the chain a bar is drawn.
  private static final double SYNCED = 0.99;

  private static final int BAR_STEPS = 20;

  private InfoCommand() {}

  static ReplyReader.Outcome read(@Nullable Object reply) throws CliException {
    if (!(reply instanceof List<?> replies) || replies.size() != 2) {
      return ReplyReader.read(reply);
    }
    for (Object one : replies) {
      if (ReplyReader.errorCode(one) != 0) {
        return ReplyReader.read(one);
      }
    }
    return new ReplyReader.Outcome(
        summary(result(replies.get(0)), result(replies.get(1))), false, 0);
  }

  private static Map<?, ?> result(@Nullable Object reply) throws CliException {
    if (reply instanceof Map<?, ?> members && members.get("result") instanceof Map<?, ?> result) {
      return result;
    }
    throw new CliException("expected reply to have result, error and id properties");
  }

  private static String summary(Map<?, ?> network, Map<?, ?> chain) {
    double progress = number(chain, "verificationprogress");
    String bar = progress < SYNCED ? bar(progress) + " " : "";
    String warnings = text(chain, "warnings");
    return String.format(
        Locale.ROOT,
        """
        Chain: %s
        Blocks: %s
        Headers: %s
        Verification progress: %s%.4f%%
        Difficulty: %s

        Network: in %s, out %s, total %s
        Version: %s
        Time offset (s): %s
        Proxies: n/a
        Min tx relay fee rate (coins/kvB): %s

        Warnings: %s\
        """,
        text(chain, "chain"),
        text(chain, "blocks"),
        text(chain, "headers"),
        bar,
        progress * 100,
        text(chain, "difficulty"),
        text(network, "connections_in"),
        text(network, "connections_out"),
        text(network, "connections"),
        text(network, "version"),
        text(network, "timeoffset"),
        text(network, "relayfee"),
        warnings.isEmpty() ? "(none)" : warnings);
  }

  private static String bar(double progress) {
    int full = (int) Math.max(0, Math.min(BAR_STEPS, progress * BAR_STEPS));
    return "▒".repeat(full) + "░".repeat(BAR_STEPS - full);
  }

  private static double number(Map<?, ?> from, String field) {
    return from.get(field) instanceof CliJson.NumberText number
        ? Double.parseDouble(number.text())
        : 0;
  }

  private static String text(Map<?, ?> from, String field) {
    return switch (from.get(field)) {
      case null -> "";
      case String string -> string;
      case CliJson.NumberText number -> number.text();
      case List<?> list -> String.join("; ", list.stream().map(String::valueOf).toList());
      case Object other -> other.toString();
    };
  }
}

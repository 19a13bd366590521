package org.quantumcoin.app.cli;

import java.util.ArrayList;
import java.util.List;

/// Commands by their everyday names, each put into the method that does it.
final class WordCommands {
  private WordCommands() {}

  /// The method and its parameters for a word; other commands stay as they are.
  static List<String> expand(List<String> command) throws CliException {
    if (command.isEmpty()) {
      return command;
    }
    List<String> rest = command.subList(1, command.size());
    return switch (command.getFirst()) {
      case "get-height" -> with(rest, "getblockcount");
      case "mining-status" -> with(rest, "getmininginfo");
      case "connect" -> connect(rest);
      default -> command;
    };
  }

  private static List<String> with(List<String> rest, String method) {
    List<String> expanded = new ArrayList<>(List.of(method));
    expanded.addAll(rest);
    return expanded;
  }

  private static List<String> connect(List<String> rest) throws CliException {
    if (rest.isEmpty() || rest.size() > 2) {
      throw new CliException("usage: quantumcoin-cli connect HOST [PORT]");
    }
    String host = rest.getFirst();
    boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    String node =
        rest.size() == 1 ? host : (bareIpv6 ? "[" + host + "]" : host) + ":" + rest.get(1);
    return List.of("addnode", node, "onetry");
  }
}

package org.quantumcoin.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words after a command of `quantumcoin-wallet`: parameters, and options such as `--offline`
/// or `--fee-rate=5`.
final class ToolWords {
  private final List<String> parameters = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  private ToolWords() {}

  /// @param known names of options that the command has
  static ToolWords of(List<String> words, Set<String> known) throws CliException {
    ToolWords result = new ToolWords();
    for (String word : words) {
      if (!word.startsWith("--")) {
        result.parameters.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
      if (!known.contains(name)) {
        throw new CliException(
            "There is no option --%s here. Nothing was done; quantumcoin-wallet -help lists them."
                .formatted(name));
      }
      result.options.put(name, equals < 0 ? "" : word.substring(equals + 1));
    }
    return result;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name)).filter(value -> !value.isEmpty());
  }

  int size() {
    return parameters.size();
  }

  Optional<String> parameter(int index) {
    return index < parameters.size() ? Optional.of(parameters.get(index)) : Optional.empty();
  }

  String parameter(int index, String what) throws CliException {
    return parameter(index)
        .orElseThrow(() -> new CliException("This command needs " + what + ". Nothing was done."));
  }
}

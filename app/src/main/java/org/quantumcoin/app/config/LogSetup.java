package org.quantumcoin.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.log.LogLevel;
import org.quantumcoin.node.log.LogOptions;

/// The options about the log.
public final class LogSetup {
  private static final String DEFAULT_FILE = "debug.log";

  private LogSetup() {}

  /// Switches categories and levels; refuses unknown ones.
  public static void categories(Arguments arguments) throws ConfigException {
    List<String> wanted = arguments.all("debug");
    if (!wanted.contains("0") && !wanted.contains("none")) {
      for (String word : wanted) {
        if (LogCategory.isAll(word)) {
          Log.enableAll();
        } else {
          Log.enable(category("-debug", word));
        }
      }
    }
    for (String word : arguments.all("debugexclude")) {
      if (LogCategory.isAll(word)) {
        Log.disableAll();
      } else {
        Log.disable(category("-debugexclude", word));
      }
    }
    for (String word : arguments.all("loglevel")) {
      level(word);
    }
  }

  private static LogCategory category(String option, String word) throws ConfigException {
    return LogCategory.of(word)
        .orElseThrow(
            () -> new ConfigException("Unsupported logging category " + option + "=" + word + "."));
  }

  private static void level(String word) throws ConfigException {
    int colon = word.indexOf(':');
    if (colon < 0) {
      Log.level(
          LogLevel.ofOption(word)
              .orElseThrow(() ->
                  new ConfigException(
                      "Unsupported global logging level -loglevel="
                          + word
                          + ". Valid values: info, debug, trace.")));
      return;
    }
    Optional<LogCategory> category = LogCategory.of(word.substring(0, colon));
    Optional<LogLevel> level = LogLevel.ofOption(word.substring(colon + 1));
    if (category.isEmpty() || level.isEmpty()) {
      throw new ConfigException(
          ("Unsupported category-specific logging level -loglevel=%s. Expected"
                  + " -loglevel=<category>:<loglevel>. Valid categories: %s. Valid loglevels: info, debug, trace.")
              .formatted(word, LogCategory.labels()));
    }
    Log.level(category.get(), level.get());
  }

  /// Opens the file and the console and answers the file's path, empty without one.
  public static Optional<Path> open(Arguments arguments, Path chainFolder, boolean background)
      throws ConfigException {
    Optional<Path> file = file(arguments, chainFolder);
    LogOptions options =
        new LogOptions(
            file,
            arguments.getBoolean("printtoconsole", !background),
            arguments.getBoolean("logtimestamps", true),
            arguments.getBoolean("logtimemicros", false),
            arguments.getBoolean("logthreadnames", false),
            arguments.getBoolean("loglevelalways", false),
            arguments.getBoolean("shrinkdebugfile", Log.enabled().isEmpty()));
    try {
      if (file.isPresent() && file.get().getParent() != null) {
        Files.createDirectories(file.get().getParent());
      }
      Log.open(options);
    } catch (IOException _) {
      throw new ConfigException("Could not open debug log file " + file.orElse(chainFolder));
    }
    return file;
  }

  private static Optional<Path> file(Arguments arguments, Path chainFolder) {
    if (arguments.isNegated("debuglogfile")) {
      return Optional.empty();
    }
    String given = arguments.get("debuglogfile", DEFAULT_FILE);
    return Optional.of(chainFolder.resolve(given.isEmpty() ? DEFAULT_FILE : given));
  }
}

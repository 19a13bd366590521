package org.quantumcoin.node.log;

import java.nio.file.Path;
import java.util.Optional;

/// Where the log goes and how a line looks.
///
/// @param file the log file; none with `-nodebuglogfile`
/// @param shrink cut a file that has outgrown its bound when it is opened
public record LogOptions(
    Optional<Path> file,
    boolean console,
    boolean timestamps,
    boolean micros,
    boolean threadNames,
    boolean levelAlways,
    boolean shrink) {

  /// To the console only, as before the data directory is known.
  public static LogOptions consoleOnly() {
    return new LogOptions(Optional.empty(), true, true, false, false, false, false);
  }
}

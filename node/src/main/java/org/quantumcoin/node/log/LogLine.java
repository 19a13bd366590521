package org.quantumcoin.node.log;

import java.util.Optional;

/// A line of the log as a window shows it.
///
/// @param number counts lines since the start, without gaps
/// @param timeMillis milliseconds since 1970
/// @param category what it is about; only debug lines have one
/// @param text without time stamp and level; control characters are escaped, lines of a stack trace
///   are kept
public record LogLine(
    long number, long timeMillis, LogLevel level, Optional<LogCategory> category, String text) {}

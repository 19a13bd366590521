package org.quantumcoin.app.config;

/// What is special about an option.
public enum OptionFlag {
  /// On other chains than main it is not taken from the file's default section, because it would
  /// make two networks meet.
  NETWORK_ONLY,
  /// Shown by `-help` only with `-help-debug`.
  DEBUG_ONLY,
  /// Never shown: accepted for the sake of scripts.
  HIDDEN,
  /// Its value is not written to the log.
  SENSITIVE,
  /// `-nofoo` means nothing.
  NO_NEGATION,
  /// Needs a value.
  NO_ELISION,
  /// Asks for a part that this version does not have: accepted, and said in the log when switched
  /// on.
  NOT_YET
}

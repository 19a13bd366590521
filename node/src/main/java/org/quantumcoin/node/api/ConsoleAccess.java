package org.quantumcoin.node.api;

import java.util.List;
import java.util.Optional;

/// The node's methods, for a person who types them.
///
/// A line is what follows `quantumcoin-cli`: a method and words, which become JSON where the method
/// wants JSON; `-named method name=value`. As in Bitcoin Core's window a line may also nest calls
/// and pick parts of results: `getblock(getblockhash(0), 1)[tx][0]`. Words with blanks or commas
/// stand in `'…'` or `"…"`; a word that begins with a bracket or brace is JSON up to its end.
public interface ConsoleAccess {
  /// Runs a line and returns when it has been answered, which may take minutes: not for a window's
  /// own thread. `wallet` names the one that wallet methods are about, if there are several.
  Reply run(String line, Optional<String> wallet);

  /// What came of a line.
  sealed interface Reply {
    /// Text as it is, everything else as indented JSON.
    record Result(String text) implements Reply {}

    /// The method refused, with RPC's code.
    record Failed(int code, String message) implements Reply {}

    /// The line is none; `position` is the character from which on it makes no sense.
    record NotUnderstood(String message, int position) implements Reply {}
  }

  /// The names of all methods, sorted, for completion.
  List<String> methods();

  /// A method's help; empty for what is no method.
  Optional<String> help(String method);

  /// What may be kept of a line: passphrases and keys are left out together with everything else
  /// that was said to the same method (`walletpassphrase(…)`). Also for lines that make no sense.
  String forHistory(String line);

  int MAX_LINE_CHARS = 4_000_000;
}

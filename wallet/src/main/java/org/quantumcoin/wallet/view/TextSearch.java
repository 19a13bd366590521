package org.quantumcoin.wallet.view;

import java.util.Locale;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;

/// A text that somebody looks for among addresses, labels and transaction ids. Capital letters do
/// not matter.
///
/// Writing an address out costs a microsecond or two, and there may be some hundred thousand: so it
/// is only done for texts that can be a part of one.
final class TextSearch {
  /// Longer ones are cut off: no label that people look for is as long.
  private static final int MAX_CHARS = 200;

  private final String needle;
  private final boolean maybeAddress;
  private final boolean maybeTxid;
  private final Optional<Script> script;
  private final Addresses addresses;

  TextSearch(String text, Addresses addresses) {
    String wanted = text.strip();
    String bounded = wanted.length() > MAX_CHARS ? wanted.substring(0, MAX_CHARS) : wanted;
    this.addresses = addresses;
    this.needle = bounded.toLowerCase(Locale.ROOT);
    this.script = addresses.script(bounded);
    this.maybeAddress = needle.chars().allMatch(TextSearch::isPlain);
    this.maybeTxid = needle.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  }

  boolean isEmpty() {
    return needle.isEmpty();
  }

  /// The script of the address that is looked for, if the text is a whole one.
  Optional<Script> script() {
    return script;
  }

  boolean isInLabel(String label) {
    return !label.isEmpty() && label.toLowerCase(Locale.ROOT).contains(needle);
  }

  boolean isInId(Object txid) {
    return maybeTxid && txid.toString().contains(needle);
  }

  boolean isInAddress(Script of) {
    if (script.isPresent()) {
      return script.get().equals(of);
    }
    return maybeAddress
        && addresses
            .encode(of)
            .filter(text -> text.toLowerCase(Locale.ROOT).contains(needle))
            .isPresent();
  }
}

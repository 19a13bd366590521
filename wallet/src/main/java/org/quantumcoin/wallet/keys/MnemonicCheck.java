package org.quantumcoin.wallet.keys;

import java.util.List;

/// What a text turned out to be that someone typed as a mnemonic.
public sealed interface MnemonicCheck {
  /// All is well. The mnemonic is the caller's to close.
  record Valid(Mnemonic mnemonic) implements MnemonicCheck {}

  /// There are 12, 15, 18, 21 or 24 words in a mnemonic.
  record WrongWordCount(int words) implements MnemonicCheck {}

  /// The word at an index from 0 stands in no list, or not in that of the others; these may have
  /// been meant.
  record UnknownWord(int index, String word, MnemonicLanguage language, List<String> near)
      implements MnemonicCheck {}

  /// Every word is known, but they do not belong together: one is wrong, or two are swapped.
  record WrongChecksum(MnemonicLanguage language) implements MnemonicCheck {}

  /// The same words are a mnemonic in several languages, with different seeds: someone has to say
  /// which it is.
  record Ambiguous(List<MnemonicLanguage> languages) implements MnemonicCheck {}
}

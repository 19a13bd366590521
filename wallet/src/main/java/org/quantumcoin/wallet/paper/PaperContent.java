package org.quantumcoin.wallet.paper;

import java.util.List;

/// What stands on the paper.
///
/// @param date of the paper, as text
/// @param network coin and chain
/// @param birth of the first key, in unix seconds: no block before it matters
/// @param fingerprints of the master keys
/// @param left descriptors for which there is no room
/// @param words none unless they were asked for
record PaperContent(
    String wallet,
    String date,
    String network,
    long birth,
    List<String> fingerprints,
    List<Keys> keys,
    int left,
    List<Words> words) {
  PaperContent {
    fingerprints = List.copyOf(fingerprints);
    keys = List.copyOf(keys);
    words = List.copyOf(words);
  }

  /// A descriptor without secrets, with its first addresses.
  ///
  /// @param signers how many of how many must sign, where that is more than one
  record Keys(
      String title, String signers, String descriptor, List<String> receive, List<String> change) {
    Keys {
      receive = List.copyOf(receive);
      change = List.copyOf(change);
    }
  }

  /// @param since the day from which keys came from these words, as text
  record Words(String sentence, boolean withPassphrase, String since) {
    @Override
    public String toString() {
      return "Words[redacted]";
    }
  }
}

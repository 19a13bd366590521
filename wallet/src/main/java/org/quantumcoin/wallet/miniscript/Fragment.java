package org.quantumcoin.wallet.miniscript;

import org.jspecify.annotations.Nullable;

/// The kinds of expressions (BIP-0379, "Translation table"). What is only another way to write one
/// of them (`pk`, `and_n`, the wrappers `t`, `l` and `u`) has no kind of its own.
public enum Fragment {
  JUST_0("0"),
  JUST_1("1"),
  PK_K("pk_k"),
  PK_H("pk_h"),
  OLDER("older"),
  AFTER("after"),
  SHA256("sha256"),
  HASH256("hash256"),
  RIPEMD160("ripemd160"),
  HASH160("hash160"),
  WRAP_A("a"),
  WRAP_S("s"),
  WRAP_C("c"),
  WRAP_D("d"),
  WRAP_V("v"),
  WRAP_J("j"),
  WRAP_N("n"),
  AND_V("and_v"),
  AND_B("and_b"),
  OR_B("or_b"),
  OR_C("or_c"),
  OR_D("or_d"),
  OR_I("or_i"),
  ANDOR("andor"),
  THRESH("thresh"),
  MULTI("multi"),
  MULTI_A("multi_a");

  private final String word;

  Fragment(String word) {
    this.word = word;
  }

  /// How it is written.
  String word() {
    return word;
  }

  boolean isWrapper() {
    return word.length() == 1 && this != JUST_0 && this != JUST_1;
  }

  /// The wrapper of a letter; null for `t`, `l`, `u`, which stand for other fragments, and for
  /// letters without a meaning.
  static @Nullable Fragment wrapper(char letter) {
    return switch (letter) {
      case 'a' -> WRAP_A;
      case 's' -> WRAP_S;
      case 'c' -> WRAP_C;
      case 'd' -> WRAP_D;
      case 'v' -> WRAP_V;
      case 'j' -> WRAP_J;
      case 'n' -> WRAP_N;
      default -> null;
    };
  }

  boolean isHash() {
    return this == SHA256 || this == HASH256 || this == RIPEMD160 || this == HASH160;
  }

  /// Bytes of a hash fragment's hash.
  int hashBytes() {
    return this == SHA256 || this == HASH256 ? 32 : 20;
  }
}

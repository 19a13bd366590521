package org.quantumcoin.wallet.miniscript;

import org.quantumcoin.node.script.ScriptBuilder;

/// Bytes of an expression's script from those of its parts (Core's `ComputeScriptLen`).
final class ScriptLength {
  private ScriptLength() {}

  static int of(Miniscript node) {
    int parts = node.subs().stream().mapToInt(Miniscript::scriptBytes).sum();
    int keys = node.keys().size();
    int keyPush = 1 + node.context().keyBytes();
    return switch (node.fragment()) {
      case JUST_0, JUST_1 -> 1;
      case PK_K -> keyPush;
      case PK_H -> 3 + 21;
      case OLDER, AFTER -> 1 + number(node.k());
      case SHA256, HASH256 -> 4 + 2 + 33;
      case RIPEMD160, HASH160 -> 4 + 2 + 21;
      case MULTI -> 1 + number(keys) + number(node.k()) + keyPush * keys;
      case MULTI_A -> (keyPush + 1) * keys + number(node.k()) + 1;
      case AND_V -> parts;
      case WRAP_V -> parts + (node.subs().getFirst().type().has("x") ? 1 : 0);
      case WRAP_S, WRAP_C, WRAP_N, AND_B, OR_B -> parts + 1;
      case WRAP_A, OR_C -> parts + 2;
      case WRAP_D, OR_D, OR_I, ANDOR -> parts + 3;
      case WRAP_J -> parts + 4;
      case THRESH -> parts + node.subs().size() + number(node.k());
    };
  }

  /// Bytes of the push of a number.
  static int number(int value) {
    return new ScriptBuilder().number(value).build().length();
  }
}

package org.quantumcoin.wallet.miniscript;

import static org.quantumcoin.node.script.Opcodes.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ScriptCursor;
import org.quantumcoin.node.script.ScriptNumber;

/// A script's operations from the last to the first (Core's `DecomposeScript`). An operation that
/// verifies as well counts as two; the same written as two is refused, since there is a shorter
/// way.
final class ScriptTokens {
  /// Fits every operation.
  static final int ANY = -1;

  static final long NO_NUMBER = ScriptNumber.INVALID;

  private static final class Token {
    final int opcode;
    final byte[] data;

    Token(int opcode, byte[] data) {
      this.opcode = opcode;
      this.data = data;
    }
  }

  private static final byte[] NOTHING = new byte[0];

  private final List<Token> tokens;
  private int at;

  private ScriptTokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// Empty for scripts that break off or have a push that is not the shortest for its data.
  static Optional<ScriptTokens> of(Script script) {
    List<Token> tokens = new ArrayList<>();
    ScriptCursor cursor = new ScriptCursor(script);
    while (cursor.next()) {
      int opcode = cursor.opcode();
      int checked = unverified(opcode);
      if (checked >= 0) {
        tokens.add(new Token(checked, NOTHING));
        tokens.add(new Token(OP_VERIFY, NOTHING));
      } else if (isSmallInteger(opcode)) {
        tokens.add(new Token(opcode, new byte[] {(byte) smallInteger(opcode)}));
      } else if (opcode <= OP_PUSHDATA4 && !cursor.isMinimalPush()) {
        return Optional.empty();
      } else if (opcode == OP_VERIFY && !tokens.isEmpty() && hasVerifyForm(tokens.getLast())) {
        return Optional.empty();
      } else {
        tokens.add(new Token(opcode, opcode <= OP_PUSHDATA4 ? cursor.data() : NOTHING));
      }
    }
    if (cursor.isBroken()) {
      return Optional.empty();
    }
    Collections.reverse(tokens);
    return Optional.of(new ScriptTokens(tokens));
  }

  /// The operation that this one is, followed by `OP_VERIFY`; -1 for others.
  private static int unverified(int opcode) {
    return switch (opcode) {
      case OP_CHECKSIGVERIFY -> OP_CHECKSIG;
      case OP_CHECKMULTISIGVERIFY -> OP_CHECKMULTISIG;
      case OP_EQUALVERIFY -> OP_EQUAL;
      case OP_NUMEQUALVERIFY -> OP_NUMEQUAL;
      default -> -1;
    };
  }

  private static boolean hasVerifyForm(Token token) {
    return switch (token.opcode) {
      case OP_CHECKSIG, OP_CHECKMULTISIG, OP_EQUAL, OP_NUMEQUAL -> true;
      default -> false;
    };
  }

  int remaining() {
    return tokens.size() - at;
  }

  /// An operation counted from the one to be read next.
  int opcode(int index) {
    return tokens.get(at + index).opcode;
  }

  /// What it pushes; nothing for operations that are no push.
  byte[] data(int index) {
    return tokens.get(at + index).data;
  }

  /// The number that it pushes, or [#NO_NUMBER].
  long number(int index) {
    Token token = tokens.get(at + index);
    if (token.opcode == OP_0) {
      return 0;
    }
    return token.data.length == 0
        ? NO_NUMBER
        : ScriptNumber.decode(token.data, true, ScriptNumber.MAX_BYTES);
  }

  void advance(int count) {
    at += count;
  }

  boolean skip(int opcode) {
    if (remaining() == 0 || opcode(0) != opcode) {
      return false;
    }
    at++;
    return true;
  }

  boolean startsWith(int... opcodes) {
    if (remaining() < opcodes.length) {
      return false;
    }
    for (int i = 0; i < opcodes.length; i++) {
      if (opcodes[i] != ANY && opcodes[i] != opcode(i)) {
        return false;
      }
    }
    return true;
  }
}

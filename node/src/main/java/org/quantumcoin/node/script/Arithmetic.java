package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.*;

/// Operations on numbers, from OP_1ADD to OP_WITHIN.
final class Arithmetic {
  private Arithmetic() {}

  static ScriptError execute(int opcode, ScriptStack stack, boolean requireMinimal) {
    if (opcode <= OP_0NOTEQUAL) {
      return unary(opcode, stack, requireMinimal);
    }
    return opcode == OP_WITHIN
        ? within(stack, requireMinimal)
        : binary(opcode, stack, requireMinimal);
  }

  private static long number(ScriptStack stack, int fromTop, boolean requireMinimal) {
    return ScriptNumber.decode(stack.top(fromTop), requireMinimal, ScriptNumber.MAX_BYTES);
  }

  private static ScriptError unary(int opcode, ScriptStack stack, boolean requireMinimal) {
    if (stack.size() < 1) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    long a = number(stack, 1, requireMinimal);
    if (a == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    long result =
        switch (opcode) {
          case OP_1ADD -> a + 1;
          case OP_1SUB -> a - 1;
          case OP_NEGATE -> -a;
          case OP_ABS -> Math.abs(a);
          case OP_NOT -> a == 0 ? 1 : 0;
          case OP_0NOTEQUAL -> a != 0 ? 1 : 0;
          default -> throw new IllegalArgumentException("no unary operation: " + opcode);
        };
    stack.set(1, ScriptNumber.encode(result));
    return ScriptError.OK;
  }

  private static ScriptError binary(int opcode, ScriptStack stack, boolean requireMinimal) {
    if (stack.size() < 2) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    long a = number(stack, 2, requireMinimal);
    long b = number(stack, 1, requireMinimal);
    if (a == ScriptNumber.INVALID || b == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    long result =
        switch (opcode) {
          case OP_ADD -> a + b;
          case OP_SUB -> a - b;
          case OP_MIN -> Math.min(a, b);
          case OP_MAX -> Math.max(a, b);
          default -> compare(opcode, a, b) ? 1 : 0;
        };
    stack.drop(1);
    if (opcode == OP_NUMEQUALVERIFY) {
      stack.drop(1);
      return result != 0 ? ScriptError.OK : ScriptError.NUMEQUALVERIFY;
    }
    stack.set(1, ScriptNumber.encode(result));
    return ScriptError.OK;
  }

  private static boolean compare(int opcode, long a, long b) {
    return switch (opcode) {
      case OP_BOOLAND -> a != 0 && b != 0;
      case OP_BOOLOR -> a != 0 || b != 0;
      case OP_NUMEQUAL, OP_NUMEQUALVERIFY -> a == b;
      case OP_NUMNOTEQUAL -> a != b;
      case OP_LESSTHAN -> a < b;
      case OP_GREATERTHAN -> a > b;
      case OP_LESSTHANOREQUAL -> a <= b;
      case OP_GREATERTHANOREQUAL -> a >= b;
      default -> throw new IllegalArgumentException("no comparison: " + opcode);
    };
  }

  /// Is the lowest of the three at least the second and less than the top one?
  private static ScriptError within(ScriptStack stack, boolean requireMinimal) {
    if (stack.size() < 3) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    long value = number(stack, 3, requireMinimal);
    long min = number(stack, 2, requireMinimal);
    long max = number(stack, 1, requireMinimal);
    if (value == ScriptNumber.INVALID
        || min == ScriptNumber.INVALID
        || max == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    stack.drop(3);
    stack.push(min <= value && value < max);
    return ScriptError.OK;
  }
}

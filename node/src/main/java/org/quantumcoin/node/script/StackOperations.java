package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.*;

/// Operations that only move elements about, from OP_TOALTSTACK to OP_TUCK, and OP_SIZE.
final class StackOperations {
  private StackOperations() {}

  /// Elements that must be on the stack before.
  private static int needed(int opcode) {
    return switch (opcode) {
      case OP_FROMALTSTACK, OP_DEPTH -> 0;
      case OP_TOALTSTACK, OP_IFDUP, OP_DROP, OP_DUP, OP_SIZE -> 1;
      case OP_3DUP, OP_ROT -> 3;
      case OP_2OVER, OP_2SWAP -> 4;
      case OP_2ROT -> 6;
      default -> 2;
    };
  }

  static ScriptError execute(
      int opcode, ScriptStack stack, ScriptStack altStack, boolean requireMinimal) {
    if (stack.size() < needed(opcode)) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    switch (opcode) {
      case OP_TOALTSTACK -> altStack.push(stack.pop());
      case OP_FROMALTSTACK -> {
        if (altStack.size() < 1) {
          return ScriptError.INVALID_ALTSTACK_OPERATION;
        }
        stack.push(altStack.pop());
      }
      case OP_PICK, OP_ROLL -> {
        return pickOrRoll(opcode, stack, requireMinimal);
      }
      case OP_IFDUP -> {
        if (ScriptNumber.toBoolean(stack.top(1))) {
          stack.push(stack.top(1));
        }
      }
      case OP_DEPTH -> stack.push(ScriptNumber.encode(stack.size()));
      case OP_SIZE -> stack.push(ScriptNumber.encode(stack.top(1).length));
      default -> move(opcode, stack);
    }
    return ScriptError.OK;
  }

  private static void move(int opcode, ScriptStack stack) {
    switch (opcode) {
      case OP_2DROP -> stack.drop(2);
      case OP_DROP -> stack.drop(1);
      case OP_DUP -> stack.push(stack.top(1));
      case OP_2DUP -> copy(stack, 2, 2);
      case OP_3DUP -> copy(stack, 3, 3);
      case OP_OVER -> copy(stack, 2, 1);
      case OP_2OVER -> copy(stack, 4, 2);
      case OP_2ROT -> {
        stack.push(stack.removeAt(6));
        stack.push(stack.removeAt(6));
      }
      case OP_2SWAP -> {
        stack.swap(4, 2);
        stack.swap(3, 1);
      }
      case OP_NIP -> stack.removeAt(2);
      case OP_ROT -> stack.push(stack.removeAt(3));
      case OP_SWAP -> stack.swap(2, 1);
      case OP_TUCK -> stack.insertBelow(2, stack.top(1));
      default -> throw new IllegalArgumentException("no stack operation: " + opcode);
    }
  }

  /// Pushes `count` elements again, starting with the one `fromTop`.
  private static void copy(ScriptStack stack, int fromTop, int count) {
    for (int i = 0; i < count; i++) {
      stack.push(stack.top(fromTop));
    }
  }

  private static ScriptError pickOrRoll(int opcode, ScriptStack stack, boolean requireMinimal) {
    long number = ScriptNumber.decode(stack.top(1), requireMinimal, ScriptNumber.MAX_BYTES);
    if (number == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    stack.drop(1);
    if (number < 0 || number >= stack.size()) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    int fromTop = (int) number + 1;
    stack.push(opcode == OP_ROLL ? stack.removeAt(fromTop) : stack.top(fromTop));
    return ScriptError.OK;
  }
}

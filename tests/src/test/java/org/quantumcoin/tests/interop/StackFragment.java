package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptNumber;

/// Pushes elements, moves them about at random while a model of the stack follows, and compares
/// what is there in the end with the model.
final class StackFragment {
  private final Chance chance;
  private final ScriptWriter writer;
  private final List<byte[]> stack = new ArrayList<>();
  private final List<byte[]> alt = new ArrayList<>();

  StackFragment(Chance chance, ScriptWriter writer) {
    this.chance = chance;
    this.writer = writer;
  }

  void write() {
    int elements = chance.between(2, 6);
    for (int i = 0; i < elements; i++) {
      push(ScriptNumber.encode(chance.between(-1, 300)));
    }
    int moves = chance.between(1, 8);
    for (int i = 0; i < moves; i++) {
      move(chance.below(20));
    }
    while (!alt.isEmpty()) {
      fromAlt();
    }
    // A mistake of the model's would show as a script that fails on both sides.
    while (!stack.isEmpty()) {
      writer.push(stack.removeLast()).op(Opcodes.OP_EQUALVERIFY);
    }
  }

  private void push(byte[] element) {
    writer.push(element);
    stack.add(element);
  }

  /// The element so far below the top.
  private byte[] at(int depth) {
    return stack.get(stack.size() - 1 - depth);
  }

  private byte[] take(int depth) {
    return stack.remove(stack.size() - 1 - depth);
  }

  private void copy(int depth, int times) {
    for (int i = 0; i < times; i++) {
      stack.add(at(depth));
    }
  }

  private void moveUp(int depth, int times) {
    for (int i = 0; i < times; i++) {
      stack.add(take(depth));
    }
  }

  private void move(int choice) {
    int size = stack.size();
    switch (choice) {
      case 0 -> simple(1, Opcodes.OP_DUP, () -> copy(0, 1));
      case 1 -> simple(2, Opcodes.OP_DROP, () -> take(0));
      case 2 -> simple(2, Opcodes.OP_SWAP, () -> moveUp(1, 1));
      case 3 -> simple(3, Opcodes.OP_ROT, () -> moveUp(2, 1));
      case 4 -> simple(2, Opcodes.OP_OVER, () -> copy(1, 1));
      case 5 -> simple(2, Opcodes.OP_NIP, () -> take(1));
      case 6 -> simple(2, Opcodes.OP_TUCK, () -> stack.add(size - 2, at(0)));
      case 7 -> simple(2, Opcodes.OP_2DUP, () -> copy(1, 2));
      case 8 -> simple(3, Opcodes.OP_3DUP, () -> copy(2, 3));
      case 9 -> simple(4, Opcodes.OP_2OVER, () -> copy(3, 2));
      case 10 -> simple(6, Opcodes.OP_2ROT, () -> moveUp(5, 2));
      case 11 -> simple(4, Opcodes.OP_2SWAP, () -> moveUp(3, 2));
      case 12 ->
          simple(
              3,
              Opcodes.OP_2DROP,
              () -> {
                take(0);
                take(0);
              });
      case 13 ->
          simple(
              1,
              Opcodes.OP_IFDUP,
              () -> {
                if (ScriptNumber.toBoolean(at(0))) {
                  copy(0, 1);
                }
              });
      case 14, 15 -> simple(1, Opcodes.OP_TOALTSTACK, () -> alt.add(take(0)));
      case 16 -> {
        if (!alt.isEmpty()) {
          fromAlt();
        }
      }
      case 17 -> simple(1, Opcodes.OP_SIZE, () -> stack.add(ScriptNumber.encode(at(0).length)));
      default -> pickOrRoll(choice == 18);
    }
  }

  private void simple(int needs, int opcode, Runnable effect) {
    if (stack.size() >= needs) {
      writer.op(opcode);
      effect.run();
    }
  }

  private void pickOrRoll(boolean pick) {
    if (stack.isEmpty()) {
      return;
    }
    // One beyond the elements of this fragment: nobody knows what lies there.
    int depth = chance.percent(2) ? chance.of(-1, 100) : chance.below(stack.size());
    writer.number(depth).op(pick ? Opcodes.OP_PICK : Opcodes.OP_ROLL);
    if (depth < 0 || depth >= stack.size()) {
      return;
    }
    if (pick) {
      copy(depth, 1);
    } else {
      moveUp(depth, 1);
    }
  }

  private void fromAlt() {
    writer.op(Opcodes.OP_FROMALTSTACK);
    stack.add(alt.removeLast());
  }
}

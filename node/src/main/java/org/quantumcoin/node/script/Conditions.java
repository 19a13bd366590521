package org.quantumcoin.node.script;

/// Which branches of nested IFs are taken. Only the depth and the outermost branch not taken
/// matter, so a script of 10,000 IFs costs no more a step than one (Core's `ConditionStack`).
final class Conditions {
  private static final int NONE = -1;

  private int depth;
  private int firstFalse = NONE;

  boolean isEmpty() {
    return depth == 0;
  }

  boolean allTrue() {
    return firstFalse == NONE;
  }

  void push(boolean taken) {
    if (firstFalse == NONE && !taken) {
      firstFalse = depth;
    }
    depth++;
  }

  void pop() {
    depth--;
    if (firstFalse == depth) {
      firstFalse = NONE;
    }
  }

  void toggleTop() {
    if (firstFalse == NONE) {
      firstFalse = depth - 1;
    } else if (firstFalse == depth - 1) {
      firstFalse = NONE;
    }
  }
}

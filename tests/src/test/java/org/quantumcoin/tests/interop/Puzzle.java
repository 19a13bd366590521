package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.primitives.Script;

/// A script and what satisfies it.
///
/// @param items what the script consumes, in that order, so the first is the top of the stack
record Puzzle(Dialect dialect, Script script, List<Item> items) {
  /// An element of the stack; signatures depend on the transaction.
  interface Item {
    byte[] bytes(Spend spend);
  }

  /// The stack to begin with, bottom first.
  List<byte[]> solve(Spend spend) {
    Spend here = spend.by(dialect, script);
    List<byte[]> stack = new ArrayList<>();
    for (Item item : items.reversed()) {
      stack.add(item.bytes(here));
    }
    return stack;
  }
}

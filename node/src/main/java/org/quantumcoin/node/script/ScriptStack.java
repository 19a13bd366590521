package org.quantumcoin.node.script;

import java.util.Arrays;

/// The interpreter's stack. Elements are never written to once they are on it, so copies share
/// them.
final class ScriptStack {
  private byte[][] elements;
  private int size;

  ScriptStack() {
    elements = new byte[8][];
  }

  /// A copy.
  ScriptStack(ScriptStack other) {
    elements = other.elements.clone();
    size = other.size;
  }

  int size() {
    return size;
  }

  void push(byte[] element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, 2 * size);
    }
    elements[size++] = element;
  }

  void push(boolean value) {
    push(ScriptNumber.ofBoolean(value));
  }

  byte[] pop() {
    return elements[--size];
  }

  void drop(int count) {
    size -= count;
  }

  /// An element counted from the top, which is 1.
  byte[] top(int fromTop) {
    return elements[size - fromTop];
  }

  void set(int fromTop, byte[] element) {
    elements[size - fromTop] = element;
  }

  byte[] removeAt(int fromTop) {
    int index = size - fromTop;
    byte[] element = elements[index];
    System.arraycopy(elements, index + 1, elements, index, size - index - 1);
    size--;
    return element;
  }

  /// Puts an element below the `below` topmost ones.
  void insertBelow(int below, byte[] element) {
    push(element);
    int index = size - 1 - below;
    System.arraycopy(elements, index, elements, index + 1, below);
    elements[index] = element;
  }

  void swap(int oneFromTop, int otherFromTop) {
    byte[] one = top(oneFromTop);
    set(oneFromTop, top(otherFromTop));
    set(otherFromTop, one);
  }
}

package org.quantumcoin.wallet.coins;

import java.util.Arrays;

/// A stack of numbers without boxing, for searches that take a hundred thousand steps.
final class IndexStack {
  private int[] items = new int[16];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int peek() {
    return items[size - 1];
  }

  int pop() {
    size--;
    return items[size];
  }

  void push(int index) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size] = index;
    size++;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}

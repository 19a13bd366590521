package org.quantumcoin.wallet.keys;

import java.util.ArrayList;
import java.util.List;

/// A path through a key tree. Steps are unsigned 32-bit numbers kept in ints; those from 2^31 on
/// are hardened: they need the secret key.
public record KeyPath(List<Integer> steps) {
  /// Added to an index to make it hardened.
  public static final int HARDENED = 0x80000000;

  public static final KeyPath EMPTY = new KeyPath(List.of());

  public KeyPath {
    steps = List.copyOf(steps);
  }

  public static KeyPath of(int... steps) {
    List<Integer> list = new ArrayList<>();
    for (int step : steps) {
      list.add(step);
    }
    return new KeyPath(list);
  }

  public static boolean isHardened(int step) {
    return step < 0;
  }

  public boolean hasHardened() {
    return steps.stream().anyMatch(KeyPath::isHardened);
  }

  public KeyPath plus(int step) {
    List<Integer> longer = new ArrayList<>(steps);
    longer.add(step);
    return new KeyPath(longer);
  }

  public KeyPath plus(KeyPath more) {
    List<Integer> longer = new ArrayList<>(steps);
    longer.addAll(more.steps);
    return new KeyPath(longer);
  }

  /// `/44h/0h/5`: each step with a slash before it; hardened ones with `h`, or with an apostrophe.
  public String format(boolean apostrophe) {
    StringBuilder text = new StringBuilder();
    for (int step : steps) {
      text.append('/').append(step & Integer.MAX_VALUE);
      if (isHardened(step)) {
        text.append(apostrophe ? '\'' : 'h');
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "m" + format(false);
  }
}

package org.quantumcoin.wallet.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A path through a key tree. Steps are unsigned 32-bit numbers kept in ints; those from 2^31 on
/// are hardened: they need the secret key.
public record KeyPath(List<Integer> steps) {
  /// Added to an index to make it hardened.
  public static final int HARDENED = 0x80000000;

  /// BIP-0032: a key's depth is one byte.
  private static final int MAX_STEPS = 255;

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

  /// Reads `m/48'/0h/5` or `48h/0/5`: at most 255 steps, hardened ones marked with `'`, `h` or `H`.
  /// Empty for anything else.
  public static Optional<KeyPath> parse(String text) {
    String bare = text.strip();
    if (bare.equals("m") || bare.equals("M") || bare.isEmpty()) {
      return Optional.of(EMPTY);
    }
    if (bare.startsWith("m/") || bare.startsWith("M/")) {
      bare = bare.substring(2);
    }
    if (bare.length() > MAX_STEPS * 12) {
      return Optional.empty();
    }
    List<Integer> steps = new ArrayList<>();
    for (String part : bare.split("/", -1)) {
      boolean hardened = part.matches("[0-9]+['hH]");
      String digits = hardened ? part.substring(0, part.length() - 1) : part;
      if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      steps.add(Integer.parseInt(digits) | (hardened ? HARDENED : 0));
    }
    return steps.size() <= MAX_STEPS ? Optional.of(new KeyPath(steps)) : Optional.empty();
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

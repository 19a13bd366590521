package org.quantumcoin.wallet.view;

import java.util.List;
import java.util.function.Consumer;
import org.quantumcoin.wallet.Wallet;

/// Long looks at a wallet, during which others get their turns: blocks go on being taken in, and no
/// window waits for another.
final class Turns {
  /// What is looked at in one go: some milliseconds.
  static final int AT_ONCE = 1_000;

  private Turns() {}

  /// Hands on everything in pieces, each within the wallet's lock.
  static <T> void take(Wallet wallet, List<T> all, Consumer<List<T>> look) {
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<T> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      boolean _ =
          wallet.locked(() -> {
            look.accept(some);
            return true;
          });
    }
  }

  /// A page of a list: as many as there are from a place on, at most `count`.
  static <T> List<T> page(List<T> all, int offset, int count) {
    int from = Math.clamp(offset, 0, all.size());
    return all.subList(from, Math.clamp((long) from + Math.max(count, 0), from, all.size()));
  }
}

package org.quantumcoin.wallet.miniscript;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Marks every part in which a key stands twice: what such an expression means is not what it seems
/// to mean, since one signature can serve in two places.
final class DuplicateKeys {
  private DuplicateKeys() {}

  static Miniscript mark(Miniscript root, IntFunction<Object> identity) {
    root.<Optional<Set<Object>>>fold((node, parts) -> keysOf(node, parts, identity));
    return root;
  }

  /// The keys of a part, or nothing if one stands twice.
  private static Optional<Set<Object>> keysOf(
      Miniscript node, List<Optional<Set<Object>>> parts, IntFunction<Object> identity) {
    // The smaller set goes into the larger, so that a deep tree does not copy all keys at every
    // level; parts are not read again, so their sets may change.
    Set<Object> all = new HashSet<>();
    boolean unique = parts.stream().allMatch(Optional::isPresent);
    for (int key : node.keys()) {
      unique &= all.add(identity.apply(key));
    }
    for (int i = 0; unique && i < parts.size(); i++) {
      Set<Object> more = parts.get(i).orElseThrow();
      if (more.size() > all.size()) {
        Set<Object> swapped = all;
        all = more;
        more = swapped;
      }
      for (Object key : more) {
        unique &= all.add(key);
      }
    }
    if (!unique) {
      node.markDuplicateKeys();
      return Optional.empty();
    }
    return Optional.of(all);
  }
}

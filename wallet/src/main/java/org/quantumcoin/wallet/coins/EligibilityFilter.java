package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.List;

/// How old and how independent coins have to be (Core's `CoinEligibilityFilter`).
///
/// @param confirmationsMine for coins that our own transactions made
/// @param confirmationsTheirs for all others
/// @param includePartialGroups may a group be spent while others of its script stay behind?
/// @param mixTypes may coins of several output types be spent together?
record EligibilityFilter(
    int confirmationsMine,
    int confirmationsTheirs,
    long maxAncestors,
    long maxDescendants,
    boolean includePartialGroups,
    boolean mixTypes) {

  private static EligibilityFilter of(int mine, int theirs, long ancestors, long descendants) {
    return new EligibilityFilter(mine, theirs, ancestors, descendants, false, true);
  }

  private EligibilityFilter withPartialGroups() {
    return new EligibilityFilter(
        confirmationsMine, confirmationsTheirs, maxAncestors, maxDescendants, true, mixTypes);
  }

  /// The rungs of the ladder in Core's `AutomaticCoinSelection`, the strictest first: the first
  /// that pays for the target is taken.
  static List<EligibilityFilter> ladder(SelectionParams params) {
    long ancestors = Math.max(1, params.maxAncestors());
    long descendants = Math.max(1, params.maxDescendants());
    List<EligibilityFilter> rungs = new ArrayList<>();
    rungs.add(new EligibilityFilter(1, 6, 0, 0, false, false));
    rungs.add(of(1, 1, 0, 0));
    if (!params.spendUnconfirmedChange()) {
      return rungs;
    }
    rungs.add(of(0, 1, 2, 2));
    rungs.add(of(0, 1, Math.min(4, ancestors / 3), Math.min(4, descendants / 3)));
    rungs.add(of(0, 1, ancestors / 2, descendants / 2));
    rungs.add(of(0, 1, ancestors - 1, descendants - 1).withPartialGroups());
    if (params.includeUnsafe()) {
      rungs.add(of(0, 0, ancestors - 1, descendants - 1).withPartialGroups());
    }
    if (!params.rejectLongChains()) {
      rungs.add(of(0, 1, Long.MAX_VALUE, Long.MAX_VALUE).withPartialGroups());
    }
    return rungs;
  }

  boolean accepts(OutputGroup group) {
    int needed = group.fromMe() ? confirmationsMine : confirmationsTheirs;
    return group.depth() >= needed
        && group.ancestors() <= maxAncestors
        && group.descendants() <= maxDescendants;
  }
}

package org.quantumcoin.wallet.view;

import java.util.Collections;
import java.util.Set;

/// Which coins a list is to have.
///
/// @param text a part of an address, a label or a transaction id; empty for all
/// @param with tags of which a coin has every one
/// @param without tags of which a coin has none
/// @param minSats the least that it is worth
public record CoinFilter(String text, Set<CoinTag> with, Set<CoinTag> without, long minSats) {
  public static final CoinFilter ALL = new CoinFilter("", Set.of(), Set.of(), 0);

  /// Those that a payment may take.
  public static final CoinFilter SPENDABLE =
      new CoinFilter(
          "",
          Set.of(),
          Set.of(CoinTag.FROZEN, CoinTag.RESERVED, CoinTag.TREASURY, CoinTag.IMMATURE),
          0);

  public CoinFilter {
    with = Set.copyOf(with);
    without = Set.copyOf(without);
  }

  public CoinFilter withText(String wanted) {
    return new CoinFilter(wanted, with, without, minSats);
  }

  public CoinFilter withTags(Set<CoinTag> all, Set<CoinTag> none) {
    return new CoinFilter(text, all, none, minSats);
  }

  boolean takes(Set<CoinTag> tags, long sats) {
    return sats >= minSats && tags.containsAll(with) && Collections.disjoint(tags, without);
  }
}

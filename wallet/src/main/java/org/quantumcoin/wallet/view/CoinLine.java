package org.quantumcoin.wallet.view;

import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.OutPoint;

/// A coin in the list of a wallet's coins.
///
/// @param address empty for scripts that have none
/// @param label its own, else that of the address; or empty
/// @param depth confirmations; 0 without a block
/// @param blocksToMaturity until what was mined can be spent; 0 for all others
/// @param time of its transaction, in unix seconds
public record CoinLine(
    OutPoint outpoint,
    Optional<String> address,
    String label,
    long sats,
    int depth,
    int blocksToMaturity,
    long time,
    Set<CoinTag> tags) {
  public CoinLine {
    tags = Set.copyOf(tags);
  }

  public boolean is(CoinTag tag) {
    return tags.contains(tag);
  }
}

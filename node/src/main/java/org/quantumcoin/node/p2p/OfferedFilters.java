package org.quantumcoin.node.p2p;

import org.quantumcoin.node.p2p.message.ServiceFlags;

/// Which filters are offered to all peers, besides blocks and transactions.
///
/// @param bloom `-peerbloomfilters`: peers may have us filter for them (BIP-0111)
/// @param compact `-peerblockfilters`: peers may ask for the filters of blocks (BIP-0157)
public record OfferedFilters(boolean bloom, boolean compact) {
  /// What bitcoind does without options.
  public static final OfferedFilters NONE = new OfferedFilters(false, false);

  /// As bits of [ServiceFlags].
  long services() {
    return (bloom ? ServiceFlags.BLOOM : 0) | (compact ? ServiceFlags.COMPACT_FILTERS : 0);
  }
}

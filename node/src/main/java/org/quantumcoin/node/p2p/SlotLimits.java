package org.quantumcoin.node.p2p;

/// How many connections of each kind `-maxconnections` leaves (Core's `CConnman::Init`). Those that
/// an operator names come on top.
///
/// @param fullRelay outbound, with transactions
/// @param blockRelay outbound, blocks only
/// @param outbound all that are opened on our own account, one feeler or extra one included
/// @param inbound opened by others
record SlotLimits(int fullRelay, int blockRelay, int outbound, int inbound) {
  /// Core's `MAX_OUTBOUND_FULL_RELAY_CONNECTIONS`.
  static final int FULL_RELAY = 8;

  /// Core's `MAX_BLOCK_RELAY_ONLY_CONNECTIONS`.
  static final int BLOCK_RELAY = 2;

  private static final int FEELERS = 1;

  static SlotLimits of(int maxConnections) {
    int fullRelay = Math.min(FULL_RELAY, maxConnections);
    int blockRelay = Math.min(BLOCK_RELAY, maxConnections - fullRelay);
    int outbound = fullRelay + blockRelay + FEELERS;
    return new SlotLimits(
        fullRelay,
        blockRelay,
        Math.min(outbound, maxConnections),
        Math.max(0, maxConnections - outbound));
  }
}

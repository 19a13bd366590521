package org.quantumcoin.node.p2p;

import java.util.Locale;

/// What an operator may grant to a peer (Core's `NetPermissionFlags`), in the order in which
/// `getpeerinfo` names them.
public enum PeerPermission {
  /// May use bloom filters though they are off.
  BLOOMFILTER,
  /// Is not disconnected for misbehaviour, nor banned, nor evicted; implies `DOWNLOAD`.
  NOBAN,
  /// Its transactions are relayed even when we have them; implies `RELAY`.
  FORCERELAY,
  /// Its transactions are taken even with `-blocksonly`.
  RELAY,
  /// May ask for the mempool.
  MEMPOOL,
  /// May ask for blocks beyond the upload target.
  DOWNLOAD,
  /// Its addresses are not limited in number, and it is told fresh ones.
  ADDR;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}

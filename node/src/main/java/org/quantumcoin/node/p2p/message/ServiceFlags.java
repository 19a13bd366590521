package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;

/// What a node offers, as bits of its `version` message (Core's `ServiceFlags`).
public final class ServiceFlags {
  /// Serves the whole chain.
  public static final long NETWORK = 1;

  /// Serves bloom filters (BIP-0111).
  public static final long BLOOM = 1 << 2;

  /// Serves witnesses (BIP-0144).
  public static final long WITNESS = 1 << 3;

  /// Serves compact filters (BIP-0157).
  public static final long COMPACT_FILTERS = 1 << 6;

  /// Serves the last 288 blocks at least (BIP-0159).
  public static final long NETWORK_LIMITED = 1 << 10;

  /// Speaks the encrypted transport (BIP-0324).
  public static final long P2P_V2 = 1 << 11;

  private static final String[] NAMES = new String[64];

  static {
    NAMES[0] = "NETWORK";
    NAMES[2] = "BLOOM";
    NAMES[3] = "WITNESS";
    NAMES[6] = "COMPACT_FILTERS";
    NAMES[10] = "NETWORK_LIMITED";
    NAMES[11] = "P2P_V2";
  }

  private ServiceFlags() {}

  /// As Core's RPC names them, lowest bit first; bits without a name as `UNKNOWN[2^n]`.
  public static List<String> names(long services) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < 64; bit++) {
      if ((services >>> bit & 1) != 0) {
        String name = NAMES[bit];
        names.add(name == null ? "UNKNOWN[2^" + bit + "]" : name);
      }
    }
    return names;
  }
}

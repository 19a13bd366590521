package org.quantumcoin.node.p2p.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The networks that peers live on, in Core's order, which the tables of addresses hash (Core's
/// `Network`).
public enum PeerNetwork {
  UNROUTABLE(0, "not_publicly_routable"),
  IPV4(1, "ipv4"),
  IPV6(2, "ipv6"),
  ONION(3, "onion"),
  I2P(4, "i2p"),
  CJDNS(5, "cjdns"),
  /// Sources of addresses that are no peers.
  INTERNAL(6, "internal");

  /// Those that peers can be reached over.
  public static final List<PeerNetwork> PUBLIC = List.of(IPV4, IPV6, ONION, I2P, CJDNS);

  private final int code;
  private final String label;

  PeerNetwork(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /// Core's number.
  public int code() {
    return code;
  }

  /// The name in RPC.
  public String label() {
    return label;
  }

  /// By its name in RPC, in whichever case; empty for names that nobody can be reached over.
  public static Optional<PeerNetwork> of(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return PUBLIC.stream().filter(network -> network.label.equals(lower)).findFirst();
  }
}

package org.quantumcoin.node.p2p;

import java.util.Optional;
import org.quantumcoin.node.p2p.message.NetAddress;

/// A connection to open.
///
/// @param address known for those out of the address manager
/// @param countFailure whether a failure counts against the address
record Target(
    String name, Optional<NetAddress> address, ConnectionType type, boolean countFailure) {
  static Target named(String name, ConnectionType type) {
    return new Target(name, Optional.empty(), type, false);
  }

  static Target chosen(NetAddress address, ConnectionType type, boolean countFailure) {
    return new Target(address.toString(), Optional.of(address), type, countFailure);
  }

  Link link() {
    return new Link(name, address.orElse(NetAddress.NONE), type, false);
  }
}

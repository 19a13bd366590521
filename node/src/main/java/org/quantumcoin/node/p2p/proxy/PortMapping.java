package org.quantumcoin.node.p2p.proxy;

import org.quantumcoin.node.p2p.message.NetAddress;

/// A port of the router that leads to ours.
///
/// @param protocol `pcp` or `natpmp`
/// @param lifetimeSeconds after which the router forgets it
record PortMapping(
    String protocol, NetAddress internal, NetAddress external, long lifetimeSeconds) {
  @Override
  public String toString() {
    return "%s:%s -> %s (for %ds)".formatted(protocol, external, internal, lifetimeSeconds);
  }
}

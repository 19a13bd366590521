package org.quantumcoin.node.p2p;

import org.quantumcoin.node.p2p.message.NetAddress;

/// A connection that stands or is being opened, as far as the choice of the next one needs it.
///
/// @param name what the operator called it, or its address
/// @param address [NetAddress#NONE] while a name is being looked up
/// @param established its handshake is done
record Link(String name, NetAddress address, ConnectionType type, boolean established) {
  /// Whether it takes a slot of those that we give on our own account.
  boolean isAutomatic() {
    return type.isAutomatic();
  }
}

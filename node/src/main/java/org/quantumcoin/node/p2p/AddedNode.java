package org.quantumcoin.node.p2p;

import java.util.List;

/// A node that the operator wants connected, and the connections there are to it.
public record AddedNode(String node, List<Connection> connections) {
  /// `inbound` tells who opened it.
  public record Connection(String address, boolean inbound) {}

  public AddedNode {
    connections = List.copyOf(connections);
  }
}

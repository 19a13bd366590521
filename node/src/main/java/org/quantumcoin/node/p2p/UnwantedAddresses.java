package org.quantumcoin.node.p2p;

import org.quantumcoin.node.p2p.message.NetAddress;

/// Whom no connection is wanted with: the operator banned them, or they broke the rules.
final class UnwantedAddresses {
  private final BanList bans;
  private final TimeSource time;
  private final Discouraged discouraged = new Discouraged();

  UnwantedAddresses(BanList bans, TimeSource time) {
    this.bans = bans;
    this.time = time;
  }

  boolean contains(NetAddress address) {
    return isDiscouraged(address) || isBanned(address);
  }

  boolean isBanned(NetAddress address) {
    return address
        .socketAddress()
        .filter(socket -> bans.contains(socket.getAddress(), time.seconds()))
        .isPresent();
  }

  /// Whether it broke the rules: not connected to, and the first to go when slots are scarce.
  boolean isDiscouraged(NetAddress address) {
    return discouraged.contains(address);
  }

  void discourage(NetAddress address) {
    discouraged.add(address);
  }
}

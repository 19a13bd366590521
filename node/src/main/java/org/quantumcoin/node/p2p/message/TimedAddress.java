package org.quantumcoin.node.p2p.message;

/// A peer's address as others tell of it: when it was last seen (unix seconds) and what it offers.
public record TimedAddress(long time, long services, NetAddress address) {}

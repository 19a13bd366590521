package org.quantumcoin.node.p2p.address;

import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// An address with its place in a table and who told us of it.
public record PlacedAddress(int bucket, int position, TimedAddress told, NetAddress source) {}

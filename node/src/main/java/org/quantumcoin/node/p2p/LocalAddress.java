package org.quantumcoin.node.p2p;

import org.quantumcoin.node.p2p.message.NetAddress;

/// An address of ours as `getnetworkinfo` shows it.
///
/// @param score how sure we are of it: by what it was learnt, and how often others confirmed it
public record LocalAddress(NetAddress address, int score) {}

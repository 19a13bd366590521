package org.quantumcoin.node.p2p;

import org.quantumcoin.node.p2p.message.NetAddress;

/// The two ends of a connection, as those see them who speak over it.
///
/// @param remote [NetAddress#NONE] for a name that a proxy looked up
/// @param local as the other side sees it, which through a proxy it does not
/// @param inboundOnion it came in where Tor brings what comes to our onion service
record Endpoints(NetAddress remote, NetAddress local, boolean inboundOnion) {}

/// Addresses of nodes that we heard of: in which bucket each is kept, which to try next, which to
/// tell, and the files they are kept in.
///
/// Opens no connection and has no clock of its own. May import p2p.message and what stands above
/// it; used by p2p. Follows Core's `addrman.cpp`, `netgroup.cpp`, `addrdb.cpp`, and BIP-0155 for
/// the form of addresses in files. The reasons are in Heilman, Kendler, Zohar and Goldberg,
/// "Eclipse Attacks on Bitcoin's Peer-to-Peer Network", 2015.
@NullMarked
package org.quantumcoin.node.p2p.address;

import org.jspecify.annotations.NullMarked;

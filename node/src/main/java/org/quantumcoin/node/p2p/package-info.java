/// Connections to other nodes: framing, handshake, who we are connected to and why, addresses, and
/// what operators ask of it all.
///
/// Netty's event loops frame messages, check their checksums and encrypt; everything else happens
/// on one thread of ours, [org.quantumcoin.node.p2p.PeerThread], which therefore needs no locks.
/// What is said after the handshake goes to a [org.quantumcoin.node.p2p.PeerHandler]. Imports
/// `p2p.message`, `params`, `log` and what they stand on. Used by `p2p.sync` and `rpc`. Follows
/// BIP-0014, 31, 60, 61 (in that it never sends one), 144, 155, 159, 324, 339.
@NullMarked
package org.quantumcoin.node.p2p;

import org.jspecify.annotations.NullMarked;

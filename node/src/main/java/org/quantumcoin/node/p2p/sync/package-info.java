/// Headers-first download of the chain, and relay of blocks and transactions to and from peers.
///
/// All state lives on the peer thread; blocks are parsed by preparation workers and handed to the
/// chain in order of arrival; the chain and the mempool answer through futures. Imports `p2p`,
/// `chain`, `mempool` and what they stand on. Used by `node`. Follows Bitcoin Core 29's
/// `net_processing.cpp`, BIP-0130, 133, 144, 152, 159, 339.
@NullMarked
package org.quantumcoin.node.p2p.sync;

import org.jspecify.annotations.NullMarked;

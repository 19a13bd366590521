/// Optional look-ups that follow the chain in the background: block filters.
///
/// [BackgroundIndex] is what all of them share: it reads the blocks of the active chain one after
/// the other from the disk, never on the chain writer's thread, writes what an [IndexContent] makes
/// of them in batches that also hold how far it came, and goes back where the chain was
/// reorganised. An index may be switched on at any time, and off again: it goes on where it was.
///
/// Imports chain, storage, primitives, script, crypto, encoding and log. Used by p2p, rpc, the
/// node's root and wallet. Follows BIP-0157 and BIP-0158, and the behaviour of Bitcoin Core's
/// `src/index`.
@NullMarked
package org.quantumcoin.node.index;

import org.jspecify.annotations.NullMarked;

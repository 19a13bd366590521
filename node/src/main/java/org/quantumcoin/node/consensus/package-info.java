/// Consensus rules: is this header, transaction or block valid, given all it depends on?
///
/// Pure: no I/O, no clock, no log. Imports params, script, primitives, crypto. Used by chain,
/// mempool and mining. Follows BIP-0030, 34, 65, 66, 68, 94, 112, 113, 141, 143, 147, 325, 341,
/// 342, and aserti3-2d for difficulty.
@NullMarked
package org.quantumcoin.node.consensus;

import org.jspecify.annotations.NullMarked;

/// Makes blocks: picks transactions for a template, and searches for proof of work on the
/// processor.
///
/// Imports `mempool`, `chain`, `consensus` and what they stand on. Used by rpc and `node`. Follows
/// BIP-0034, BIP-0141 and Bitcoin Core 29's `node/miner.cpp`.
@NullMarked
package org.quantumcoin.node.mining;

import org.jspecify.annotations.NullMarked;

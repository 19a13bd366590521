/// Transactions that wait for a block: acceptance, relations, replacement, limits, and fee
/// estimates.
///
/// Changes happen on the chain writer's thread, so that what is accepted is always judged against
/// the tip; reads may come from any thread. Imports `chain`, `policy`, `consensus`, `script`. Used
/// by mining, p2p and rpc. Follows BIP-0125 where Core 29 still does, with full replace-by-fee.
@NullMarked
package org.quantumcoin.node.mempool;

import org.jspecify.annotations.NullMarked;

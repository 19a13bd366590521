/// The chain as this node sees it: the header tree, the coins at the tip, undo data, and the single
/// writer that moves the tip by connecting and disconnecting blocks.
///
/// One thread owns the chainstate; everyone else hands it commands through [ChainService] and reads
/// immutable [ChainSnapshot]s. Imports `storage`, `consensus`, `script`, `params` and what they
/// stand on. Used by mempool, mining, p2p and rpc. Follows the validation order of Bitcoin Core's
/// `validation.cpp`.
@NullMarked
package org.quantumcoin.node.chain;

import org.jspecify.annotations.NullMarked;

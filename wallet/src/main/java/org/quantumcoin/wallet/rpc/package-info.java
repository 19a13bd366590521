/// The wallet's RPC methods, one class for each group of them, and those about descriptors, PSBTs
/// and messages that need no wallet.
///
/// Imports the rest of the wallet and the node's `rpc` and `chain`. Used by app. Results and errors
/// are Core 29's.
@NullMarked
package org.quantumcoin.wallet.rpc;

import org.jspecify.annotations.NullMarked;

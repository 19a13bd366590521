/// Making payments: which coins, what fee, what change, and the signatures.
///
/// Imports the wallet's root, `coins`, `descriptor` and `psbt`, and the node's `api`, `policy` and
/// `script`. Used by `rpc` and the desktop.
@NullMarked
package org.quantumcoin.wallet.spend;

import org.jspecify.annotations.NullMarked;

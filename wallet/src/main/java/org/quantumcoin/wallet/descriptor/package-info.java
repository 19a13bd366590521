/// Output descriptors: what a wallet watches and spends, as one line of text (BIP-0380 to 387 and
/// 389).
///
/// Pure: no I/O, no clock. Imports `keys` and the node's `script`. Used by the wallet's store, its
/// RPC and by `scantxoutset`. Errors are in Core 29's words. Miniscript and musig() are not taken.
@NullMarked
package org.quantumcoin.wallet.descriptor;

import org.jspecify.annotations.NullMarked;

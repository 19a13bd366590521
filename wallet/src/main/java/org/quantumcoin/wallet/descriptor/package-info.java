/// Output descriptors: what a wallet watches and spends, as one line of text (BIP-0380 to 387, 389
/// and 390), with miniscript (BIP-0379) in `wsh` and in the leaves of `tr`.
///
/// Pure: no I/O, no clock. Imports `keys`, `miniscript` and the node's `script`. Used by the
/// wallet's store, its RPC and by `scantxoutset`. Errors are in Core 29's words.
@NullMarked
package org.quantumcoin.wallet.descriptor;

import org.jspecify.annotations.NullMarked;

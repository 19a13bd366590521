/// Keys that come in trees: extended keys and the paths through them (BIP-0032).
///
/// Pure: no I/O, no clock. Imports the node's `crypto`, `encoding` and `params`. Used by
/// `descriptor` and everything in the wallet that signs.
@NullMarked
package org.quantumcoin.wallet.keys;

import org.jspecify.annotations.NullMarked;

/// Payments as they come from outside: links, files of many payments, and files of labels.
///
/// Everything here reads what strangers wrote: sizes are bounded, and what is wrong is said in a
/// sentence, for files with the line. Follows BIP-0321 (with BIP-0021), RFC 4180 and BIP-0329.
///
/// Pure: no I/O, no clock. Imports the node's `primitives`, `policy`, `script` and `rpc` (JSON).
/// Used by the wallet's root package, `rpc` and app.
@NullMarked
package org.quantumcoin.wallet.payment;

import org.jspecify.annotations.NullMarked;

/// Coin selection: which of a wallet's coins pay for a payment.
///
/// Pure: no I/O, no clock; randomness comes in as an argument, so that one seed gives one answer.
/// Imports the node's `primitives`. Used by `spend`. Follows Bitcoin Core 29's coin selection:
/// names, limits and words of failure are its own.
@NullMarked
package org.quantumcoin.wallet.coins;

import org.jspecify.annotations.NullMarked;

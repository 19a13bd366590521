/// The wallet's coins: its transactions and what they mean ([org.quantumcoin.wallet.coins.Ledger]),
/// which scripts are its own, and coin selection.
///
/// Pure: no I/O; time and randomness come in as arguments, so that one seed gives one answer.
/// Imports `descriptor` for kinds of addresses, and the node's `primitives`, `crypto` and
/// `encoding`. Used by the wallet's root, `spend` and `rpc`. Follows Bitcoin Core 29's coin
/// selection: names, limits and words of failure are its own.
@NullMarked
package org.quantumcoin.wallet.coins;

import org.jspecify.annotations.NullMarked;

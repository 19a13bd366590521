/// Coins and networks: every constant in which one chain differs from another, each with its
/// source.
///
/// Nothing but this package knows which coin it is on; rules ask [NetworkParams] for numbers.
/// Imports `primitives`, `crypto`, `encoding`. Used by everything above. Bitcoin's constants are
/// those of Bitcoin Core 29's `chainparams.cpp`.
@NullMarked
package org.quantumcoin.node.params;

import org.jspecify.annotations.NullMarked;

/// The nouns of the protocol: hashes, outpoints, inputs, outputs, transactions, headers, blocks,
/// and amounts with units.
///
/// Values: immutable, compared by content, no I/O and no rules. What comes from the wire stays raw
/// (`TxOut.value` may be negative) until `consensus` has judged it. Imports `crypto` and
/// `encoding`; used by everything. Follows BIP-0141 and BIP-0144 for the serialisation.
@NullMarked
package org.quantumcoin.node.primitives;

import org.jspecify.annotations.NullMarked;

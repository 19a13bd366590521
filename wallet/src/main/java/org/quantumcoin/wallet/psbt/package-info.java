/// Partially signed transactions: the model and its codec.
///
/// A PSBT carries an unsigned transaction and, for each input and output, what signers need to know
/// and what they have signed. Versions 0 (BIP-0174) and 2 (BIP-0370), taproot's fields (BIP-0371)
/// and MuSig2's (BIP-0373); proprietary and unknown fields are kept as they are. What is done with
/// a PSBT stands in `role`.
///
/// Pure: no I/O, no clock. Imports `keys` and the node's `encoding`, `primitives`, `script`. Used
/// by `role`, `rpc` and what spends.
@NullMarked
package org.quantumcoin.wallet.psbt;

import org.jspecify.annotations.NullMarked;

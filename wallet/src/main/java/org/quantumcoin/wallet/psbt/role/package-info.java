/// What is done with a PSBT, one class per role of BIP-0174: updater, signer, combiner, finalizer,
/// extractor. The creator is [org.quantumcoin.wallet.psbt.Psbt#of]. Each takes a PSBT and leaves it
/// as it was: the answer is a new one.
///
/// Pure: keys are handed in and belong to the caller. Imports `psbt`, `descriptor`, `keys` and the
/// node's `script` and `script.sign`. Used by `rpc` and what spends.
@NullMarked
package org.quantumcoin.wallet.psbt.role;

import org.jspecify.annotations.NullMarked;

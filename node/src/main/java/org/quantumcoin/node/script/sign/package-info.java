/// Signing: turning keys and scripts into the inputs that spend standard outputs.
///
/// Pure: the keys are handed in and belong to the caller. Imports `script` and what that imports.
/// Used by RPC (`signrawtransactionwithkey`) and the wallet.
@NullMarked
package org.quantumcoin.node.script.sign;

import org.jspecify.annotations.NullMarked;

/// Signing: turning keys and scripts into the inputs that spend standard outputs.
///
/// The keys are handed in and belong to the caller, or stay elsewhere, on a token for instance,
/// behind an [org.quantumcoin.node.script.sign.EcdsaSigner]; apart from that it is pure. Imports
/// `script` and what that imports. Used by RPC (`signrawtransactionwithkey`) and the wallet.
@NullMarked
package org.quantumcoin.node.script.sign;

import org.jspecify.annotations.NullMarked;

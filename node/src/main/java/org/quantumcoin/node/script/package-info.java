/// Scripts: what their bytes mean, how they are executed, what a signature signs, and the standard
/// forms of outputs.
///
/// Pure: no I/O, no clock, no log. Imports `crypto`, `encoding`, `primitives` and, for addresses,
/// `params`. Used by `consensus`, `policy`, `chain`, `mempool` and the wallet. Follows BIP-0016,
/// 65, 66, 68, 112, 141, 143, 146, 147, 341 and 342, and Core where no BIP speaks.
@NullMarked
package org.quantumcoin.node.script;

import org.jspecify.annotations.NullMarked;

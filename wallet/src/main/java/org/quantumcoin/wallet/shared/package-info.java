/// What several signers do together, as windows and callers of methods alike ask for it: a setup is
/// made and taken into a wallet, payments are proposed, decided, signed and sent, and what seats
/// say travels between them. The checks live here, so that no two askers can differ.
///
/// Imports the wallet's root, `treasury`, `multisig`, `spend`, `psbt`, `descriptor`, `keys`,
/// `token` and `ur`. Used by `rpc` and the desktop. Follows BIP-0048, BIP-0129 and BIP-0174.
@NullMarked
package org.quantumcoin.wallet.shared;

import org.jspecify.annotations.NullMarked;

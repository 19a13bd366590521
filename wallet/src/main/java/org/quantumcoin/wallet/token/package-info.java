/// Keys on tokens: smart cards and hardware security modules, reached by PKCS #11.
///
/// A key is made on the token and never leaves it; the token signs hashes. It cannot derive keys
/// (BIP-0032), so one key stands for a seat of a multisig at every address, and it cannot make
/// Schnorr signatures, so it takes no part in taproot. Imports `keys`, `psbt.role` and the node's
/// `crypto` and `script.sign`. Used by `rpc`, ui and app.
@NullMarked
package org.quantumcoin.wallet.token;

import org.jspecify.annotations.NullMarked;

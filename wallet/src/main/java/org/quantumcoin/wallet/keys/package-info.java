/// Keys that come in trees (BIP-0032), what people write down of them, and where wallets keep them:
/// mnemonics (BIP-0039), keys under a passphrase (BIP-0038), secrets for other purposes (BIP-0085),
/// account paths (BIP-0044, 0045, 0048, 0049, 0084, 0086, 0087), and the letters of SLIP-0132.
///
/// Pure: no I/O but a library's word lists, no clock; randomness comes as an argument. Imports the
/// node's `crypto`, `encoding`, `params` and `script`, and Bouncy Castle for scrypt. Used by
/// `descriptor`, `multisig` and everything in the wallet that signs.
@NullMarked
package org.quantumcoin.wallet.keys;

import org.jspecify.annotations.NullMarked;

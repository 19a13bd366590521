/// Wallets of several people: what a setup is made of, when it is refused, and how it goes from one
/// program to another.
///
/// Reads and writes BIP-0129 records (BSMS), descriptors, and the files of Sparrow, Specter,
/// Caravan, Coldcard and Bitcoin Core. A file from elsewhere may be hostile: whatever is in it, the
/// answer is a setup that was checked or a [MultisigException]. Pure: no I/O, no clock. Imports
/// `descriptor`, `keys` and the node's `rpc` for JSON. Used by ui and app.
@NullMarked
package org.quantumcoin.wallet.multisig;

import org.jspecify.annotations.NullMarked;

/// A wallet's files: the key file, the encrypted database and its schema, typed rows.
///
/// The only SQL of the wallet, and the only place that knows how keys are kept. Imports the node's
/// `primitives`, `encoding` and `log`. Used by the wallet's root package; its rows also by `spend`
/// and `rpc`.
///
/// A wallet is a folder with `wallet.dat` (the key file: a few hundred bytes that hold the wrapped
/// keys), `wallet.mv.db` (the database, encrypted by the data key) and `wallet.seal` (how far the
/// database had come, so that a file put back in time is noticed).
@NullMarked
package org.quantumcoin.wallet.store;

import org.jspecify.annotations.NullMarked;

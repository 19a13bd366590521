/// The audit log: what a wallet did, in an order that nobody can change afterwards.
///
/// Entries are leaves of a Merkle tree (RFC 6962, section 2); heads of the tree, signed and handed
/// to others, pin down everything before them. A log is exported as lines of text, and verified by
/// anyone who has the file, with no wallet and no network. Pure: no I/O, no clock. Imports the
/// node's `crypto`, `encoding` and `rpc` for JSON. Used by `treasury`, the wallet itself, `rpc`, ui
/// and app.
@NullMarked
package org.quantumcoin.wallet.audit;

import org.jspecify.annotations.NullMarked;

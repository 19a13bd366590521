/// Signed messages: proof that somebody holds the key of an address.
///
/// [LegacyMessage] is the form of old, for pay-to-pubkey-hash alone; [GenericMessage] is BIP-0322's
/// for every kind of address.
///
/// Pure: keys are handed in and belong to the caller. Imports the node's `crypto`, `encoding`,
/// `primitives`, `script` and `script.sign`. Used by `rpc` and ui.
@NullMarked
package org.quantumcoin.wallet.message;

import org.jspecify.annotations.NullMarked;

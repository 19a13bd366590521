/// A treasury: several seats that spend together, without a server.
///
/// A charter says who they are. Everything after it is an event that one seat signs: a proposal, an
/// approval, signatures, a change of policy. Events travel by file or by animated QR code in any
/// order; each seat keeps the set of those it has seen, and the state is a pure function of that
/// set, the chain and the time, so that seats with the same events see the same. Nobody is
/// believed: a seat checks every proposal itself before it approves or signs.
///
/// Pure: no I/O, no clock. Imports `multisig`, `psbt`, `audit`, `descriptor`, `keys` and the node's
/// value types. Used by the wallet itself, `rpc`, ui and app. Follows BIP-0340 and BIP-0174.
@NullMarked
package org.quantumcoin.wallet.treasury;

import org.jspecify.annotations.NullMarked;

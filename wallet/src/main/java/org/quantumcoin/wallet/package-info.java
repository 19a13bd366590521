/// The wallet: what windows, RPC and command line use of it.
///
/// [org.quantumcoin.wallet.Wallets] holds those that are open and brings them what the node tells;
/// a [org.quantumcoin.wallet.Wallet] keeps keys, coins and labels together under one lock. Imports
/// the packages below it and the node's `api`. Used by `rpc`, the desktop and the composition root.
@NullMarked
package org.quantumcoin.wallet;

import org.jspecify.annotations.NullMarked;

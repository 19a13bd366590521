/// The two programs of the command line.
///
/// `quantumcoin-cli` sends one call to a node and prints the answer, as `bitcoin-cli` does. It must
/// answer in a fraction of a second, start of the virtual machine included, so `CliMain` and what
/// it uses have a small HTTP client and a small JSON of their own and load nothing else of ours but
/// the options. `quantumcoin-wallet` (`WalletMain`) opens the wallets of this computer without a
/// node and loads the wallet, its database and the node's methods. Imports `app.config`, the
/// wallet's API and what of the node wallets need.
@NullMarked
package org.quantumcoin.app.cli;

import org.jspecify.annotations.NullMarked;

/// The RPC methods that speak of descriptors: what they are, which addresses they give, which coins
/// pay to them.
///
/// They live with the wallet because descriptors do; none needs a wallet. Imports `descriptor` and
/// the node's `rpc` and `chain`. Used by app. Results and errors are Core 29's.
@NullMarked
package org.quantumcoin.wallet.rpc;

import org.jspecify.annotations.NullMarked;

/// What windows show of a wallet: immutable records with facts that are worked out already, so that
/// no window holds a wallet's lock or knows its rules.
///
/// Every method here locks the wallet for as long as it takes and is called off the window's
/// thread; [org.quantumcoin.wallet.Wallet#revision()] says when something is to be read anew. Facts
/// and words are those of the RPC methods of the same purpose. Sentences are plain English, each
/// with a kind beside it by which a window finds its own words.
///
/// Imports the wallet's root, `coins`, `descriptor`, `payment`, `spend` and `store`, and the node's
/// `script`, whose addresses windows do not see. Used by the desktop and the composition root.
/// Payment links follow BIP-0321.
@NullMarked
package org.quantumcoin.wallet.view;

import org.jspecify.annotations.NullMarked;

/// A wallet on paper: a PDF with what brings it back.
///
/// [org.quantumcoin.wallet.paper.PaperFacts] asks a wallet,
/// [org.quantumcoin.wallet.paper.PaperBackup] lays the answers out and draws them. The PDF (ISO
/// 32000-1) is written here: text in fonts that every reader has, and black squares; so no font of
/// the computer is looked for, and nothing is drawn by a window system. Descriptors follow
/// BIP-0380, their QR codes hold the text itself, and long ones are cut up by BC-UR.
///
/// Imports the wallet's root package, `descriptor` and `ur`, and ZXing for QR codes. Used by `rpc`.
@NullMarked
package org.quantumcoin.wallet.paper;

import org.jspecify.annotations.NullMarked;

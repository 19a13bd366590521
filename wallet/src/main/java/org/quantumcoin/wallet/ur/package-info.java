/// Bytes as animated QR codes: uniform resources of Blockchain Commons (`ur:crypto-psbt/…`).
///
/// A text that a QR code holds well (BCR-2020-005), of words that are robust to typing
/// (BCR-2020-012), cut into frames of which any that add up suffice (fountain code, BCR-2024-001).
/// Frames are seen by a camera: whatever is on them, memory stays bounded and the answer is bytes
/// or a [UrException]. Pure: no I/O, no clock. Imports the node's `encoding` and `crypto`. Used by
/// `rpc`, ui and app.
@NullMarked
package org.quantumcoin.wallet.ur;

import org.jspecify.annotations.NullMarked;

/// What peers say to each other: one record per message with its codec, and the frame around it.
///
/// Pure: no I/O, no clock, no log. Decoding throws [org.quantumcoin.node.encoding.DecodeException]
/// and nothing else, and never allocates by a count it has not checked against the bytes at hand.
/// Imports `primitives`, `encoding`, `crypto`. Used by `p2p` and `p2p.sync`. Follows the protocol
/// as Bitcoin Core 29 speaks it, BIP-0031, 35, 111, 130, 133, 144, 152, 155, 339.
@NullMarked
package org.quantumcoin.node.p2p.message;

import org.jspecify.annotations.NullMarked;

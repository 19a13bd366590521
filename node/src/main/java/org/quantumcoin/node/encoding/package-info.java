/// Bytes in and out: the bounded reader and writer of the wire format (CompactSize included),
/// hexadecimal, base58 and bech32.
///
/// Pure: no I/O, no clock, no log. Imports `crypto` for checksums only. Used by every package that
/// parses or prints. Follows BIP-0173 and BIP-0350.
@NullMarked
package org.quantumcoin.node.encoding;

import org.jspecify.annotations.NullMarked;

/// Miniscript: spending conditions as text that can be analysed, in P2WSH and tapscript (BIP-0379).
///
/// Parses, types, prints, measures and satisfies expressions, writes their scripts and finds the
/// expression behind a script, all as Bitcoin Core 29 does. Keys are numbers here: an index into
/// whatever list of keys the caller keeps. Pure: no I/O, no clock, no recursion over what comes
/// from outside. Imports the node's `script` and `primitives`. Used by `descriptor` and by signers.
@NullMarked
package org.quantumcoin.wallet.miniscript;

import org.jspecify.annotations.NullMarked;

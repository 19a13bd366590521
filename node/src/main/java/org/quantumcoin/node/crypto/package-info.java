/// Hash functions and signature schemes, as they stand in their papers: SHA-256, RIPEMD-160,
/// SipHash, MuHash, secp256k1.
///
/// No knowledge of the protocol: nothing here knows what a transaction is. Imports nothing of ours.
/// The signatures are libsecp256k1's, called through the foreign function interface. Follows
/// BIP-0340 and FIPS 180-4.
@NullMarked
package org.quantumcoin.node.crypto;

import org.jspecify.annotations.NullMarked;

package org.quantumcoin.node.params;

/// What this network's addresses and keys begin with: base58 version bytes, extended key versions
/// (BIP-0032), and the human-readable part of segwit addresses (BIP-0173).
public record AddressPrefixes(
    int pubkeyHash,
    int scriptHash,
    int secretKey,
    int extendedPublic,
    int extendedSecret,
    String bech32) {}

package org.quantumcoin.wallet.view;

import org.quantumcoin.wallet.descriptor.OutputType;

/// Where addresses of a wallet come from.
///
/// @param id the number that the wallet has for the descriptor
/// @param descriptor its public form, with checksum
/// @param active whether new addresses come from it
/// @param givenOut indices that are given out already
/// @param keys in each of its addresses: more than one for several signers
/// @param secret whether the wallet has secrets for it
public record AccountLine(
    int id,
    String descriptor,
    OutputType type,
    AddressLine.Purpose purpose,
    boolean active,
    int givenOut,
    int keys,
    boolean secret) {}

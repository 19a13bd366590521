package org.quantumcoin.wallet.view;

import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Script;

/// An address of somebody else in the wallet's address book.
///
/// @param address empty for scripts that have none
/// @param paidSats all that the wallet paid to it
/// @param lastPaid in unix seconds; empty if it was never paid
public record PayeeLine(
    Optional<String> address,
    Script script,
    String label,
    long paidSats,
    int timesPaid,
    OptionalLong lastPaid) {}

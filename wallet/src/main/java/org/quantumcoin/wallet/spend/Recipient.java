package org.quantumcoin.wallet.spend;

import org.quantumcoin.node.primitives.Script;

/// Who is to be paid.
///
/// @param paysFee the fee is taken from what he gets
public record Recipient(Script script, long sats, boolean paysFee) {}

package org.quantumcoin.node.api;

import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Txid;

/// A transaction in a block's list. `feeSats` is empty for the coinbase and where what is spent is
/// not known; `paidSats` sums up the outputs.
public record BlockTransaction(
    int position,
    Txid txid,
    boolean coinbase,
    int inputs,
    int outputs,
    long paidSats,
    OptionalLong feeSats,
    int virtualSize,
    int weight) {}

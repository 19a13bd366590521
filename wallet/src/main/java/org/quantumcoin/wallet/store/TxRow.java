package org.quantumcoin.wallet.store;

import org.quantumcoin.node.primitives.Txid;

/// A transaction of the wallet as it is kept.
///
/// @param position grows with each transaction that is added
/// @param state as the schema numbers them
/// @param block hash of the block that has it or that conflicts with it; empty without
/// @param notes what the owner or the wallet noted, as JSON
/// @param ours which outputs are the wallet's
public record TxRow(
    Txid txid,
    long position,
    Bytes raw,
    long receivedAt,
    long smartTime,
    int state,
    Bytes block,
    int height,
    int place,
    long blockTime,
    String notes,
    Bytes ours) {}

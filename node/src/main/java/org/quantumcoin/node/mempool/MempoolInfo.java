package org.quantumcoin.node.mempool;

import org.quantumcoin.node.primitives.FeeRate;

/// The pool as a whole: transactions, their virtual bytes, memory taken and allowed, fees, and the
/// fee rate needed now; how many of our own no peer has fetched yet.
public record MempoolInfo(
    int transactions,
    long virtualBytes,
    long memoryBytes,
    long maxMemoryBytes,
    long totalFeeSats,
    FeeRate minFee,
    FeeRate minRelayFee,
    FeeRate incrementalRelayFee,
    int unbroadcast) {}

package org.quantumcoin.node.mempool;

/// What waits in the mempool between two fee rates.
///
/// @param fromSatPerVb the lower one, satoshis for a virtual byte; the next band begins at the
///   other
/// @param virtualBytes of all its transactions
/// @param feeSats of all its transactions
public record FeeBand(long fromSatPerVb, int transactions, long virtualBytes, long feeSats) {}

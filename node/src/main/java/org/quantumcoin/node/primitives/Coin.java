package org.quantumcoin.node.primitives;

/// An unspent output with where it came from: the height of its block, and whether a coinbase made
/// it.
public record Coin(TxOut out, int height, boolean coinbase) {}

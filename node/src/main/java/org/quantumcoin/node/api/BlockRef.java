package org.quantumcoin.node.api;

import org.quantumcoin.node.primitives.BlockHash;

/// A block of the header tree by its place. Times are unix seconds: its own, the median of the
/// eleven up to it (BIP-0113), and the latest of all up to it.
public record BlockRef(
    int height, BlockHash hash, BlockHash previous, long time, long medianTime, long maxTime) {}

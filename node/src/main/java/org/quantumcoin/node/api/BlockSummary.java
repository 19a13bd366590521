package org.quantumcoin.node.api;

import org.quantumcoin.node.primitives.BlockHash;

/// A block in a list. `time` is unix seconds by its header, `transactions` 0 where the block is not
/// stored.
public record BlockSummary(int height, BlockHash hash, long time, int transactions) {}

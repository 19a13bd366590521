package org.quantumcoin.node.index;

/// How far an index has come, as `getindexinfo` tells it.
///
/// @param synced whether it has reached the tip once, and follows it since
/// @param height of the last block that it holds; 0 before the first
public record IndexProgress(String name, boolean synced, int height) {}

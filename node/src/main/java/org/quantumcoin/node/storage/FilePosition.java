package org.quantumcoin.node.storage;

/// Where a record's first byte stands: number of the file, and offset behind the record's
/// eight-byte head.
public record FilePosition(int file, int offset) {}

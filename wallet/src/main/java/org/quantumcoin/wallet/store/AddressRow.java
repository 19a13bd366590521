package org.quantumcoin.wallet.store;

import org.quantumcoin.node.primitives.Script;

/// A script with a label. `purpose` is `receive`, `send`, or empty.
public record AddressRow(Script script, String label, String purpose) {}

package org.quantumcoin.wallet.treasury;

import org.quantumcoin.node.primitives.Script;

/// Whom the treasury pays.
public record AllowedAddress(Script script, String name) {}

package org.quantumcoin.wallet.treasury;

/// From this amount on so many seats must approve.
public record QuorumTier(long fromSats, int approvals) {}

package org.quantumcoin.wallet.treasury;

/// A seat's last word on a proposal.
///
/// @param reason empty for an approval
public record Vote(int seat, boolean approves, long time, String reason) {}

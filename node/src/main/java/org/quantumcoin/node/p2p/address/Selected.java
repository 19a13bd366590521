package org.quantumcoin.node.p2p.address;

import org.quantumcoin.node.p2p.message.TimedAddress;

/// An address to try, and when it was tried last (unix seconds, 0 for never).
public record Selected(TimedAddress told, long lastTrySeconds) {}

package org.quantumcoin.node.mempool;

import java.util.Optional;
import org.quantumcoin.node.primitives.FeeRate;

/// What the history of blocks says of a target (`estimatesmartfee`).
///
/// @param rate empty while too little was seen
/// @param blocks the target that is answered for, which is nearer than what was asked for while the
///   history is short; 0 without any
public record SmartFeeEstimate(Optional<FeeRate> rate, int blocks) {}

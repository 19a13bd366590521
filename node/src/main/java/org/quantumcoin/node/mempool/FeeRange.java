package org.quantumcoin.node.mempool;

/// Neighbouring buckets of fee rates that were looked at together, as `estimaterawfee` shows them.
///
/// @param start satoshis per kvB, exclusive; -1 when there is no such range
/// @param end satoshis per kvB, inclusive
/// @param withinTarget transactions that were confirmed in time, a decaying sum like the others
/// @param totalConfirmed transactions that were confirmed at all
/// @param inMempool transactions that wait for as long as the target, or longer
/// @param leftMempool transactions that went unconfirmed after the target
public record FeeRange(
    double start,
    double end,
    double withinTarget,
    double totalConfirmed,
    double inMempool,
    double leftMempool) {
  static final FeeRange NONE = new FeeRange(-1, -1, 0, 0, 0, 0);
}

package org.quantumcoin.node.mempool;

import java.util.Optional;
import org.quantumcoin.node.primitives.FeeRate;

/// What one horizon of the estimator says of a target (`estimaterawfee`).
///
/// @param median satoshis per kvB of the typical transaction of the cheapest range that was
///   confirmed in time; -1 when there is none
/// @param decay what a block leaves of the counts before it
/// @param scale blocks that are counted as one
/// @param pass the cheapest range that met the threshold
/// @param fail the dearest range that did not; a start of -1 when all did
public record RawFeeEstimate(double median, double decay, int scale, FeeRange pass, FeeRange fail) {
  /// The median in whole satoshis; empty without one.
  public Optional<FeeRate> rate() {
    long rounded = Math.round(median);
    return rounded > 0 ? Optional.of(new FeeRate(rounded)) : Optional.empty();
  }
}

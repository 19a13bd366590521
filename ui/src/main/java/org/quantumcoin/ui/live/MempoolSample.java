package org.quantumcoin.ui.live;

import java.util.List;
import org.quantumcoin.node.api.MempoolAccess;
import org.quantumcoin.node.api.MempoolAccess.FeeBand;

/// What waited at one moment, by fee; `millis` as in [NodeView].
public record MempoolSample(long millis, List<FeeBand> bands) {
  /// Lower ends of the bands, in satoshis for a virtual byte.
  public static final List<Long> BOUNDS = List.of(0L, 2L, 5L, 10L, 20L, 50L, 100L, 200L);

  public MempoolSample {
    bands = List.copyOf(bands);
  }

  static MempoolSample of(MempoolAccess node, long millis) {
    return new MempoolSample(millis, node.feeBands(BOUNDS));
  }
}

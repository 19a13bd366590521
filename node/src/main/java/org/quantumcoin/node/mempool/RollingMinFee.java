package org.quantumcoin.node.mempool;

import org.quantumcoin.node.primitives.FeeRate;

/// The fee rate below which nothing is taken, because the pool was full and evicted as much.
///
/// It falls by half in a time that is shorter the emptier the pool is, once a block has been seen
/// since: as Core's `CTxMemPool::GetMinFee`, but halving in whole steps of integer arithmetic.
final class RollingMinFee {
  /// Core's `ROLLING_FEE_HALFLIFE`.
  private static final long HALF_LIFE_SECONDS = 12 * 60 * 60L;

  private static final long UPDATE_SECONDS = 10;

  /// Sub-units of a satoshi, so that many small steps do not round the rate down.
  private static final long SCALE = 1 << 20;

  private final MempoolConfig config;
  private long scaledRate;
  private long updatedSeconds;
  private boolean blockSinceBump;

  RollingMinFee(MempoolConfig config, long nowSeconds) {
    this.config = config;
    this.updatedSeconds = nowSeconds;
  }

  /// Something was evicted that paid `removed`: to come in now it takes that and the price of its
  /// own relay.
  void evicted(FeeRate removed) {
    long rate = (removed.satPerKvb() + config.incrementalRelayFee().satPerKvb()) * SCALE;
    if (rate > scaledRate) {
      scaledRate = rate;
      blockSinceBump = false;
    }
  }

  void blockConnected(long nowSeconds) {
    updatedSeconds = nowSeconds;
    blockSinceBump = true;
  }

  FeeRate current(long memoryBytes, long nowSeconds) {
    if (!blockSinceBump || scaledRate == 0) {
      return new FeeRate(scaledRate / SCALE);
    }
    long elapsed = nowSeconds - updatedSeconds;
    if (elapsed > UPDATE_SECONDS) {
      long halfLife = HALF_LIFE_SECONDS;
      if (memoryBytes < config.maxBytes() / 4) {
        halfLife /= 4;
      } else if (memoryBytes < config.maxBytes() / 2) {
        halfLife /= 2;
      }
      scaledRate = decayed(scaledRate, elapsed, halfLife);
      updatedSeconds = nowSeconds;
      if (scaledRate / SCALE < config.incrementalRelayFee().satPerKvb() / 2) {
        scaledRate = 0;
        return FeeRate.ZERO;
      }
    }
    return new FeeRate(Math.max(scaledRate / SCALE, config.incrementalRelayFee().satPerKvb()));
  }

  /// Whole half-lives are shifts; within one the curve is close to a straight line (at most 6 %
  /// above it).
  private static long decayed(long rate, long elapsed, long halfLife) {
    long halvings = elapsed / halfLife;
    if (halvings >= 63) {
      return 0;
    }
    long whole = rate >> halvings;
    long rest = elapsed % halfLife;
    return whole - whole / 2 / halfLife * rest;
  }
}

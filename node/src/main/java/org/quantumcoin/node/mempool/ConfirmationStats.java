package org.quantumcoin.node.mempool;

import java.util.Arrays;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

/// How long transactions waited, by bucket of fee rate, over one horizon (Core's `TxConfirmStats`).
///
/// Counts of the past decay with each block. Those of what still waits are exact, kept in a ring by
/// the height of arrival, and are not saved. Not safe for several threads.
final class ConfirmationStats {
  /// A week of blocks: no file may promise more (Core's bound).
  private static final int MAX_CONFIRMS = 6 * 24 * 7;

  private final double[] buckets;
  private final double decay;
  private final int scale;
  private final double[] feeSums;
  private final double[] counts;
  private final double[][] confirmed;
  private final double[][] failed;
  private final int[][] waiting;
  private final int[] waitingLonger;

  private ConfirmationStats(
      double[] buckets,
      double decay,
      int scale,
      double[] feeSums,
      double[] counts,
      double[][] confirmed,
      double[][] failed) {
    this.buckets = buckets;
    this.decay = decay;
    this.scale = scale;
    this.feeSums = feeSums;
    this.counts = counts;
    this.confirmed = confirmed;
    this.failed = failed;
    this.waiting = new int[maxConfirms()][buckets.length];
    this.waitingLonger = new int[buckets.length];
  }

  /// Without any experience. `buckets` are upper bounds in satoshis per kvB, growing.
  static ConfirmationStats empty(double[] buckets, FeeHorizon horizon) {
    return new ConfirmationStats(
        buckets,
        horizon.decay,
        horizon.scale,
        new double[buckets.length],
        new double[buckets.length],
        new double[horizon.periods][buckets.length],
        new double[horizon.periods][buckets.length]);
  }

  /// The highest target that is tracked, in blocks.
  int maxConfirms() {
    return scale * confirmed.length;
  }

  // What happens.

  /// A block of a new height: what waits longest is no longer told apart, and the past counts less.
  void nextBlock(int height) {
    int[] oldest = waiting[Integer.remainderUnsigned(height, waiting.length)];
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      waitingLonger[bucket] += oldest[bucket];
      feeSums[bucket] *= decay;
      counts[bucket] *= decay;
    }
    Arrays.fill(oldest, 0);
    for (int period = 0; period < confirmed.length; period++) {
      for (int bucket = 0; bucket < buckets.length; bucket++) {
        confirmed[period][bucket] *= decay;
        failed[period][bucket] *= decay;
      }
    }
  }

  void entered(int height, int bucket) {
    waiting[Integer.remainderUnsigned(height, waiting.length)][bucket]++;
  }

  /// One that [#entered] at a height is gone; unless a block took it, it failed for every period
  /// that it had waited for.
  void left(int entryHeight, int bestHeight, int bucket, boolean inBlock) {
    int waited = bestHeight == 0 ? 0 : bestHeight - entryHeight;
    int[] count = waited >= waiting.length ? waitingLonger : waiting[entryHeight % waiting.length];
    if (count[bucket] > 0) {
      count[bucket]--;
    }
    if (!inBlock) {
      for (int period = 0; period < waited / scale && period < failed.length; period++) {
        failed[period][bucket]++;
      }
    }
  }

  /// A block took one that had waited for `blocks`, at least 1.
  void record(int blocks, int bucket, double rate) {
    for (int period = Math.ceilDiv(blocks, scale); period <= confirmed.length; period++) {
      confirmed[period - 1][bucket]++;
    }
    counts[bucket]++;
    feeSums[bucket] += rate;
  }

  // What it means.

  /// Sums over a range of buckets while it grows.
  private static final class Sums {
    private int near;
    private int far;
    private double withinTarget;
    private double total;
    private double failed;
    private int waiting;

    void begin(int bucket) {
      near = bucket;
      withinTarget = 0;
      total = 0;
      failed = 0;
      waiting = 0;
    }

    double successRate() {
      return withinTarget / (total + failed + waiting);
    }

    FeeRange range(double[] buckets) {
      return new FeeRange(
          far > 0 ? buckets[far - 1] : 0, buckets[near], withinTarget, total, waiting, failed);
    }
  }

  /// The cheapest range of buckets whose transactions were confirmed within `target` blocks often
  /// enough. From the dearest on, buckets are taken together until they hold enough transactions to
  /// tell; a range that fails is carried on into cheaper ones, for it may be chance.
  ///
  /// @param target blocks, from 1 to [#maxConfirms()]
  /// @param sufficient transactions per block that a range needs
  /// @param threshold the share of transactions that has to be confirmed in time
  RawFeeEstimate estimate(int target, double sufficient, double threshold, int bestHeight) {
    int period = Math.ceilDiv(target, scale) - 1;
    Sums sums = new Sums();
    sums.begin(buckets.length - 1);
    FeeRange pass = FeeRange.NONE;
    FeeRange fail = FeeRange.NONE;
    int bestNear = -1;
    int bestFar = -1;
    double partial = 0;
    boolean passing = true;
    boolean fresh = true;
    for (int bucket = buckets.length - 1; bucket >= 0; bucket--) {
      if (fresh) {
        sums.begin(bucket);
        fresh = false;
      }
      sums.far = bucket;
      sums.withinTarget += confirmed[period][bucket];
      sums.total += counts[bucket];
      sums.failed += failed[period][bucket];
      sums.waiting += waitingFor(target, bucket, bestHeight);
      partial += counts[bucket];
      if (partial < sufficient / (1 - decay)) {
        continue;
      }
      partial = 0;
      if (sums.successRate() < threshold) {
        if (passing) {
          fail = sums.range(buckets);
          passing = false;
        }
        continue;
      }
      pass = sums.range(buckets);
      fail = FeeRange.NONE;
      bestNear = sums.near;
      bestFar = sums.far;
      passing = true;
      fresh = true;
    }
    if (passing && !fresh) {
      fail = sums.range(buckets);
    }
    double median = bestFar < 0 ? -1 : median(bestFar, bestNear);
    return new RawFeeEstimate(median, decay, scale, median < 0 ? FeeRange.NONE : pass, fail);
  }

  private int waitingFor(int target, int bucket, int bestHeight) {
    int sum = waitingLonger[bucket];
    for (int blocks = target; blocks < waiting.length; blocks++) {
      // Below the chain's beginning the ring goes on as Core's unsigned heights do.
      sum += waiting[Integer.remainderUnsigned(bestHeight - blocks, waiting.length)][bucket];
    }
    return sum;
  }

  /// The average rate of the bucket in which the median transaction is, or -1 without any.
  private double median(int from, int to) {
    double left = 0;
    for (int bucket = from; bucket <= to; bucket++) {
      left += counts[bucket];
    }
    if (left == 0) {
      return -1;
    }
    left /= 2;
    for (int bucket = from; bucket <= to; bucket++) {
      if (counts[bucket] >= left) {
        return feeSums[bucket] / counts[bucket];
      }
      left -= counts[bucket];
    }
    return -1;
  }

  // On disk.

  void write(ByteWriter out) {
    out.writeInt64(Double.doubleToRawLongBits(decay)).writeUint32(scale);
    write(out, feeSums);
    write(out, counts);
    write(out, confirmed);
    write(out, failed);
  }

  /// Throws [DecodeException] for what no estimator can have written.
  static ConfirmationStats read(ByteReader in, double[] buckets) {
    double decay = Double.longBitsToDouble(in.readInt64());
    if (!(decay > 0 && decay < 1)) {
      throw new DecodeException("Decay must be between 0 and 1 (non-inclusive)");
    }
    long scale = in.readUint32();
    double[] feeSums = readCounts(in, buckets.length);
    double[] counts = readCounts(in, buckets.length);
    double[][] confirmed = readPeriods(in, buckets.length);
    if (scale == 0 || confirmed.length == 0 || scale * confirmed.length > MAX_CONFIRMS) {
      throw new DecodeException(
          "Must maintain estimates for between 1 and 1008 (one week) confirms");
    }
    double[][] failed = readPeriods(in, buckets.length);
    if (failed.length != confirmed.length) {
      throw new DecodeException("Mismatch in confirms tracked for failures");
    }
    return new ConfirmationStats(buckets, decay, (int) scale, feeSums, counts, confirmed, failed);
  }

  static void write(ByteWriter out, double[] values) {
    out.writeCompactSize(values.length);
    for (double value : values) {
      out.writeInt64(Double.doubleToRawLongBits(value));
    }
  }

  private static void write(ByteWriter out, double[][] rows) {
    out.writeCompactSize(rows.length);
    for (double[] row : rows) {
      write(out, row);
    }
  }

  static double[] readDoubles(ByteReader in) {
    double[] values = new double[in.readCount(Double.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.longBitsToDouble(in.readInt64());
      if (!(values[i] >= 0 && Double.isFinite(values[i]))) {
        throw new DecodeException("A count or a rate is not a number from 0 on");
      }
    }
    return values;
  }

  private static double[] readCounts(ByteReader in, int expected) {
    double[] values = readDoubles(in);
    if (values.length != expected) {
      throw new DecodeException("Mismatch in bucket count");
    }
    return values;
  }

  private static double[][] readPeriods(ByteReader in, int expected) {
    double[][] rows = new double[in.readCount(1 + expected * Double.BYTES)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = readCounts(in, expected);
    }
    return rows;
  }
}

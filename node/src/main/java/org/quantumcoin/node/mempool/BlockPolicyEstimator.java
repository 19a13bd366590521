package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Txid;

/// What fee rate was enough before: Core's `CBlockPolicyEstimator` (`policy/fees.cpp`).
///
/// ## Method
///
/// Transactions that come while the node is at the tip are put into buckets of fee rates, each 5 %
/// above the one before, and it is counted after how many blocks they were confirmed, on three
/// horizons ([FeeHorizon]). The estimate for a target is what was enough for 85 of 100 within the
/// target, for 60 within half of it, and for 95 within twice of it, whichever is most.
///
/// Only transactions that waited here count: nobody moves the estimates by mining his own that were
/// never relayed. One with parents in the mempool tells nothing, for it may be paid for by others.
///
/// Sums are in `double` and in Core's order of operations, because the file is shared with it and
/// answers are compared; no amount that is paid is reckoned so, only a proposal of a rate.
///
/// A block costs one pass over all counts, some 30,000; an estimate one over the buckets for each
/// horizon. Not safe for several threads: the owner locks.
final class BlockPolicyEstimator {
  /// The least relay fee, in satoshis per kvB, as the rates below.
  private static final double MIN_BUCKET_RATE = 1_000;

  private static final double MAX_BUCKET_RATE = 1e7;
  private static final double BUCKET_SPACING = 1.05;
  private static final double INFINITE_RATE = 1e99;

  private static final double HALF_SUCCESS = .6;
  private static final double SUCCESS = .85;
  private static final double DOUBLE_SUCCESS = .95;

  /// Blocks after which what a file told is too old (Core's `OLDEST_ESTIMATE_HISTORY`).
  private static final int OLDEST_HISTORY = 6 * 1008;

  /// Core's first version that can read what is written.
  private static final int FORMAT_VERSION = 149_900;

  /// The version of Core whose file it is.
  private static final int WRITER_VERSION = 290_000;

  private static final int MAX_BUCKETS = 1000;

  private double[] buckets = usualBuckets();
  private Map<FeeHorizon, ConfirmationStats> horizons = new EnumMap<>(FeeHorizon.class);
  private final Map<Txid, Tracked> tracked = new HashMap<>();
  private int bestHeight;
  private int firstRecorded;
  private int historicalFirst;
  private int historicalBest;

  /// One that waits: the tip's height when it came.
  private record Tracked(int height, int bucket) {}

  BlockPolicyEstimator() {
    for (FeeHorizon horizon : FeeHorizon.values()) {
      horizons.put(horizon, ConfirmationStats.empty(buckets, horizon));
    }
  }

  private static double[] usualBuckets() {
    List<Double> bounds = new ArrayList<>();
    for (double bound = MIN_BUCKET_RATE; bound <= MAX_BUCKET_RATE; bound *= BUCKET_SPACING) {
      bounds.add(bound);
    }
    bounds.add(INFINITE_RATE);
    return bounds.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private ConfirmationStats stats(FeeHorizon horizon) {
    ConfirmationStats stats = horizons.get(horizon);
    if (stats == null) {
      throw new IllegalStateException("no statistics for " + horizon);
    }
    return stats;
  }

  private int bucketOf(double rate) {
    int found = Arrays.binarySearch(buckets, rate);
    return Math.min(found < 0 ? -found - 1 : found, buckets.length - 1);
  }

  private static double rateOf(MempoolEntry entry) {
    return FeeRate.of(entry.feeSats(), entry.virtualSize()).satPerKvb();
  }

  // What happens.

  /// One came into the pool. It is only for its owner to say whether it counts; it does not when
  /// the estimator has not seen the tip that it came at.
  void entered(MempoolEntry entry) {
    Txid txid = entry.tx().txid();
    if (entry.height() != bestHeight || tracked.containsKey(txid)) {
      return;
    }
    int bucket = bucketOf(rateOf(entry));
    tracked.put(txid, new Tracked(entry.height(), bucket));
    horizons.values().forEach(stats -> stats.entered(entry.height(), bucket));
  }

  /// One left the pool, and not for a block.
  void left(Txid txid) {
    boolean _ = forget(txid, false);
  }

  private boolean forget(Txid txid, boolean inBlock) {
    Tracked was = tracked.remove(txid);
    if (was == null) {
      return false;
    }
    horizons.values().forEach(stats -> stats.left(was.height(), bestHeight, was.bucket(), inBlock));
    return true;
  }

  /// A block took some. Heights that were seen before are those of a reorganisation and tell
  /// nothing new.
  void blockConnected(int height, List<MempoolEntry> mined) {
    if (height <= bestHeight) {
      return;
    }
    // Before the transactions, so that their age is reckoned as of this block.
    bestHeight = height;
    horizons.values().forEach(stats -> stats.nextBlock(height));
    int counted = 0;
    for (MempoolEntry entry : mined) {
      int waited = height - entry.height();
      if (forget(entry.tx().txid(), true) && waited > 0) {
        double rate = rateOf(entry);
        horizons.values().forEach(stats -> stats.record(waited, bucketOf(rate), rate));
        counted++;
      }
    }
    if (firstRecorded == 0 && counted > 0) {
      firstRecorded = height;
    }
    int taken = counted;
    Log.debug(
        LogCategory.ESTIMATEFEE,
        () ->
            "Blockpolicy estimates updated by %d of %d block txs, mempool map size %d, max target %d from %s"
                .formatted(
                    taken,
                    mined.size(),
                    tracked.size(),
                    maxUsableTarget(),
                    historicalSpan() > span() ? "historical" : "current"));
  }

  /// The end of the run: what still waits counts as not confirmed for as long as it waited.
  void flushUnconfirmed() {
    List.copyOf(tracked.keySet()).forEach(this::left);
  }

  // What it means.

  private int span() {
    return firstRecorded == 0 ? 0 : bestHeight - firstRecorded;
  }

  private int historicalSpan() {
    boolean known = historicalFirst != 0 && bestHeight - historicalBest <= OLDEST_HISTORY;
    return known ? historicalBest - historicalFirst : 0;
  }

  /// Half of what was seen, so that there was time to fail.
  private int maxUsableTarget() {
    return Math.min(maxTarget(), Math.max(span(), historicalSpan()) / 2);
  }

  /// The highest target that is estimated for, in blocks.
  int maxTarget() {
    return stats(FeeHorizon.LONG).maxConfirms();
  }

  /// Empty when the horizon does not reach to the target.
  Optional<RawFeeEstimate> raw(int target, double threshold, FeeHorizon horizon) {
    return target < 1 || target > stats(horizon).maxConfirms()
        ? Optional.empty()
        : Optional.of(estimate(horizon, target, threshold));
  }

  private RawFeeEstimate estimate(FeeHorizon horizon, int target, double threshold) {
    return stats(horizon).estimate(target, horizon.sufficient, threshold, bestHeight);
  }

  /// For a target of 1 it answers for 2: the next block may already be under way.
  SmartFeeEstimate smart(int target, boolean conservative) {
    if (target < 1 || target > maxTarget()) {
      return new SmartFeeEstimate(Optional.empty(), target);
    }
    int counted = Math.min(Math.max(target, 2), maxUsableTarget());
    if (counted <= 1) {
      return new SmartFeeEstimate(Optional.empty(), counted);
    }
    double rate = combined(counted / 2, HALF_SUCCESS, true);
    rate = Math.max(rate, combined(counted, SUCCESS, true));
    rate = Math.max(rate, combined(2 * counted, DOUBLE_SUCCESS, !conservative));
    if (conservative || rate == -1) {
      rate = Math.max(rate, careful(2 * counted));
    }
    long rounded = Math.round(rate);
    return new SmartFeeEstimate(
        rounded > 0 ? Optional.of(new FeeRate(rounded)) : Optional.empty(), counted);
  }

  /// From the shortest horizon that reaches to the target; `checkShorter` takes less from a shorter
  /// one at the end of its reach, so that a longer wait never costs more.
  private double combined(int target, double threshold, boolean checkShorter) {
    FeeHorizon reaching = reaching(target);
    if (reaching == null) {
      return -1;
    }
    double rate = estimate(reaching, target, threshold).median();
    if (checkShorter) {
      for (FeeHorizon shorter : List.of(FeeHorizon.MEDIUM, FeeHorizon.SHORT)) {
        int reach = stats(shorter).maxConfirms();
        if (target > reach) {
          double sooner = estimate(shorter, reach, threshold).median();
          if (sooner > 0 && (rate == -1 || sooner < rate)) {
            rate = sooner;
          }
        }
      }
    }
    return rate;
  }

  private @Nullable FeeHorizon reaching(int target) {
    for (FeeHorizon horizon : FeeHorizon.values()) {
      if (target <= stats(horizon).maxConfirms()) {
        return horizon;
      }
    }
    return null;
  }

  /// What twice the target needs on all longer horizons, so that an hour of low fees does not
  /// count.
  private double careful(int doubleTarget) {
    double rate = -1;
    if (doubleTarget <= stats(FeeHorizon.SHORT).maxConfirms()) {
      rate = estimate(FeeHorizon.MEDIUM, doubleTarget, DOUBLE_SUCCESS).median();
    }
    if (doubleTarget <= stats(FeeHorizon.MEDIUM).maxConfirms()) {
      rate = Math.max(rate, estimate(FeeHorizon.LONG, doubleTarget, DOUBLE_SUCCESS).median());
    }
    return rate;
  }

  // On disk.

  /// Core's format of `fee_estimates.dat`.
  byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    out.writeInt32(FORMAT_VERSION).writeInt32(WRITER_VERSION).writeUint32(bestHeight);
    if (span() > historicalSpan() / 2) {
      out.writeUint32(firstRecorded).writeUint32(bestHeight);
    } else {
      out.writeUint32(historicalFirst).writeUint32(historicalBest);
    }
    ConfirmationStats.write(out, buckets);
    stats(FeeHorizon.MEDIUM).write(out);
    stats(FeeHorizon.SHORT).write(out);
    stats(FeeHorizon.LONG).write(out);
    return out.toByteArray();
  }

  /// Takes over what a file says, all or, with a [DecodeException], nothing. To be called before
  /// anything waits.
  void load(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int format = in.readInt32();
    int _ = in.readInt32();
    if (format > WRITER_VERSION) {
      throw new DecodeException("up-version (" + format + ") fee estimate file");
    }
    if (format < FORMAT_VERSION) {
      throw new DecodeException("incompatible old fee estimation data. Version: " + format);
    }
    long best = in.readUint32();
    long first = in.readUint32();
    long last = in.readUint32();
    if (first > last || last > best || best > Integer.MAX_VALUE) {
      throw new DecodeException("Historical block range for estimates is invalid");
    }
    double[] bounds = ConfirmationStats.readDoubles(in);
    if (bounds.length <= 1 || bounds.length > MAX_BUCKETS) {
      throw new DecodeException("Must have between 2 and 1000 feerate buckets");
    }
    for (int i = 1; i < bounds.length; i++) {
      if (bounds[i] <= bounds[i - 1]) {
        throw new DecodeException("Feerate buckets must grow");
      }
    }
    Map<FeeHorizon, ConfirmationStats> read = new EnumMap<>(FeeHorizon.class);
    for (FeeHorizon horizon : List.of(FeeHorizon.MEDIUM, FeeHorizon.SHORT, FeeHorizon.LONG)) {
      read.put(horizon, ConfirmationStats.read(in, bounds));
    }
    int previous = 0;
    for (FeeHorizon horizon : List.of(FeeHorizon.SHORT, FeeHorizon.MEDIUM, FeeHorizon.LONG)) {
      // A shorter one's targets are asked of the longer ones too.
      int reach = Objects.requireNonNull(read.get(horizon)).maxConfirms();
      if (reach < previous) {
        throw new DecodeException("Longer horizons must reach farther than shorter ones");
      }
      previous = reach;
    }
    buckets = bounds;
    horizons = read;
    tracked.clear();
    bestHeight = (int) best;
    historicalFirst = (int) first;
    historicalBest = (int) last;
  }
}

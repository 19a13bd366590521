package org.quantumcoin.node.chain;

import java.math.BigInteger;
import org.quantumcoin.node.consensus.Work;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Uint256;

/// How far the chain is, for people: nothing here decides anything but what a script check is
/// worth.
public final class Progress {
  static final long TWO_WEEKS_SECONDS = 60L * 60 * 24 * 7 * 2;
  private static final long RECENT_SECONDS = 2 * 60 * 60;

  private Progress() {}

  /// A guess at the part of all transactions that is verified, from 0 to 1 (Core's
  /// `GuessVerificationProgress`).
  public static double verified(
      BlockIndex tip, BlockIndex bestHeader, NetworkParams params, long nowSeconds) {
    long done = tip.chainTransactionCount();
    if (done == 0) {
      return 0;
    }
    NetworkParams.TransactionRate rate = params.checks().transactions();
    // A recent tip is as far behind as its height says; an older one as its time says.
    boolean recent =
        Math.abs(nowSeconds - tip.time()) <= RECENT_SECONDS && bestHeader.height() >= tip.height();
    long tipTime =
        recent
            ? nowSeconds
                - (bestHeader.height() - tip.height()) * params.consensus().spacingSeconds()
            : tip.time();
    double total =
        done <= rate.count()
            ? rate.count() + (nowSeconds - rate.time()) * rate.perSecond()
            : done + (nowSeconds - tipTime) * rate.perSecond();
    return Math.min(done / total, 1.0);
  }

  /// The binary logarithm of a sum of work.
  public static double log2(Uint256 work) {
    BigInteger value = work.toBigInteger();
    int shift = Math.max(value.bitLength() - 60, 0);
    return Math.log(value.shiftRight(shift).doubleValue()) / Math.log(2) + shift;
  }

  /// The time it would take to redo the work between two blocks at the later one's difficulty, in
  /// seconds (Core's `GetBlockProofEquivalentTime`).
  static long equivalentSeconds(BlockIndex from, BlockIndex to, long spacingSeconds) {
    BigInteger work = to.chainWork().toBigInteger().subtract(from.chainWork().toBigInteger());
    BigInteger seconds =
        work.multiply(BigInteger.valueOf(spacingSeconds))
            .divide(Work.of(to.bits()).toBigInteger().max(BigInteger.ONE));
    return seconds.bitLength() > 62 ? Long.MAX_VALUE : seconds.longValue();
  }
}

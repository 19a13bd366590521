package org.quantumcoin.node.consensus;

import java.util.function.IntUnaryOperator;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;

/// When a transaction may be mined: its absolute lock time, and its inputs' relative ones
/// (BIP-0068).
public final class LockTimes {
  /// Lock times below are heights, from here on unix seconds (Core's `LOCKTIME_THRESHOLD`).
  public static final long THRESHOLD = 500_000_000L;

  /// Set in a sequence number to switch its relative lock off (BIP-0068).
  public static final int SEQUENCE_DISABLE_FLAG = 1 << 31;

  /// Set in a sequence number whose lock counts time rather than blocks (BIP-0068).
  public static final int SEQUENCE_TYPE_FLAG = 1 << 22;

  public static final int SEQUENCE_MASK = 0x0000ffff;

  /// Relative time locks count units of 512 seconds (BIP-0068).
  public static final int SEQUENCE_GRANULARITY = 9;

  private LockTimes() {}

  /// Whether the lock time has passed for a block of this height and time, or no input asks for it
  /// (Core's `IsFinalTx`).
  public static boolean isFinal(Transaction tx, int blockHeight, long blockTime) {
    long lockTime = tx.lockTimeUnsigned();
    if (lockTime == 0) {
      return true;
    }
    long reached = lockTime < THRESHOLD ? blockHeight : blockTime;
    if (lockTime < reached) {
      return true;
    }
    for (TxIn input : tx.inputs()) {
      if (input.sequence() != TxIn.SEQUENCE_FINAL) {
        return false;
      }
    }
    return true;
  }

  /// The last height and the last median time at which the relative locks still hold; -1 for none
  /// (Core's `CalculateSequenceLocks`).
  public record SequenceLocks(int minHeight, long minTime) {
    public static final SequenceLocks NONE = new SequenceLocks(-1, -1);

    /// Whether a block on top of `parent` may hold the transaction.
    public boolean allow(ChainedHeader parent) {
      return minHeight < parent.height() + 1 && minTime < parent.medianTimePast();
    }
  }

  /// The locks of a transaction whose inputs' coins stand at `coinHeights`, on the branch that ends
  /// in `parent`.
  ///
  /// `coinHeights` gives the height of input i's block, and `parent.height() + 1` for a coin that
  /// is itself unconfirmed.
  public static SequenceLocks sequenceLocks(
      Transaction tx, IntUnaryOperator coinHeights, ChainedHeader parent) {
    // The version is compared unsigned, as Core 29 keeps it.
    if (Integer.compareUnsigned(tx.version(), 2) < 0) {
      return SequenceLocks.NONE;
    }
    int minHeight = -1;
    long minTime = -1;
    for (int i = 0; i < tx.inputs().size(); i++) {
      int sequence = tx.inputs().get(i).sequence();
      if ((sequence & SEQUENCE_DISABLE_FLAG) != 0) {
        continue;
      }
      int coinHeight = coinHeights.applyAsInt(i);
      int value = sequence & SEQUENCE_MASK;
      if ((sequence & SEQUENCE_TYPE_FLAG) != 0) {
        long coinTime = branchBlock(parent, Math.max(coinHeight - 1, 0)).medianTimePast();
        minTime = Math.max(minTime, coinTime + ((long) value << SEQUENCE_GRANULARITY) - 1);
      } else {
        minHeight = Math.max(minHeight, coinHeight + value - 1);
      }
    }
    return new SequenceLocks(minHeight, minTime);
  }

  private static ChainedHeader branchBlock(ChainedHeader parent, int height) {
    return parent.ancestor(Math.min(height, parent.height()));
  }
}

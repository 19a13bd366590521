package org.quantumcoin.node.consensus;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.params.Difficulty;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Uint256;

/// What target the next block has to meet.
public final class DifficultyRules {
  private DifficultyRules() {}

  /// Whether a hash meets the target that `bits` state, within the network's limit (Core's
  /// `CheckProofOfWork`).
  public static boolean meetsTarget(Hash256 hash, int bits, Uint256 limit) {
    CompactTarget.Decoded target = CompactTarget.decode(bits);
    return target.isTarget()
        && target.value().compareTo(limit) <= 0
        && Uint256.of(hash).compareTo(target.value()) <= 0;
  }

  /// The bits that a block of time `blockTime` on top of `parent` must carry.
  public static int nextBits(ChainedHeader parent, long blockTime, NetworkParams.Consensus rules) {
    return switch (rules.difficulty()) {
      case Difficulty.Fixed() -> parent.bits();
      case Difficulty.Retarget retarget -> nextRetargetBits(parent, blockTime, retarget, rules);
      case Difficulty.Asert asert -> nextAsertBits(parent, asert, rules);
    };
  }

  private static int nextRetargetBits(
      ChainedHeader parent,
      long blockTime,
      Difficulty.Retarget retarget,
      NetworkParams.Consensus rules) {
    if ((parent.height() + 1) % retarget.interval() == 0) {
      long firstTime = parent.ancestor(parent.height() - (retarget.interval() - 1)).time();
      return retarget(parent, firstTime, retarget, rules.powLimit());
    }
    if (!retarget.twentyMinuteRule()) {
      return parent.bits();
    }
    int limitBits = CompactTarget.encode(rules.powLimit());
    if (blockTime > parent.time() + rules.spacingSeconds() * 2) {
      return limitBits;
    }
    // The last block of this period that was not made under the twenty-minute rule.
    ChainedHeader at = parent;
    @Nullable ChainedHeader before = at.previous();
    while (before != null && at.height() % retarget.interval() != 0 && at.bits() == limitBits) {
      at = before;
      before = at.previous();
    }
    return at.bits();
  }

  /// The target after a period whose first block has time `firstTime` and whose last block is
  /// `last` (Core's `CalculateNextWorkRequired`).
  public static int retarget(
      ChainedHeader last, long firstTime, Difficulty.Retarget retarget, Uint256 limit) {
    long span = last.time() - firstTime;
    span = Math.clamp(span, retarget.timespanSeconds() / 4, retarget.timespanSeconds() * 4);
    // BIP-0094: the period's first block cannot have been made under the twenty-minute rule.
    int baseBits =
        retarget.bip94()
            ? last.ancestor(last.height() - (retarget.interval() - 1)).bits()
            : last.bits();
    BigInteger next =
        CompactTarget.decode(baseBits)
            .value()
            .toBigInteger()
            .multiply(BigInteger.valueOf(span))
            // Core multiplies in 256 bits; targets within any network's limit stay below that.
            .mod(BigInteger.ONE.shiftLeft(256))
            .divide(BigInteger.valueOf(retarget.timespanSeconds()));
    Uint256 target = Uint256.of(next);
    return CompactTarget.encode(target.compareTo(limit) > 0 ? limit : target);
  }

  private static int nextAsertBits(
      ChainedHeader parent, Difficulty.Asert asert, NetworkParams.Consensus rules) {
    ChainedHeader anchor = parent.ancestor(Math.min(1, parent.height()));
    return asertBits(anchor.bits(), anchor.time(), parent.height(), parent.time(), asert, rules);
  }

  /// The bits of the block on top of one of `parentHeight` and `parentTime`, in a chain whose block
  /// 1 has these bits and this time; those two do not matter when the parent is the genesis block.
  public static int asertBits(
      int anchorBits,
      long anchorTime,
      int parentHeight,
      long parentTime,
      Difficulty.Asert asert,
      NetworkParams.Consensus rules) {
    if (parentHeight < 1) {
      return CompactTarget.encode(rules.powLimit());
    }
    // The algorithm counts from the time of the anchor's parent. That is the genesis block here,
    // dated before anybody could
    // mine, and counting from it would hold difficulty at its minimum for as long as the launch
    // took. So the anchor counts
    // as having come exactly on schedule.
    long anchorParentTime = anchorTime - rules.spacingSeconds();
    return Asert.nextBits(
        anchorBits,
        parentTime - anchorParentTime,
        parentHeight - 1L,
        asert.halfLifeSeconds(),
        rules.spacingSeconds(),
        rules.powLimit());
  }

  /// Whether the bits of a block at `height` could follow its parent's, whatever the times between
  /// are: unchanged within a period, at most four times as hard or as easy after one (Core's
  /// `PermittedDifficultyTransition`).
  public static boolean isPermittedTransition(
      int height, int parentBits, int bits, Difficulty.Retarget retarget, Uint256 limit) {
    if (retarget.twentyMinuteRule()) {
      return true;
    }
    if (height % retarget.interval() != 0) {
      return bits == parentBits;
    }
    BigInteger parent = CompactTarget.decode(parentBits).value().toBigInteger();
    Uint256 target = CompactTarget.decode(bits).value();
    return target.compareTo(rounded(parent.shiftLeft(2), limit)) <= 0
        && target.compareTo(rounded(parent.shiftRight(2), limit)) >= 0;
  }

  /// What is left of a target, at most the limit, when it is written as bits.
  private static Uint256 rounded(BigInteger target, Uint256 limit) {
    Uint256 bounded = Uint256.of(target.min(limit.toBigInteger()));
    return CompactTarget.decode(CompactTarget.encode(bounded)).value();
  }
}

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
    if (parent.height() < 1) {
      return CompactTarget.encode(rules.powLimit());
    }
    // The algorithm counts from the time of the anchor's parent. That is the genesis block here,
    // dated before anybody could
    // mine, and counting from it would hold difficulty at its minimum for as long as the launch
    // took. So the anchor counts
    // as having come exactly on schedule.
    ChainedHeader anchor = parent.ancestor(1);
    long anchorParentTime = anchor.time() - rules.spacingSeconds();
    return Asert.nextBits(
        anchor.bits(),
        parent.time() - anchorParentTime,
        parent.height() - anchor.height(),
        asert.halfLifeSeconds(),
        rules.spacingSeconds(),
        rules.powLimit());
  }
}

package org.quantumcoin.node.p2p.sync;

import java.util.Arrays;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.consensus.Work;
import org.quantumcoin.node.params.Difficulty;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Uint256;

/// The end of a chain of headers that are not kept: as much of it as says what may follow.
///
/// With little hash power a chain of much work is found the sooner the fewer headers it is made of,
/// by luck. So difficulty may not grow faster than rules let it. Where it is changed by periods
/// that is Core's `PermittedDifficultyTransition`; where it follows from the anchor and the parent
/// alone (aserti3-2d) the very bits are required, and rising times, without which a chain could be
/// as far ahead of its schedule as it likes.
final class HeaderTrail {
  /// Blocks that the median time is taken over (Core's `nMedianTimeSpan`).
  private static final int MEDIAN_TIME_SPAN = 11;

  /// The anchor of aserti3-2d.
  private static final int ANCHOR_HEIGHT = 1;

  private final NetworkParams.Consensus rules;
  private final long[] times = new long[MEDIAN_TIME_SPAN];
  private int timesKnown;
  private int height;
  private BlockHash hash;
  private int bits;
  private long time;
  private Uint256 work;
  private int anchorBits;
  private long anchorTime;

  HeaderTrail(BlockIndex start, NetworkParams.Consensus rules) {
    this.rules = rules;
    height = start.height();
    hash = start.hash();
    bits = start.bits();
    time = start.time();
    work = start.chainWork();
    BlockIndex at = start;
    while (at != null && timesKnown < MEDIAN_TIME_SPAN) {
      times[at.height() % MEDIAN_TIME_SPAN] = at.time();
      timesKnown++;
      at = at.previous();
    }
    if (height >= ANCHOR_HEIGHT) {
      BlockIndex anchor = start.ancestor(ANCHOR_HEIGHT);
      anchorBits = anchor.bits();
      anchorTime = anchor.time();
    }
  }

  int height() {
    return height;
  }

  BlockHash hash() {
    return hash;
  }

  long time() {
    return time;
  }

  Uint256 work() {
    return work;
  }

  /// Goes on by one header, which must be the last one's child; false, and nothing has changed,
  /// when its difficulty could not follow.
  boolean append(BlockHeader header) {
    if (!isPermitted(header)) {
      return false;
    }
    height++;
    hash = header.hash();
    bits = header.bits();
    time = header.time();
    work = work.plus(Work.of(bits));
    times[height % MEDIAN_TIME_SPAN] = time;
    timesKnown = Math.min(timesKnown + 1, MEDIAN_TIME_SPAN);
    if (height == ANCHOR_HEIGHT) {
      anchorBits = bits;
      anchorTime = time;
    }
    return true;
  }

  private boolean isPermitted(BlockHeader header) {
    return switch (rules.difficulty()) {
      case Difficulty.Fixed() -> true;
      case Difficulty.Retarget retarget ->
          DifficultyRules.isPermittedTransition(
              height + 1, bits, header.bits(), retarget, rules.powLimit());
      case Difficulty.Asert asert ->
          header.time() > medianTimePast()
              && header.bits()
                  == DifficultyRules.asertBits(anchorBits, anchorTime, height, time, asert, rules);
    };
  }

  private long medianTimePast() {
    long[] sorted = Arrays.copyOf(times, timesKnown);
    Arrays.sort(sorted);
    return sorted[timesKnown / 2];
  }
}

package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.consensus.HeaderRules;
import org.quantumcoin.node.crypto.SipHash;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.BlockLocator;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Uint256;

/// Headers of one peer whose chain has yet to show enough work (Core's `HeadersSyncState`).
///
/// A header at the lowest difficulty costs nearly nothing to make and would be kept for ever, so
/// nothing is kept of a chain before it is known to be worth it. It is fetched twice:
///
/// 1. *Presync*: each header's proof of work and difficulty are checked, the work is summed up, and
///    the header is dropped. Of every [#COMMITMENT_PERIOD]th one bit of a salted hash stays.
/// 2. *Redownload*, once there is enough work: the same headers again, and the bits must be the
///    same too. A header is let out to the chain when [#BUFFER_HEADERS] more have come behind it,
///    which means about 23 bits that a chain made up meanwhile would have to guess.
///
/// Which heights leave a bit, and which bit, depends on secrets of this object, so an attacker
/// cannot find a second chain that passes with any chance worth its hashes. What a peer can make us
/// keep is bounded by one bit for each [#COMMITMENT_PERIOD] blocks that could exist since the start
/// (six a second, which is what median times allow), and in the second phase by 48 bytes for each
/// of [#BUFFER_HEADERS] + [Headers#MAX_HEADERS] headers: 0.6 and 0.8 MB on Bitcoin's chain.
final class HeadersPresync {
  /// Core 29's `HEADER_COMMITMENT_PERIOD`, which its `headerssync-params.py` finds together with
  /// the next one to be the least memory at which an attack is not worth its cost.
  static final int COMMITMENT_PERIOD = 632;

  /// Core 29's `REDOWNLOAD_BUFFER_SIZE`.
  static final int BUFFER_HEADERS = 15_009;

  /// More blocks than this cannot follow each other in a second when each must be later than the
  /// median of eleven.
  private static final long MAX_BLOCKS_PER_SECOND = 6;

  private final long peerId;
  private final NetworkParams.Consensus rules;
  private final BlockIndex start;
  private final Uint256 minimumWork;
  private final int commitmentOffset;
  private final long salt0;
  private final long salt1;
  private final long maxCommitments;

  /// The chain as far as it was seen in the first phase.
  private final HeaderTrail presynced;

  private final BitSet commitments = new BitSet();
  private int committed;
  private int compared;

  /// The chain as far as it came in the second phase.
  private HeaderTrail redownloaded;

  private final HeaderBuffer buffer = new HeaderBuffer(BUFFER_HEADERS + Headers.MAX_HEADERS);

  /// The parent of the buffer's first header.
  private BlockHash released;

  private boolean releasesAll;
  private Phase phase = Phase.PRESYNC;

  enum Phase {
    PRESYNC,
    REDOWNLOAD,
    /// Of no more use, whether it went well or not.
    FINAL
  }

  /// What became of a message. `released` headers are of a chain with enough work. Without
  /// `success` the peer sent something else than it had before, or what cannot be.
  record Result(List<BlockHeader> released, boolean success, boolean requestMore) {
    private static final Result FAILED = new Result(List.of(), false, false);
  }

  HeadersPresync(
      long peerId,
      NetworkParams.Consensus rules,
      BlockIndex start,
      Uint256 minimumWork,
      long nowSeconds,
      RandomGenerator random) {
    this.peerId = peerId;
    this.rules = rules;
    this.start = start;
    this.minimumWork = minimumWork;
    commitmentOffset = random.nextInt(COMMITMENT_PERIOD);
    salt0 = random.nextLong();
    salt1 = random.nextLong();
    long seconds =
        Math.max(0, nowSeconds - start.medianTimePast() + HeaderRules.MAX_FUTURE_SECONDS);
    maxCommitments = MAX_BLOCKS_PER_SECOND * seconds / COMMITMENT_PERIOD;
    presynced = new HeaderTrail(start, rules);
    redownloaded = presynced;
    released = start.hash();
    Log.debug(
        LogCategory.NET,
        () ->
            "Initial headers sync started with peer=%d: height=%d, max_commitments=%d, min_work=%s"
                .formatted(peerId, start.height(), maxCommitments, minimumWork));
  }

  Phase phase() {
    return phase;
  }

  /// How far the first phase came.
  int presyncHeight() {
    return presynced.height();
  }

  /// Unix seconds of the last header of the first phase.
  long presyncTime() {
    return presynced.time();
  }

  Uint256 presyncWork() {
    return presynced.work();
  }

  /// Whether a header is the child of the last one.
  boolean isContinuedBy(BlockHeader header) {
    return header.previous().equals(last().hash());
  }

  private HeaderTrail last() {
    return phase == Phase.PRESYNC ? presynced : redownloaded;
  }

  /// Takes the next headers, each the child of the one before and with its proof of work checked.
  /// `full` tells that the peer may have more.
  Result next(List<BlockHeader> headers, boolean full) {
    Result result =
        switch (phase) {
          case PRESYNC -> presync(headers, full);
          case REDOWNLOAD -> redownload(headers, full);
          case FINAL -> throw new IllegalStateException("headers sync is over");
        };
    if (!result.success || !result.requestMore) {
      phase = Phase.FINAL;
    }
    return result;
  }

  /// Where the peer is to go on.
  BlockLocator nextLocator() {
    List<BlockHash> hashes = new ArrayList<>();
    hashes.add(last().hash());
    hashes.addAll(Locators.of(start).hashes());
    return new BlockLocator(hashes);
  }

  private Result presync(List<BlockHeader> headers, boolean full) {
    if (!headers.getFirst().previous().equals(presynced.hash())) {
      aborted("non-continuous headers", presynced.height());
      return Result.FAILED;
    }
    for (BlockHeader header : headers) {
      if (!commit(header)) {
        return Result.FAILED;
      }
    }
    if (presynced.work().compareTo(minimumWork) >= 0) {
      redownloaded = new HeaderTrail(start, rules);
      phase = Phase.REDOWNLOAD;
      Log.debug(
          LogCategory.NET,
          () ->
              "Initial headers sync transition with peer=%d: reached sufficient work at height=%d, redownloading from height=%d"
                  .formatted(peerId, presynced.height(), start.height()));
      return new Result(List.of(), true, true);
    }
    if (!full) {
      aborted("incomplete headers message", presynced.height());
    }
    return new Result(List.of(), true, full);
  }

  private boolean commit(BlockHeader header) {
    if (!presynced.append(header)) {
      aborted("invalid difficulty transition", presynced.height() + 1);
      return false;
    }
    if (leavesBit(presynced.height())) {
      commitments.set(committed++, bitOf(header.hash()));
      if (committed > maxCommitments) {
        aborted("exceeded max commitments", presynced.height());
        return false;
      }
    }
    return true;
  }

  private boolean leavesBit(int height) {
    return height % COMMITMENT_PERIOD == commitmentOffset;
  }

  private boolean bitOf(BlockHash block) {
    Hash256 hash = block.hash();
    return (SipHash.hash256(salt0, salt1, hash.word(0), hash.word(1), hash.word(2), hash.word(3))
            & 1)
        != 0;
  }

  private Result redownload(List<BlockHeader> headers, boolean full) {
    for (BlockHeader header : headers) {
      if (!store(header)) {
        return Result.FAILED;
      }
    }
    List<BlockHeader> ready = new ArrayList<>();
    while (buffer.size() > (releasesAll ? 0 : BUFFER_HEADERS)) {
      BlockHeader header = buffer.remove(released);
      released = header.hash();
      ready.add(header);
    }
    if (releasesAll) {
      Log.debug(
          LogCategory.NET,
          () ->
              "Initial headers sync complete with peer=%d: releasing all at height=%d (redownload phase)"
                  .formatted(peerId, redownloaded.height()));
      return new Result(ready, true, false);
    }
    if (!full) {
      aborted("incomplete headers message", redownloaded.height());
    }
    return new Result(ready, true, full);
  }

  private boolean store(BlockHeader header) {
    if (!header.previous().equals(redownloaded.hash())) {
      aborted("non-continuous headers", redownloaded.height() + 1);
      return false;
    }
    if (!redownloaded.append(header)) {
      aborted("invalid difficulty transition", redownloaded.height() + 1);
      return false;
    }
    if (redownloaded.work().compareTo(minimumWork) >= 0) {
      // Commitments end here: the peer's chain may have grown since the first phase.
      releasesAll = true;
    }
    if (!releasesAll && leavesBit(redownloaded.height())) {
      if (compared == committed) {
        aborted("commitment overrun", redownloaded.height());
        return false;
      }
      if (commitments.get(compared++) != bitOf(header.hash())) {
        aborted("commitment mismatch", redownloaded.height());
        return false;
      }
    }
    buffer.add(header);
    return true;
  }

  private void aborted(String why, int height) {
    String name = phase == Phase.PRESYNC ? "presync" : "redownload";
    Log.debug(
        LogCategory.NET,
        () ->
            "Initial headers sync aborted with peer=%d: %s at height=%d (%s phase)"
                .formatted(peerId, why, height, name));
  }
}

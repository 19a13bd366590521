package org.quantumcoin.node.consensus;

import java.util.Optional;
import org.quantumcoin.node.params.BuriedHeights;
import org.quantumcoin.node.params.Difficulty;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.BlockHeader;

/// What makes a header valid.
public final class HeaderRules {
  /// How far a block's time may be ahead of ours, in seconds (Core's `MAX_FUTURE_BLOCK_TIME`).
  public static final long MAX_FUTURE_SECONDS = 2 * 60 * 60;

  /// How far the first block of a period may be before its parent, in seconds (BIP-0094).
  public static final long MAX_TIMEWARP_SECONDS = 600;

  private HeaderRules() {}

  /// Proof of work alone: what a header shows without its parent.
  public static Optional<Violation> check(BlockHeader header, NetworkParams.Consensus rules) {
    if (!DifficultyRules.meetsTarget(header.hash().hash(), header.bits(), rules.powLimit())) {
      return Optional.of(Violation.header("high-hash", "proof of work failed"));
    }
    return Optional.empty();
  }

  /// Target, times and version, given the parent and our clock (Core's
  /// `ContextualCheckBlockHeader`).
  public static Optional<Violation> checkContextual(
      BlockHeader header, ChainedHeader parent, NetworkParams.Consensus rules, long nowSeconds) {
    if (header.bits() != DifficultyRules.nextBits(parent, header.time(), rules)) {
      return Optional.of(Violation.header("bad-diffbits", "incorrect proof of work"));
    }
    if (header.time() <= parent.medianTimePast()) {
      return Optional.of(Violation.header("time-too-old", "block's timestamp is too early"));
    }
    int height = parent.height() + 1;
    if (rules.difficulty() instanceof Difficulty.Retarget retarget
        && retarget.bip94()
        && height % retarget.interval() == 0
        && header.time() < parent.time() - MAX_TIMEWARP_SECONDS) {
      return Optional.of(
          Violation.header(
              "time-timewarp-attack", "block's timestamp is too early on diff adjustment block"));
    }
    if (header.time() > nowSeconds + MAX_FUTURE_SECONDS) {
      return Optional.of(
          new Violation(
              BlockFailure.TIME_FUTURE, "time-too-new", "block timestamp too far in the future"));
    }
    if (isOutdated(header.version(), height, rules.heights())) {
      String reason = "bad-version(0x%08x)".formatted(header.version());
      return Optional.of(
          Violation.header(reason, "rejected nVersion=0x%08x block".formatted(header.version())));
    }
    return Optional.empty();
  }

  /// Versions below 2, 3 and 4 ended with BIP-0034, 66 and 65.
  private static boolean isOutdated(int version, int height, BuriedHeights heights) {
    return (version < 2 && height >= heights.bip34())
        || (version < 3 && height >= heights.bip66())
        || (version < 4 && height >= heights.bip65());
  }
}

package org.quantumcoin.ui.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;

/// What is looked at more seldom than a [NodeView], because it costs more or changes slowly.
///
/// @param next the block that would be mined now
/// @param trail the mempool of the last hours, oldest first; the same list until it grows
/// @param health what may need somebody's hand
public record Vitals(Optional<NextBlock> next, List<MempoolSample> trail, Health health) {

  /// What may be wrong.
  ///
  /// @param networkActive whether anybody is talked to at all
  /// @param clockOffsetSeconds how far this computer's clock is behind that of the peers, in the
  ///   middle; empty with too few of them
  /// @param unreachedSeconds for how long connections have been waited for and none has come; 0
  ///   where one has, or none is waited for
  /// @param freeBytes left on the disk of the blocks
  /// @param bytesPerDay how fast they grow
  public record Health(
      boolean networkActive,
      OptionalLong clockOffsetSeconds,
      long unreachedSeconds,
      OptionalLong freeBytes,
      OptionalLong bytesPerDay) {}
}

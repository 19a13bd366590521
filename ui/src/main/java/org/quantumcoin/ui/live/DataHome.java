package org.quantumcoin.ui.live;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/// Where the node behind the window keeps chain and wallets, and what may be done about it. Calls
/// take their time: not for the FX thread, but for [#residence].
public interface DataHome {
  Residence residence();

  /// Where the node keeps everything, and what may be changed about it.
  ///
  /// @param movable whether the person may choose; not if the command line did
  /// @param pruneMib how much of the blocks is kept; 0 for all
  /// @param practice whether this is the practice network, which needs no thought
  record Residence(Path folder, boolean movable, long pruneMib, boolean practice) {}

  /// Stops the node, brings everything to another folder (or only sets how much is kept), and
  /// starts the node again; returns when it is on its way. `progress` goes from 0 to 1. What went
  /// wrong comes back as a sentence, and the node runs where it was.
  Optional<String> relocate(Path folder, long pruneMib, DoubleConsumer progress);

  /// Starts this program once more on the practice network, beside this one; what went wrong comes
  /// back as a sentence.
  Optional<String> startPractice();
}

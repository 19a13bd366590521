package org.quantumcoin.ui.guard;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.MiningAccess;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;

/// Holds the miner and lets it go as [MinerGuard] says, on the thread that fetches. The machine is
/// read once, so that it is known what can be guarded, and from then on while mining is wanted.
public final class MinerWatch {
  private static final long READ_MILLIS = 3_000;

  /// A review that is left open over lunch, or over night, is not one any more.
  private static final long SIGNING_MILLIS = 10 * 60 * 1_000;

  private final Supplier<Readings> machine;
  private final Clock clock;
  private Seen seen = Seen.NOTHING;
  private long readDue = Long.MIN_VALUE;
  private long signingSince;
  private boolean wasSigning;

  /// What was decided, and out of what.
  ///
  /// @param pauses why the miner rests; none while it may work or is not wanted
  public record Seen(Readings readings, List<Pause> pauses) {
    public static final Seen NOTHING = new Seen(Readings.NONE, List.of());

    public Seen {
      pauses = List.copyOf(pauses);
    }
  }

  /// @param machine reads it, which may take its time
  public MinerWatch(Supplier<Readings> machine, Clock clock) {
    this.machine = machine;
    this.clock = clock;
  }

  /// Decides anew and has the node obey.
  ///
  /// @param signing whether somebody reviews or signs a payment
  /// @param millis by a clock that never goes back
  public Seen look(
      MiningAccess node,
      MinerStatus miner,
      ChainStatus chain,
      GuardSettings settings,
      boolean signing,
      long millis) {
    boolean wanted = miner.threads() > 0;
    if (readDue == Long.MIN_VALUE || (wanted && millis >= readDue)) {
      seen = new Seen(machine.get(), seen.pauses());
      readDue = millis + READ_MILLIS;
    }
    if (signing && !wasSigning) {
      signingSince = millis;
    }
    wasSigning = signing;
    MinerGuard.Situation now =
        new MinerGuard.Situation(
            seen.readings(),
            LocalDateTime.now(clock),
            chain.isFirstFetch(),
            signing && millis - signingSince < SIGNING_MILLIS);
    List<Pause> pauses = wanted ? MinerGuard.pauses(settings, now, seen.pauses()) : List.of();
    seen = new Seen(seen.readings(), pauses);
    if (miner.held() == pauses.isEmpty()) {
      node.holdMiner(!pauses.isEmpty());
    }
    return seen;
  }
}

package org.quantumcoin.node.consensus;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.params.Deployment;

/// The state of a soft fork that miners signal for (BIP-0009, with the minimum activation height of
/// BIP-0341's deployment).
///
/// A state belongs to a whole period and is a function of the chain alone; an instance remembers
/// the states it has worked out, keyed by the last block before the period, so that asking again
/// costs a few steps. Safe for use by many threads.
public final class VersionBits {
  /// What a deployment has reached (BIP-0009, State transitions).
  public enum State {
    DEFINED("defined"),
    STARTED("started"),
    LOCKED_IN("locked_in"),
    ACTIVE("active"),
    FAILED("failed");

    private final String id;

    State(String id) {
      this.id = id;
    }

    /// As `getdeploymentinfo` prints it.
    public String id() {
      return id;
    }
  }

  /// How signalling goes in the period of a block, as `getdeploymentinfo` prints it.
  public record Statistics(
      int period, int threshold, int elapsed, int count, boolean possible, String signalling) {}

  private static final int TOP_MASK = 0xe0000000;

  /// The three top bits that mark a version as signalling.
  public static final int TOP_BITS = 0x20000000;

  private final Deployment deployment;
  private final Map<ChainedHeader, State> known = new ConcurrentHashMap<>();

  public VersionBits(Deployment deployment) {
    this.deployment = deployment;
  }

  public Deployment deployment() {
    return deployment;
  }

  public int mask() {
    return 1 << deployment.bit();
  }

  private boolean signals(ChainedHeader block) {
    return (block.version() & TOP_MASK) == TOP_BITS && (block.version() & mask()) != 0;
  }

  /// The state for the block after `parent`; null stands for the block before genesis (Core's
  /// `GetStateFor`).
  public State stateAfter(@Nullable ChainedHeader parent) {
    if (deployment.startTime() == Deployment.ALWAYS_ACTIVE) {
      return State.ACTIVE;
    }
    if (deployment.startTime() == Deployment.NEVER_ACTIVE) {
      return State.FAILED;
    }
    @Nullable ChainedHeader boundary = lastBeforePeriod(parent);
    // Back to a period whose state is known, or that began before the start time.
    ArrayDeque<ChainedHeader> unknown = new ArrayDeque<>();
    State state = State.DEFINED;
    while (boundary != null) {
      State remembered = known.get(boundary);
      if (remembered != null) {
        state = remembered;
        break;
      }
      if (boundary.medianTimePast() < deployment.startTime()) {
        known.put(boundary, State.DEFINED);
        break;
      }
      unknown.push(boundary);
      int before = boundary.height() - deployment.period();
      boundary = before < 0 ? null : boundary.ancestor(before);
    }
    while (!unknown.isEmpty()) {
      ChainedHeader at = unknown.pop();
      state = next(state, at);
      known.put(at, state);
    }
    return state;
  }

  private @Nullable ChainedHeader lastBeforePeriod(@Nullable ChainedHeader parent) {
    if (parent == null) {
      return null;
    }
    int height = parent.height() - (parent.height() + 1) % deployment.period();
    return height < 0 ? null : parent.ancestor(height);
  }

  private State next(State state, ChainedHeader periodEnd) {
    return switch (state) {
      case DEFINED ->
          periodEnd.medianTimePast() >= deployment.startTime() ? State.STARTED : State.DEFINED;
      case STARTED -> {
        if (countSignals(periodEnd, deployment.period()) >= deployment.threshold()) {
          yield State.LOCKED_IN;
        }
        yield periodEnd.medianTimePast() >= deployment.timeout() ? State.FAILED : State.STARTED;
      }
      case LOCKED_IN ->
          periodEnd.height() + 1 >= deployment.minActivationHeight()
              ? State.ACTIVE
              : State.LOCKED_IN;
      case ACTIVE, FAILED -> state;
    };
  }

  private int countSignals(ChainedHeader last, int blocks) {
    int count = 0;
    @Nullable ChainedHeader at = last;
    for (int i = 0; i < blocks && at != null; i++) {
      if (signals(at)) {
        count++;
      }
      at = at.previous();
    }
    return count;
  }

  /// The height of the first block that has the state of the block after `parent` (Core's
  /// `GetStateSinceHeightFor`).
  public int stateSinceHeight(@Nullable ChainedHeader parent) {
    if (deployment.startTime() == Deployment.ALWAYS_ACTIVE
        || deployment.startTime() == Deployment.NEVER_ACTIVE) {
      return 0;
    }
    State state = stateAfter(parent);
    if (state == State.DEFINED) {
      return 0;
    }
    @Nullable ChainedHeader boundary = lastBeforePeriod(parent);
    if (boundary == null) {
      return 0;
    }
    ChainedHeader first = boundary;
    while (first.height() >= deployment.period()) {
      ChainedHeader earlier = first.ancestor(first.height() - deployment.period());
      if (stateAfter(earlier) != state) {
        break;
      }
      first = earlier;
    }
    return first.height() + 1;
  }

  /// Signalling in the period that `block` belongs to, up to and including it (Core's
  /// `GetStateStatisticsFor`).
  public Statistics statistics(ChainedHeader block) {
    int elapsed = block.height() % deployment.period() + 1;
    StringBuilder marks = new StringBuilder();
    int count = 0;
    for (int height = block.height() - elapsed + 1; height <= block.height(); height++) {
      boolean signalled = signals(block.ancestor(height));
      count += signalled ? 1 : 0;
      marks.append(signalled ? '#' : '-');
    }
    boolean possible = deployment.period() - deployment.threshold() >= elapsed - count;
    return new Statistics(
        deployment.period(), deployment.threshold(), elapsed, count, possible, marks.toString());
  }
}

package org.quantumcoin.tests.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a seed makes of a network.
///
/// @param newcomers of the nodes that begin without blocks
/// @param blockMeanSeconds between two blocks of all nodes
/// @param paymentMeanSeconds between two payments
/// @param partitionMeanSeconds from one partition's end to the next one's beginning
/// @param lossMeanSeconds between two lost connections
record Scenario(
    Shape shape,
    Clocks clocks,
    int nodes,
    int newcomers,
    boolean mostlyEncrypted,
    int slowness,
    List<ByzantinePeer.Mischief> byzantine,
    Duration trouble,
    double blockMeanSeconds,
    double paymentMeanSeconds,
    double partitionMeanSeconds,
    double lossMeanSeconds) {
  /// Who connects to whom.
  enum Shape {
    LINE,
    RING,
    /// Each to a few of those before it.
    RANDOM,
    /// By the nodes' own choice out of the addresses that they know.
    CHOSEN
  }

  /// How far wall clocks are from the truth.
  enum Clocks {
    RIGHT,
    /// Up to an hour each way, so no two are more than two hours apart.
    WITHIN_TWO_HOURS,
    /// Some are so far apart that blocks of the one come from the other's future, for a while.
    BEYOND_TWO_HOURS
  }

  private static final int MAX_NODES = 50;
  private static final int MAX_BYZANTINE = 4;
  private static final Duration HALF_SKEW = Duration.ofHours(1);
  private static final Duration BEYOND = Duration.ofMinutes(5);

  static Scenario draw(RandomGenerator random) {
    int size = random.nextInt(100);
    int nodes;
    if (size < 80) {
      nodes = random.nextInt(3, 8);
    } else if (size < 97) {
      nodes = random.nextInt(8, 15);
    } else {
      nodes = random.nextInt(15, MAX_NODES + 1);
    }
    List<ByzantinePeer.Mischief> byzantine = new ArrayList<>();
    int count = random.nextInt(Math.min(nodes / 2 + 1, MAX_BYZANTINE) + 1);
    for (int i = 0; i < count; i++) {
      byzantine.add(any(ByzantinePeer.Mischief.values(), random));
    }
    return new Scenario(
        any(Shape.values(), random),
        any(Clocks.values(), random),
        nodes,
        random.nextInt(4) == 0 ? random.nextInt(1, nodes) : 0,
        random.nextBoolean(),
        random.nextInt(2, 11),
        byzantine,
        Duration.ofSeconds(random.nextInt(60, 400)),
        random.nextDouble(4, 40),
        random.nextDouble(3, 20),
        random.nextDouble(20, 120),
        random.nextDouble(10, 120));
  }

  private static <T> T any(T[] values, RandomGenerator random) {
    return values[random.nextInt(values.length)];
  }

  /// How far the clock of a node is wrong. The first one's is always right.
  Duration skew(int node, RandomGenerator random) {
    if (node == 0) {
      return Duration.ZERO;
    }
    return switch (clocks) {
      case RIGHT -> Duration.ZERO;
      case WITHIN_TWO_HOURS ->
          Duration.ofSeconds(random.nextLong(-HALF_SKEW.toSeconds(), HALF_SKEW.toSeconds() + 1));
      case BEYOND_TWO_HOURS -> HALF_SKEW.plus(BEYOND).multipliedBy(random.nextInt(-1, 2));
    };
  }

  /// Until the first one's blocks are nobody's future and everybody takes what was refused before.
  Duration untilClocksAgree() {
    return clocks == Clocks.BEYOND_TWO_HOURS
        ? BEYOND.multipliedBy(2).plusMinutes(1)
        : Duration.ZERO;
  }
}

package org.quantumcoin.tests.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Uint256;

/// One network from one seed: trouble for a while, then peace, after which all honest nodes must
/// stand on the same tip, the one of most work, with as much money as the schedule says and a new
/// payment in every mempool.
final class Simulation implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final Duration BEFORE_FIRST_BEACON = Duration.ofMinutes(1);
  private static final Duration BETWEEN_BEACONS = Duration.ofMinutes(5);

  /// Above what a block may take that was asked of a peer which never gives it, when all others are
  /// asked for blocks as well (Core's `BLOCK_DOWNLOAD_TIMEOUT_BASE` and `..._PER_PEER`).
  private static final Duration MAX_SETTLING = Duration.ofHours(2);

  /// Announcements take five seconds on average at each of up to fifty steps, and a lost one is
  /// repeated after up to fifteen minutes.
  private static final Duration MAX_RELAY = Duration.ofMinutes(45);

  private static final int FRESH_PAYMENTS = 3;
  private static final double PARTITION_SECONDS = 40;
  private static final int CONFLICTS = 6;

  private final long seed;
  private final Scenario scenario;
  private final RandomGenerator random;
  private final Timeline timeline = new Timeline();
  private final History history = new History(timeline);
  private final SimulatedNetwork network;
  private final SupplyLedger ledger = new SupplyLedger(SimulatedNode.PARAMS);
  private final Payments payments;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<ByzantinePeer> byzantine = new ArrayList<>();
  private boolean trouble = true;
  private int blocksMined;
  private int paid;

  /// What came of a seed.
  record Outcome(
      long seed,
      Scenario scenario,
      int height,
      int blocksMined,
      int payments,
      Duration virtualTime,
      long events,
      long bytes,
      String history) {}

  private Simulation(long seed, BaseChain base) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.scenario = Scenario.draw(random);
    this.network = new SimulatedNetwork(timeline, fork(), history);
    this.payments = new Payments(fork(), base.free());
    for (int i = 0; i < scenario.nodes(); i++) {
      boolean newcomer = i > 0 && i <= scenario.newcomers();
      nodes.add(
          SimulatedNode.open(
              i,
              traits(i),
              timeline,
              fork(),
              history,
              ledger,
              newcomer ? Optional.empty() : Optional.of(base)));
    }
    for (ByzantinePeer.Mischief mischief : scenario.byzantine()) {
      int id = scenario.nodes() + byzantine.size();
      byzantine.add(new ByzantinePeer(id, mischief, nodes, timeline, fork(), payments, network));
    }
  }

  /// Runs a seed to its end. Throws [AssertionError] with the seed when something is not as it must
  /// be.
  static Outcome run(long seed, BaseChain base) {
    try (Simulation simulation = new Simulation(seed, base)) {
      try {
        return simulation.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed %d after %s: %s%n%s%nAlone: -Dsim.seed=%d"
                .formatted(
                    seed, simulation.timeline.elapsed(), e.getMessage(), simulation.scenario, seed),
            e);
      }
    }
  }

  private RandomGenerator fork() {
    return new SplittableRandom(random.nextLong());
  }

  private SimulatedNode.Traits traits(int node) {
    boolean encrypted = scenario.mostlyEncrypted() != (random.nextInt(4) == 0);
    Optional<List<String>> connect = Optional.empty();
    List<NetAddress> known = new ArrayList<>();
    switch (scenario.shape()) {
      case LINE -> connect = Optional.of(names(node - 1));
      case RING -> connect = Optional.of(names(node == 0 ? scenario.nodes() - 1 : node - 1));
      case RANDOM -> {
        Set<Integer> chosen = new HashSet<>();
        for (int i = 0; node > 0 && i < 3; i++) {
          chosen.add(random.nextInt(node));
        }
        connect = Optional.of(names(chosen.stream().mapToInt(Integer::intValue).toArray()));
      }
      case CHOSEN -> {
        for (int i = 0; i < scenario.nodes(); i++) {
          if (i != node && (i == (node + 1) % scenario.nodes() || random.nextBoolean())) {
            known.add(NetAddress.of(SimulatedNode.address(i)));
          }
        }
      }
    }
    if (connect.isPresent() && !scenario.byzantine().isEmpty() && random.nextInt(3) == 0) {
      // Somebody whom the operator trusts, wrongly.
      List<String> more = new ArrayList<>(connect.get());
      more.add(SimulatedNode.name(scenario.nodes() + random.nextInt(scenario.byzantine().size())));
      connect = Optional.of(more);
    }
    return new SimulatedNode.Traits(
        scenario.skew(node, random), scenario.slowness(), encrypted, connect, known);
  }

  private static List<String> names(int... ids) {
    List<String> names = new ArrayList<>();
    for (int id : ids) {
      if (id >= 0) {
        names.add(SimulatedNode.name(id));
      }
    }
    return names;
  }

  private Outcome run() {
    for (SimulatedNode node : nodes) {
      RandomGenerator own = fork();
      timeline.in(Duration.ofMillis(random.nextInt(5_000)), () -> node.connect(network, own));
    }
    byzantine.forEach(peer -> timeline.in(Duration.ofSeconds(random.nextInt(5, 30)), peer::start));
    again(scenario.blockMeanSeconds(), this::mine);
    again(scenario.paymentMeanSeconds(), this::pay);
    again(scenario.lossMeanSeconds(), network::loseOne);
    again(scenario.partitionMeanSeconds() + PARTITION_SECONDS, this::partition);
    timeline.runFor(scenario.trouble());
    trouble = false;
    byzantine.forEach(ByzantinePeer::retire);
    network.heal();
    settle();
    relayFreshPayments();
    checkSupply();
    return new Outcome(
        seed,
        scenario,
        nodes.getFirst().snapshot().height(),
        blocksMined,
        paid,
        timeline.elapsed(),
        history.events(),
        history.bytes(),
        history.hash());
  }

  /// While there is trouble, again and again.
  private void again(double meanSeconds, Runnable task) {
    timeline.in(
        (long) (random.nextExponential() * meanSeconds * 1e9),
        () -> {
          if (trouble) {
            task.run();
            again(meanSeconds, task);
          }
        });
  }

  private SimulatedNode anyNode() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void mine() {
    anyNode().mine();
    blocksMined++;
  }

  /// One payment, or two with the same coin at two nodes.
  private void pay() {
    if (payments.isEmpty()) {
      return;
    }
    paid++;
    if (random.nextInt(CONFLICTS) == 0) {
      RegtestNode.TxOutPoint coin = payments.take();
      TxAcceptance _ = anyNode().pay(RegtestNode.spend(2_000, 1, coin));
      TxAcceptance _ = anyNode().pay(RegtestNode.spend(1_000, 2, coin));
    } else {
      TxAcceptance _ = anyNode().pay(payments.next());
    }
  }

  private void partition() {
    Set<Integer> island = new HashSet<>();
    for (int i = 0; i < scenario.nodes() + byzantine.size(); i++) {
      if (random.nextBoolean()) {
        island.add(i);
      }
    }
    network.partition(island, random.nextBoolean());
    timeline.in(
        (long) (random.nextExponential() * PARTITION_SECONDS * 1e9),
        () -> {
          if (trouble) {
            network.heal();
          }
        });
  }

  // After the trouble.

  /// Two branches of equal work stay until one grows: a block is mined at the node whose clock is
  /// right, and one more whenever that was not enough.
  private void settle() {
    Duration healed = timeline.elapsed();
    timeline.runFor(scenario.untilClocksAgree().plus(BEFORE_FIRST_BEACON));
    while (true) {
      nodes.getFirst().mine();
      blocksMined++;
      Duration beacon = timeline.elapsed();
      while (timeline.elapsed().minus(beacon).compareTo(BETWEEN_BEACONS) < 0) {
        timeline.runFor(STEP);
        if (isConverged()) {
          return;
        }
      }
      if (timeline.elapsed().minus(healed).compareTo(MAX_SETTLING) > 0) {
        throw new AssertionError("the honest nodes have not come together: " + state());
      }
    }
  }

  private boolean isConverged() {
    return nodes.stream().map(SimulatedNode::tip).distinct().count() == 1;
  }

  private String state() {
    StringBuilder text = new StringBuilder();
    for (SimulatedNode node : nodes) {
      text.append(
          "%n%s: height %d, tip %s, %d peers, clock %s"
              .formatted(node, node.snapshot().height(), node.tip(), node.peers(), node.skew()));
    }
    return text.toString();
  }

  private void relayFreshPayments() {
    List<Transaction> fresh = new ArrayList<>();
    for (int i = 0; i < FRESH_PAYMENTS && !payments.isEmpty(); i++) {
      Transaction tx = payments.next();
      TxAcceptance answer = anyNode().pay(tx);
      if (!(answer instanceof TxAcceptance.Accepted)) {
        throw new AssertionError("a good payment was refused: " + answer);
      }
      fresh.add(tx);
    }
    Duration begun = timeline.elapsed();
    while (!nodes.stream()
        .allMatch(node -> fresh.stream().allMatch(tx -> node.hasInPool(tx.txid())))) {
      timeline.runFor(STEP);
      if (timeline.elapsed().minus(begun).compareTo(MAX_RELAY) > 0) {
        throw new AssertionError("a payment did not reach every mempool: " + state());
      }
    }
  }

  private void checkSupply() {
    if (!ledger.violations().isEmpty()) {
      throw new AssertionError(String.join("; ", ledger.violations()));
    }
    Uint256 reached = nodes.getFirst().snapshot().tip().chainWork();
    for (SimulatedNode node : nodes) {
      if (node.mostWork().compareTo(reached) > 0) {
        throw new AssertionError(node + " gave up a chain of more work than all stand on now");
      }
      long scheduled = ledger.scheduled(node.snapshot().height());
      long coins = node.coinsSats();
      if (coins != scheduled) {
        throw new AssertionError(
            "%s has coins of %d satoshis where the schedule has %d"
                .formatted(node, coins, scheduled));
      }
    }
  }

  @Override
  public void close() {
    nodes.forEach(SimulatedNode::close);
  }
}

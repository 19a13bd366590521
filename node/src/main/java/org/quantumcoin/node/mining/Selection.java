package org.quantumcoin.node.mining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.LockTimes;
import org.quantumcoin.node.mempool.Candidate;
import org.quantumcoin.node.mempool.FeeFrac;
import org.quantumcoin.node.primitives.Transaction;

/// Picks transactions by ancestor fee rate, as Core's `BlockAssembler::addPackageTxs`.
///
/// A transaction is taken together with the ancestors it still needs, and judged by what they all
/// pay together, so that a child can pay for its parent. Taking a package makes its other
/// descendants cheaper to take, so their rates are computed anew; stale entries in the queue are
/// known by the rate they were queued with.
///
/// Asked again it fills the block after that, from what is left.
final class Selection {
  /// Attempts that do not fit before a nearly full block is taken as full.
  private static final int MAX_FAILURES = 1_000;

  /// What is left when a block counts as nearly full, in weight units.
  private static final int NEARLY_FULL_WEIGHT = 4_000;

  /// Sigop cost kept for the coinbase (Core's `coinbase_output_max_additional_sigops`).
  private static final int RESERVED_SIGOP_COST = 400;

  private final TemplateOptions options;
  private final int height;
  private final long lockTimeCutoff;
  private final List<Node> nodes;
  private List<Taken> chosen = new ArrayList<>();

  /// What was too large for the block before.
  private final List<Queued> passedOver = new ArrayList<>();

  private final PriorityQueue<Queued> queue =
      new PriorityQueue<>(
          Comparator.comparing(Queued::rate)
              .reversed()
              .thenComparing(queued -> queued.node.candidate.tx().txid()));
  private int weight;
  private int sigOpCost;

  private static final class Node {
    private final int position;
    private final Candidate candidate;
    private final List<Node> parents = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();
    private boolean chosen;

    Node(int position, Candidate candidate) {
      this.position = position;
      this.candidate = candidate;
    }

    FeeFrac rate() {
      return new FeeFrac(candidate.modifiedFeeSats(), candidate.virtualSize());
    }
  }

  private record Queued(Node node, FeeFrac rate) {}

  /// `height` is the block's; `lockTimeCutoff` is the median time before it (BIP-0113).
  Selection(TemplateOptions options, int height, long lockTimeCutoff, List<Candidate> candidates) {
    this.options = options;
    this.height = height;
    this.lockTimeCutoff = lockTimeCutoff;
    this.nodes = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      Node node = new Node(nodes.size(), candidate);
      for (int parent : candidate.parents()) {
        node.parents.add(nodes.get(parent));
        nodes.get(parent).children.add(node);
      }
      nodes.add(node);
    }
    nodes.forEach(this::enqueue);
  }

  /// A transaction in the block, and the fee rate of all that was taken for its sake or it for
  /// theirs.
  record Taken(Candidate candidate, FeeFrac rate) {}

  /// The transactions to put in the block, parents before children.
  List<Candidate> choose() {
    return chooseWithRates().stream().map(Taken::candidate).toList();
  }

  /// As [#choose()], with what each is taken for.
  List<Taken> chooseWithRates() {
    chosen = new ArrayList<>();
    weight = options.reservedWeight();
    sigOpCost = RESERVED_SIGOP_COST;
    queue.addAll(passedOver);
    passedOver.clear();
    int failures = 0;
    for (Queued next = queue.poll(); next != null; next = queue.poll()) {
      if (next.node.chosen || !next.rate.equals(score(next.node))) {
        continue;
      }
      SortedSet<Node> needed = open(next.node);
      FeeFrac total = total(needed);
      if (total.fee() < options.minFee().fee(total.size())) {
        break;
      }
      if (!fits(needed)) {
        passedOver.add(next);
        failures++;
        if (failures > MAX_FAILURES && weight > options.maxWeight() - NEARLY_FULL_WEIGHT) {
          break;
        }
        continue;
      }
      if (!areFinal(needed)) {
        continue;
      }
      failures = 0;
      take(needed, total);
    }
    return chosen;
  }

  private void enqueue(Node node) {
    queue.add(new Queued(node, score(node)));
  }

  /// Most transactions need no other: they are told apart without a walk.
  private static FeeFrac score(Node node) {
    for (Node parent : node.parents) {
      if (!parent.chosen) {
        return score(node, open(node));
      }
    }
    return node.rate();
  }

  /// The node with those of its ancestors that are not taken yet, in an order of dependence.
  private static SortedSet<Node> open(Node node) {
    SortedSet<Node> open = new TreeSet<>(Comparator.comparingInt(member -> member.position));
    Deque<Node> walk = new ArrayDeque<>();
    open.add(node);
    walk.add(node);
    while (!walk.isEmpty()) {
      for (Node parent : walk.remove().parents) {
        if (!parent.chosen && open.add(parent)) {
          walk.add(parent);
        }
      }
    }
    return open;
  }

  private static FeeFrac total(SortedSet<Node> needed) {
    FeeFrac total = null;
    for (Node node : needed) {
      total = total == null ? node.rate() : total.plus(node.rate());
    }
    if (total == null) {
      throw new IllegalStateException("a package without transactions");
    }
    return total;
  }

  /// The lower of its own rate and its package's: rich ancestors do not make a poor child better.
  private static FeeFrac score(Node node, SortedSet<Node> needed) {
    FeeFrac own = node.rate();
    FeeFrac all = total(needed);
    return own.compareTo(all) < 0 ? own : all;
  }

  private boolean fits(SortedSet<Node> needed) {
    long moreWeight = 0;
    long moreSigOps = 0;
    for (Node node : needed) {
      moreWeight += node.candidate.weight();
      moreSigOps += node.candidate.sigOpCost();
    }
    return weight + moreWeight < options.maxWeight()
        && sigOpCost + moreSigOps < BlockRules.MAX_SIGOPS_COST;
  }

  private boolean areFinal(SortedSet<Node> needed) {
    for (Node node : needed) {
      Transaction tx = node.candidate.tx();
      if (!LockTimes.isFinal(tx, height, lockTimeCutoff)) {
        return false;
      }
    }
    return true;
  }

  private void take(SortedSet<Node> needed, FeeFrac rate) {
    for (Node node : needed) {
      node.chosen = true;
      chosen.add(new Taken(node.candidate, rate));
      weight += node.candidate.weight();
      sigOpCost += node.candidate.sigOpCost();
    }
    SortedSet<Node> cheaper = new TreeSet<>(Comparator.comparingInt(member -> member.position));
    Deque<Node> walk = new ArrayDeque<>(needed);
    while (!walk.isEmpty()) {
      for (Node child : walk.remove().children) {
        if (!child.chosen && cheaper.add(child)) {
          walk.add(child);
        }
      }
    }
    cheaper.forEach(this::enqueue);
  }
}

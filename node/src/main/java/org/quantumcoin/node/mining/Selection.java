package org.quantumcoin.node.mining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.LockTimes;
import org.quantumcoin.node.mempool.Candidate;
import org.quantumcoin.node.mempool.FeeFrac;

/// Picks transactions by ancestor fee rate, as Core's `BlockAssembler::addPackageTxs`.
///
/// A transaction is taken together with the ancestors it still needs, and judged by what they all
/// pay together, so that a child can pay for its parent. Taking a package makes its other
/// descendants cheaper to take, so their rates are computed anew. Most transactions need no other:
/// they are dealt with without a walk.
///
/// Asked again it fills the block after that, from what is left.
final class Selection {
  /// Attempts that do not fit before a nearly full block is taken as full.
  private static final int MAX_FAILURES = 1_000;

  /// What is left when a block counts as nearly full, in weight units.
  private static final int NEARLY_FULL_WEIGHT = 4_000;

  /// Sigop cost kept for the coinbase (Core's `coinbase_output_max_additional_sigops`).
  private static final int RESERVED_SIGOP_COST = 400;

  private static final Comparator<Node> BY_POSITION =
      Comparator.comparingInt(node -> node.position);

  private final TemplateOptions options;
  private final int height;
  private final long lockTimeCutoff;
  private List<Taken> chosen = new ArrayList<>();

  /// What was too large for the block before.
  private final List<Node> passedOver = new ArrayList<>();

  private final RateHeap<Node> queue;
  private int weight;
  private int sigOpCost;

  private static final class Node extends RateHeap.Member {
    private final int position;
    private final List<Node> parents;

    /// Null while there are none, as with most.
    private @Nullable List<Node> children;

    private boolean chosen;

    Node(int position, Candidate candidate, List<Node> parents) {
      super(candidate);
      this.position = position;
      this.parents = parents;
      for (Node parent : parents) {
        parent.addChild(this);
      }
    }

    private void addChild(Node child) {
      if (children == null) {
        children = new ArrayList<>();
      }
      children.add(child);
    }

    List<Node> children() {
      return children == null ? List.of() : children;
    }

    boolean needsOthers() {
      for (Node parent : parents) {
        if (!parent.chosen) {
          return true;
        }
      }
      return false;
    }

    FeeFrac rate() {
      return new FeeFrac(candidate.modifiedFeeSats(), candidate.virtualSize());
    }
  }

  /// `height` is the block's; `lockTimeCutoff` is the median time before it (BIP-0113).
  Selection(TemplateOptions options, int height, long lockTimeCutoff, List<Candidate> candidates) {
    this.options = options;
    this.height = height;
    this.lockTimeCutoff = lockTimeCutoff;
    List<Node> nodes = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      List<Node> parents = new ArrayList<>(candidate.parents().size());
      candidate.parents().forEach(position -> parents.add(nodes.get(position)));
      Node node = new Node(nodes.size(), candidate, parents);
      if (!parents.isEmpty()) {
        FeeFrac score = score(node);
        node.score(score.fee(), score.size());
      }
      nodes.add(node);
    }
    this.queue = new RateHeap<>(new ArrayList<>(nodes));
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
    for (Node node : passedOver) {
      if (!node.chosen && !node.isQueued()) {
        queue.add(node);
      }
    }
    passedOver.clear();
    int failures = 0;
    for (Node next = queue.poll(); next != null; next = queue.poll()) {
      SortedSet<Node> needed = next.needsOthers() ? open(next) : null;
      FeeFrac total = needed == null ? next.rate() : total(needed);
      if (total.fee() < options.minFee().fee(total.size())) {
        break;
      }
      List<Node> members = needed == null ? List.of(next) : List.copyOf(needed);
      if (!fits(members)) {
        passedOver.add(next);
        failures++;
        if (failures > MAX_FAILURES && weight > options.maxWeight() - NEARLY_FULL_WEIGHT) {
          break;
        }
        continue;
      }
      if (!areFinal(members)) {
        continue;
      }
      failures = 0;
      take(members, total);
    }
    return chosen;
  }

  /// The node with those of its ancestors that are not taken yet, in an order of dependence.
  private static SortedSet<Node> open(Node node) {
    SortedSet<Node> open = new TreeSet<>(BY_POSITION);
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
  private static FeeFrac score(Node node) {
    FeeFrac own = node.rate();
    FeeFrac all = total(open(node));
    return own.compareTo(all) < 0 ? own : all;
  }

  private boolean fits(List<Node> needed) {
    long moreWeight = 0;
    long moreSigOps = 0;
    for (Node node : needed) {
      moreWeight += node.candidate.weight();
      moreSigOps += node.candidate.sigOpCost();
    }
    return weight + moreWeight < options.maxWeight()
        && sigOpCost + moreSigOps < BlockRules.MAX_SIGOPS_COST;
  }

  private boolean areFinal(List<Node> needed) {
    for (Node node : needed) {
      if (!LockTimes.isFinal(node.candidate.tx(), height, lockTimeCutoff)) {
        return false;
      }
    }
    return true;
  }

  private void take(List<Node> needed, FeeFrac rate) {
    for (Node node : needed) {
      node.chosen = true;
      if (node.isQueued()) {
        queue.remove(node);
      }
      chosen.add(new Taken(node.candidate, rate));
      weight += node.candidate.weight();
      sigOpCost += node.candidate.sigOpCost();
    }
    SortedSet<Node> cheaper = new TreeSet<>(BY_POSITION);
    Deque<Node> walk = new ArrayDeque<>(needed);
    while (!walk.isEmpty()) {
      for (Node child : walk.remove().children()) {
        if (!child.chosen && cheaper.add(child)) {
          walk.add(child);
        }
      }
    }
    for (Node node : cheaper) {
      FeeFrac score = score(node);
      queue.update(node, score.fee(), score.size());
    }
  }
}

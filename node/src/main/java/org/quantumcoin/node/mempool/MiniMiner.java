package org.quantumcoin.node.mempool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;

/// What it costs to spend outputs of transactions that still wait for a block, and that pay less
/// than their spender wants to (Core's `MiniMiner`).
///
/// A miner looks at a transaction together with the ancestors it needs. So the spender's fee has to
/// lift those that would not be mined at its rate by themselves: all that a block of such
/// transactions would leave out. A block is built of the relatives of the outputs, best ancestor
/// rate first, until the rate is no longer reached; what is left needs the bump.
///
/// Whoever asks for an output that the pool spends already wants to replace that spender, which,
/// with its descendants, counts as gone.
final class MiniMiner {
  /// Core's bound on the relatives that are looked at.
  static final int MAX_CLUSTER = 500;

  private final List<Txid> members;
  private final long[] sizes;
  private final long[] fees;
  private final BitSet[] ancestors;
  private final BitSet left;
  private final Map<OutPoint, Integer> asked;

  private MiniMiner(List<MempoolEntry> cluster, Map<OutPoint, MempoolEntry> asked) {
    int count = cluster.size();
    Map<MempoolEntry, Integer> positions = new HashMap<>();
    this.members = cluster.stream().map(entry -> entry.tx().txid()).toList();
    this.sizes = new long[count];
    this.fees = new long[count];
    this.ancestors = new BitSet[count];
    this.left = new BitSet(count);
    left.set(0, count);
    for (int i = 0; i < count; i++) {
      MempoolEntry entry = cluster.get(i);
      positions.put(entry, i);
      sizes[i] = entry.virtualSize();
      fees[i] = entry.modifiedFeeSats();
      ancestors[i] = new BitSet(count);
    }
    for (int i = 0; i < count; i++) {
      for (MempoolEntry ancestor : TxGraph.withAncestors(Set.of(cluster.get(i)))) {
        Integer at = positions.get(ancestor);
        if (at == null) {
          throw new IllegalStateException("an ancestor is replaced, its descendant is not");
        }
        ancestors[i].set(at);
      }
    }
    this.asked = new LinkedHashMap<>();
    asked.forEach((outpoint, entry) -> {
      Integer at = positions.get(entry);
      if (at != null) {
        this.asked.put(outpoint, at);
      }
    });
  }

  /// Empty if more relatives would have to be looked at than [#MAX_CLUSTER].
  static Optional<MiniMiner> of(TxGraph graph, Collection<OutPoint> outpoints) {
    Map<OutPoint, MempoolEntry> asked = new LinkedHashMap<>();
    Set<MempoolEntry> replaced = new HashSet<>();
    for (OutPoint outpoint : outpoints) {
      MempoolEntry entry = graph.find(outpoint.txid());
      if (entry != null) {
        asked.put(outpoint, entry);
        MempoolEntry spender = graph.spender(outpoint);
        if (spender != null) {
          replaced.addAll(TxGraph.withDescendants(spender));
        }
      }
    }
    Set<MempoolEntry> cluster = relatives(asked.values());
    if (cluster == null) {
      return Optional.empty();
    }
    cluster.removeAll(replaced);
    return Optional.of(new MiniMiner(new ArrayList<>(cluster), asked));
  }

  private static @Nullable Set<MempoolEntry> relatives(Collection<MempoolEntry> of) {
    Set<MempoolEntry> cluster = new LinkedHashSet<>(of);
    Deque<MempoolEntry> todo = new ArrayDeque<>(cluster);
    while (!todo.isEmpty()) {
      MempoolEntry entry = todo.pop();
      for (Set<MempoolEntry> near : List.of(entry.parents, entry.children)) {
        for (MempoolEntry other : near) {
          if (cluster.add(other)) {
            todo.push(other);
          }
        }
      }
      if (cluster.size() > MAX_CLUSTER) {
        return null;
      }
    }
    return cluster;
  }

  private FeeFrac sum(BitSet of) {
    long fee = 0;
    long size = 0;
    for (int i = of.nextSetBit(0); i >= 0; i = of.nextSetBit(i + 1)) {
      fee = Math.addExact(fee, fees[i]);
      size = Math.addExact(size, sizes[i]);
    }
    return new FeeFrac(fee, size);
  }

  private BitSet waitingAncestors(int member) {
    BitSet waiting = (BitSet) ancestors[member].clone();
    waiting.and(left);
    return waiting;
  }

  /// A child that pays well must not carry itself over a parent that pays badly, nor be carried.
  private FeeFrac score(int member) {
    FeeFrac own = new FeeFrac(fees[member], sizes[member]);
    FeeFrac together = sum(waitingAncestors(member));
    return own.compareTo(together) <= 0 ? own : together;
  }

  /// Takes out all that is mined at a rate.
  private void mine(FeeRate target) {
    while (!left.isEmpty()) {
      int best = -1;
      FeeFrac bestScore = new FeeFrac(0, 1);
      for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
        FeeFrac score = score(i);
        int order = best < 0 ? 1 : score.compareTo(bestScore);
        if (order > 0 || (order == 0 && members.get(i).compareTo(members.get(best)) < 0)) {
          best = i;
          bestScore = score;
        }
      }
      BitSet together = waitingAncestors(best);
      FeeFrac rate = sum(together);
      if (rate.fee() < target.fee(rate.size())) {
        return;
      }
      left.andNot(together);
    }
  }

  /// For each output what its transaction and its ancestors lack, in satoshis; zero for those that
  /// need nothing.
  Map<OutPoint, Long> bumpFees(Collection<OutPoint> outpoints, FeeRate target) {
    mine(target);
    Map<OutPoint, Long> result = new LinkedHashMap<>();
    for (OutPoint outpoint : outpoints) {
      Integer member = asked.get(outpoint);
      if (member == null || !left.get(member)) {
        result.put(outpoint, 0L);
        continue;
      }
      FeeFrac together = sum(waitingAncestors(member));
      long withAncestors = target.fee(together.size()) - together.fee();
      long alone = target.fee(sizes[member]) - fees[member];
      result.put(outpoint, Math.max(withAncestors, alone));
    }
    return result;
  }

  /// What all outputs lack together; ancestors in common count once.
  long combinedBumpFee(FeeRate target) {
    mine(target);
    BitSet needed = new BitSet();
    for (int member : asked.values()) {
      if (left.get(member)) {
        needed.or(waitingAncestors(member));
      }
    }
    if (needed.isEmpty()) {
      return 0;
    }
    FeeFrac together = sum(needed);
    return target.fee(together.size()) - together.fee();
  }
}

package org.quantumcoin.node.mining;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.mempool.Candidate;
import org.quantumcoin.node.mempool.FeeFrac;

/// Transactions in order of a score that changes, the best first; among equals the lower txid.
///
/// A binary heap whose members know their places, so that one whose score has changed finds its new
/// one in logarithmic time. To set it up takes linear time, and a block takes its first few
/// thousands only.
final class RateHeap<M extends RateHeap.Member> {
  private static final int NOWHERE = -1;

  private final List<M> heap;

  /// What is kept here. The score is changed through [#update] alone.
  abstract static class Member {
    final Candidate candidate;
    private long scoreFee;
    private long scoreSize;
    private int place = NOWHERE;

    /// The part of the txid that is compared first: many pay the same, and the ids are far away in
    /// memory.
    private final long tie;

    Member(Candidate candidate) {
      this.candidate = candidate;
      this.scoreFee = candidate.modifiedFeeSats();
      this.scoreSize = candidate.virtualSize();
      this.tie = candidate.tx().txid().hash().word(3);
    }

    /// Before it is in a heap.
    void score(long fee, long size) {
      scoreFee = fee;
      scoreSize = size;
    }

    boolean isQueued() {
      return place != NOWHERE;
    }

    boolean isBefore(Member other) {
      int order = FeeFrac.compare(scoreFee, scoreSize, other.scoreFee, other.scoreSize);
      if (order == 0) {
        order = Long.compareUnsigned(other.tie, tie);
      }
      return order > 0
          || (order == 0 && candidate.tx().txid().compareTo(other.candidate.tx().txid()) < 0);
    }
  }

  /// Takes over what is in the list.
  RateHeap(List<M> members) {
    heap = members;
    for (int i = 0; i < heap.size(); i++) {
      place(heap.get(i), i);
    }
    for (int i = heap.size() / 2 - 1; i >= 0; i--) {
      sink(heap.get(i));
    }
  }

  private static void place(Member member, int at) {
    member.place = at;
  }

  /// Takes out the best; null when there is none.
  @Nullable M poll() {
    if (heap.isEmpty()) {
      return null;
    }
    M best = heap.getFirst();
    remove(best);
    return best;
  }

  void remove(M member) {
    int at = placeOf(member);
    place(member, NOWHERE);
    M last = heap.removeLast();
    if (last != member) {
      put(last, at);
      rise(last);
      sink(last);
    }
  }

  /// Puts one in that was taken out.
  void add(M member) {
    place(member, heap.size());
    heap.add(member);
    rise(member);
  }

  /// Its score is another now; one that was taken out comes back.
  void update(M member, long fee, long size) {
    member.score(fee, size);
    if (!member.isQueued()) {
      add(member);
    } else {
      rise(member);
      sink(member);
    }
  }

  private static int placeOf(Member member) {
    return member.place;
  }

  private void put(M member, int at) {
    heap.set(at, member);
    place(member, at);
  }

  private void rise(M member) {
    int at = placeOf(member);
    while (at > 0) {
      int above = (at - 1) / 2;
      M parent = heap.get(above);
      if (!member.isBefore(parent)) {
        break;
      }
      put(parent, at);
      at = above;
    }
    put(member, at);
  }

  private void sink(M member) {
    int at = placeOf(member);
    while (2 * at + 1 < heap.size()) {
      int below = 2 * at + 1;
      if (below + 1 < heap.size() && heap.get(below + 1).isBefore(heap.get(below))) {
        below++;
      }
      M child = heap.get(below);
      if (!child.isBefore(member)) {
        break;
      }
      put(child, at);
      at = below;
    }
    put(member, at);
  }
}

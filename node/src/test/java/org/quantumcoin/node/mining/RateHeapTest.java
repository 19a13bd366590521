package org.quantumcoin.node.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.mempool.Candidate;
import org.quantumcoin.node.mempool.FeeFrac;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// Beside a list that is sorted anew each time.
final class RateHeapTest {
  private static final int MEMBERS = 200;
  private static final Comparator<Member> ORDER =
      Comparator.<Member, FeeFrac>comparing(member -> member.score)
          .reversed()
          .thenComparing(member -> member.candidate.tx().txid());

  private final Random random = new Random(1);

  private static final class Member extends RateHeap.Member {
    private FeeFrac score;

    Member(Candidate candidate) {
      super(candidate);
      score = new FeeFrac(candidate.modifiedFeeSats(), candidate.virtualSize());
    }
  }

  /// Few different rates, so that many are equal.
  private FeeFrac rate() {
    return new FeeFrac(random.nextInt(-2, 6), random.nextInt(1, 4));
  }

  private Member member(int number) {
    OutPoint from = new OutPoint(Txid.fromHex("%064x".formatted(number + 1)), 0);
    Transaction tx =
        Transaction.create(
            2, List.of(new TxIn(from, Script.EMPTY, 0)), List.of(new TxOut(1, Script.EMPTY)), 0);
    FeeFrac rate = rate();
    return new Member(new Candidate(tx, rate.fee(), rate.fee(), rate.size(), 0, List.of()));
  }

  @Test
  void members_comeInOrder_whateverChangesMeanwhile() {
    List<Member> all = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      all.add(member(i));
    }
    RateHeap<Member> heap = new RateHeap<>(new ArrayList<>(all));
    List<Member> inside = new ArrayList<>(all);
    for (int step = 0; step < 20 * MEMBERS; step++) {
      Member any = all.get(random.nextInt(MEMBERS));
      switch (random.nextInt(4)) {
        case 0 -> {
          inside.sort(ORDER);
          Member polled = heap.poll();
          assertThat(polled).isSameAs(inside.isEmpty() ? null : inside.removeFirst());
        }
        case 1 -> {
          if (inside.remove(any)) {
            heap.remove(any);
          }
        }
        default -> {
          any.score = rate();
          heap.update(any, any.score.fee(), any.score.size());
          if (!inside.contains(any)) {
            inside.add(any);
          }
        }
      }
      assertThat(any.isQueued()).isEqualTo(inside.contains(any));
    }
    inside.sort(ORDER);
    for (Member expected : inside) {
      assertThat(heap.poll()).isSameAs(expected);
    }
    assertThat(heap.poll()).isNull();
  }
}

package org.quantumcoin.node.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;
import org.quantumcoin.node.api.MempoolAccess.NextTransaction;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.mempool.Candidate;
import org.quantumcoin.node.mempool.FeeFrac;
import org.quantumcoin.node.primitives.FeeRate;

/// What the next blocks would hold if nothing more came.
///
/// The first is what the template builder would take; those behind it are filled in the same way
/// from what is left. Three blocks of 50,000 waiting transactions take tenths of a second, so
/// windows ask on a thread of their own and no oftener than once a second.
public final class NextBlocks {
  private NextBlocks() {}

  /// On any thread; `candidates` are the mempool's, `parent` is the tip. At most `count`, none of
  /// them empty.
  public static List<NextBlock> of(
      TemplateOptions options, BlockIndex parent, List<Candidate> candidates, int count) {
    Selection selection =
        new Selection(options, parent.height() + 1, parent.medianTimePast(), candidates);
    List<NextBlock> blocks = new ArrayList<>();
    while (blocks.size() < count) {
      List<Selection.Taken> taken = selection.chooseWithRates();
      if (taken.isEmpty()) {
        break;
      }
      blocks.add(block(taken));
    }
    return blocks;
  }

  private static NextBlock block(List<Selection.Taken> taken) {
    List<NextTransaction> transactions = new ArrayList<>(taken.size());
    long weight = 0;
    long virtualBytes = 0;
    long fees = 0;
    for (Selection.Taken each : taken) {
      Candidate candidate = each.candidate();
      weight += candidate.weight();
      virtualBytes += candidate.virtualSize();
      fees += candidate.feeSats();
      transactions.add(
          new NextTransaction(
              candidate.tx().txid(),
              candidate.feeSats(),
              candidate.virtualSize(),
              rate(each.rate())));
    }
    List<Selection.Taken> byRate =
        taken.stream().sorted(Comparator.comparing(Selection.Taken::rate)).toList();
    return new NextBlock(
        weight,
        virtualBytes,
        fees,
        rate(byRate.getFirst().rate()),
        rate(middle(byRate, weight)),
        rate(byRate.getLast().rate()),
        transactions);
  }

  /// The rate that half of the weight does not reach.
  private static FeeFrac middle(List<Selection.Taken> byRate, long weight) {
    long below = 0;
    for (Selection.Taken each : byRate) {
      below += each.candidate().weight();
      if (2 * below >= weight) {
        return each.rate();
      }
    }
    return byRate.getLast().rate();
  }

  private static FeeRate rate(FeeFrac of) {
    return new FeeRate(Math.max(0, of.satPerKvb()));
  }
}

package org.quantumcoin.wallet.coins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.coins.CoinsFixture.groups;
import static org.quantumcoin.wallet.coins.CoinsFixture.params;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CoinSelectionPropertyTest {
  private static List<Candidate> pool(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Candidate> coins = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      // Few different values and sizes, so that equals occur.
      long value = random.nextInt(1, 40) * (random.nextBoolean() ? 5_000L : 7_001L);
      coins.add(CoinsFixture.coin(i, value, random.nextBoolean() ? 58 : 148));
    }
    return coins;
  }

  @Property(tries = 300)
  void selection_paysForTheTargetWithinTheWeight(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int size,
      @ForAll @LongRange(min = 1, max = 2_000_000) long target,
      @ForAll @IntRange(min = 1, max = 100) int satPerVb,
      @ForAll boolean subtractFee,
      @ForAll boolean together) {
    SelectionParams params =
        params(satPerVb)
            .subtractFeeFromOutputs(subtractFee)
            .avoidPartialSpends(together)
            .maxTxWeight(12_000)
            .build();
    List<Candidate> coins = pool(seed, size);
    SelectionResult result =
        new CoinSelector(params, BumpFees.NONE, new SplittableRandom(seed))
            .select(coins, List.of(), target);
    SelectionResult again =
        new CoinSelector(params, BumpFees.NONE, new SplittableRandom(seed))
            .select(coins, List.of(), target);
    assertThat(again.selection().map(Selection::inputs))
        .isEqualTo(result.selection().map(Selection::inputs));
    if (result instanceof SelectionResult.Selected(Selection selection)) {
      long brought =
          subtractFee ? selection.selectedValueSats() : selection.selectedEffectiveValueSats();
      assertThat(brought).isGreaterThanOrEqualTo(target);
      assertThat(selection.inputWeight()).isLessThanOrEqualTo(params.maxInputWeight());
      assertThat(selection.inputs()).doesNotHaveDuplicates();
      long change = selection.changeSats(params);
      assertThat(change == 0 || change >= params.minViableChangeSats()).isTrue();
      if (selection.algorithm() == SelectionAlgorithm.BRANCH_AND_BOUND) {
        assertThat(brought - target).isLessThanOrEqualTo(params.costOfChangeSats());
      }
    }
  }

  /// The least waste of any changeless subset.
  private static OptionalLong leastWaste(
      List<OutputGroup> groups, long target, long costOfChange, int maxWeight) {
    OptionalLong best = OptionalLong.empty();
    for (int set = 1; set < 1 << groups.size(); set++) {
      long amount = 0;
      long waste = 0;
      int weight = 0;
      for (int i = 0; i < groups.size(); i++) {
        if ((set >> i & 1) == 1) {
          amount += groups.get(i).amount();
          waste += groups.get(i).wasteSats();
          weight += groups.get(i).weight();
        }
      }
      long total = waste + amount - target;
      if (amount >= target
          && amount <= target + costOfChange
          && weight <= maxWeight
          && (best.isEmpty() || total < best.getAsLong())) {
        best = OptionalLong.of(total);
      }
    }
    return best;
  }

  @Property(tries = 300)
  void branchAndBound_findsTheBestThereIs(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 10) int size,
      @ForAll @IntRange(min = 1, max = 30) int satPerVb,
      @ForAll @LongRange(min = 1, max = 600_000) long target) {
    SelectionParams params = params(satPerVb).build();
    List<OutputGroup> groups =
        groups(pool(seed, size), params).stream().filter(group -> group.amount() > 0).toList();
    long costOfChange = params.costOfChangeSats() * 4;
    SelectionResult result = BranchAndBound.select(groups, target, costOfChange, 2_000);
    OptionalLong expected = leastWaste(groups, target, costOfChange, 2_000);
    assertThat(result.selection().isPresent()).isEqualTo(expected.isPresent());
    result
        .selection()
        .ifPresent(found -> assertThat(found.wasteSats()).isEqualTo(expected.getAsLong()));
  }

  @Property(tries = 300)
  void coinGrinder_findsTheLightestThereIs(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 10) int size,
      @ForAll @LongRange(min = 1, max = 600_000) long target) {
    SelectionParams params = params(40).build();
    List<OutputGroup> groups =
        groups(pool(seed, size), params).stream().filter(group -> group.amount() > 0).toList();
    SelectionResult result = CoinGrinder.select(groups, target, 50_000, 4_000);
    OptionalLong expected = OptionalLong.empty();
    for (int set = 1; set < 1 << groups.size(); set++) {
      long amount = 0;
      int weight = 0;
      for (int i = 0; i < groups.size(); i++) {
        if ((set >> i & 1) == 1) {
          amount += groups.get(i).amount();
          weight += groups.get(i).weight();
        }
      }
      if (amount >= target + 50_000
          && weight <= 4_000
          && (expected.isEmpty() || weight < expected.getAsLong())) {
        expected = OptionalLong.of(weight);
      }
    }
    assertThat(result.selection().isPresent()).isEqualTo(expected.isPresent());
    OptionalLong lightest = expected;
    result
        .selection()
        .ifPresent(found -> assertThat((long) found.inputWeight()).isEqualTo(lightest.getAsLong()));
  }
}

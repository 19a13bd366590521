package org.quantumcoin.wallet.coins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.coins.CoinsFixture.coin;
import static org.quantumcoin.wallet.coins.CoinsFixture.coins;
import static org.quantumcoin.wallet.coins.CoinsFixture.groups;
import static org.quantumcoin.wallet.coins.CoinsFixture.params;
import static org.quantumcoin.wallet.coins.CoinsFixture.select;
import static org.quantumcoin.wallet.coins.CoinsFixture.unconfirmed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.descriptor.OutputType;

class CoinSelectorTest {
  private static final int FEE_AT_ONE = 68;

  private static Selection found(SelectionResult result) {
    return result.selection().orElseThrow(() -> new AssertionError(result.toString()));
  }

  private static void assertFailed(SelectionResult result, SelectionFailure failure) {
    assertThat(result).isEqualTo(new SelectionResult.Failed(failure));
  }

  @Test
  void select_whenCoinsJustSuffice_isWithoutChange() {
    Selection selection =
        found(select(coins(100_000 + FEE_AT_ONE, 30_000), params(1).build(), 100_000));
    assertThat(selection.inputs()).hasSize(1);
    assertThat(selection.changeSats(params(1).build())).isZero();
  }

  @Test
  void select_whenOneSatoshiIsMissing_fails() {
    SelectionParams params = params(1).build();
    List<Candidate> coins = coins(100_000 + FEE_AT_ONE);
    assertThat(select(coins, params, 100_000).selection()).isPresent();
    assertFailed(select(coins, params, 100_001), SelectionFailure.INSUFFICIENT_FUNDS);
  }

  @Test
  void select_whenReceiversPay_countsWholeValues() {
    SelectionParams params = params(1).subtractFeeFromOutputs(true).build();
    Selection selection = found(select(coins(100_000), params, 100_000));
    assertThat(selection.selectedValueSats()).isEqualTo(100_000);
    assertThat(selection.algorithm()).isNotEqualTo(SelectionAlgorithm.BRANCH_AND_BOUND);
  }

  @Test
  void select_whenConfirmedCoinsSuffice_leavesUnconfirmedAlone() {
    List<Candidate> pool = new ArrayList<>(coins(200_000));
    pool.add(unconfirmed(50, 100_000 + FEE_AT_ONE, true, 1));
    Selection selection = found(select(pool, params(1).build(), 100_000));
    assertThat(selection.inputs().getFirst().coin().depth()).isEqualTo(100);
  }

  @Test
  void select_whenOnlyOwnUnconfirmedSuffice_takesThem() {
    List<Candidate> pool = List.of(unconfirmed(0, 200_000, true, 2));
    assertThat(found(select(pool, params(1).build(), 100_000)).inputs()).hasSize(1);
    assertFailed(
        select(pool, params(1).spendUnconfirmedChange(false).build(), 100_000),
        SelectionFailure.INSUFFICIENT_FUNDS);
  }

  @Test
  void select_whenUnconfirmedIsForeign_needsConsent() {
    List<Candidate> pool = List.of(unconfirmed(0, 200_000, false, 1));
    assertFailed(select(pool, params(1).build(), 100_000), SelectionFailure.INSUFFICIENT_FUNDS);
    assertThat(select(pool, params(1).includeUnsafe(true).build(), 100_000).selection())
        .isPresent();
  }

  @Test
  void select_whenChainIsTooLong_saysSo() {
    List<Candidate> edge = List.of(unconfirmed(0, 200_000, true, 24));
    List<Candidate> beyond = List.of(unconfirmed(0, 200_000, true, 25));
    assertThat(select(edge, params(1).build(), 100_000).selection()).isPresent();
    assertFailed(select(beyond, params(1).build(), 100_000), SelectionFailure.LONG_CHAIN);
    assertThat(select(beyond, params(1).rejectLongChains(false).build(), 100_000).selection())
        .isPresent();
  }

  @Test
  void select_whenOneTypeSuffices_doesNotMix() {
    List<Candidate> pool = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Candidate plain = coin(i, 60_000);
      pool.add(
          Candidate.confirmed(
              plain.outpoint(),
              plain.out(),
              i < 2 ? OutputType.BECH32 : OutputType.BECH32M,
              100,
              68,
              true));
    }
    Selection two = found(select(pool, params(1).minChangeTarget(0).build(), 110_000));
    assertThat(two.inputs()).hasSize(2);
    assertThat(two.inputs().stream().map(i -> i.coin().type()).distinct()).hasSize(1);
    assertThat(found(select(pool, params(1).minChangeTarget(0).build(), 170_000)).inputs())
        .hasSizeGreaterThan(2);
  }

  @Test
  void select_whenPartialSpendsAreAvoided_takesTheWholeScript() {
    List<Candidate> pool = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pool.add(
          Candidate.confirmed(
              CoinsFixture.outpoint(i),
              new TxOut(50_000, CoinsFixture.script(7)),
              OutputType.BECH32,
              100,
              68,
              true));
    }
    SelectionParams params = params(1).avoidPartialSpends(true).build();
    assertThat(found(select(pool, params, 10_000)).inputs()).hasSize(5);
  }

  @Test
  void select_whenPresetCovers_takesNothingElse() {
    CoinSelector selector =
        new CoinSelector(params(1).build(), BumpFees.NONE, new SplittableRandom(1));
    List<Candidate> preset = List.of(coin(0, 150_000));
    Selection selection = found(selector.select(coins(150_000, 300_000), preset, 100_000));
    assertThat(selection.algorithm()).isEqualTo(SelectionAlgorithm.MANUAL);
    assertThat(selection.inputs()).hasSize(1);
  }

  @Test
  void select_whenPresetFallsShort_addsOthersOnlyIfAllowed() {
    List<Candidate> preset = List.of(coin(0, 60_000));
    List<Candidate> pool = coins(60_000, 300_000);
    Selection selection =
        found(
            new CoinSelector(params(1).build(), BumpFees.NONE, new SplittableRandom(1))
                .select(pool, preset, 100_000));
    assertThat(selection.inputs()).hasSize(2);
    assertThat(selection.targetSats()).isEqualTo(100_000);
    SelectionParams alone = params(1).allowOtherInputs(false).build();
    assertFailed(
        new CoinSelector(alone, BumpFees.NONE, new SplittableRandom(1))
            .select(pool, preset, 100_000),
        SelectionFailure.PRESET_BELOW_TARGET);
  }

  @Test
  void select_whenTooManyInputsAreNeeded_saysWeight() {
    List<Candidate> pool = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pool.add(coin(i, 10_000));
    }
    SelectionParams params = params(1).maxTxWeight(42 * 4 + 31 * 4 + 10 * 68 * 4).build();
    assertThat(select(pool, params, 40_000).selection()).isPresent();
    assertFailed(select(pool, params, 150_000), SelectionFailure.MAX_WEIGHT_EXCEEDED);
  }

  @Test
  void select_whenLimitIsBelowOutputs_saysSo() {
    assertFailed(
        select(coins(100_000), params(1).maxTxWeight(42 * 4).build(), 1_000),
        SelectionFailure.MAX_WEIGHT_BELOW_OUTPUTS);
    assertFailed(
        select(coins(500_000), params(1).maxTxWeight(42 * 4 + 100).build(), 1_000),
        SelectionFailure.MAX_WEIGHT_BELOW_CHANGE);
  }

  @Test
  void select_whenAncestorsAreShared_countsTheirFeesOnce() {
    List<Candidate> pool = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Candidate plain = unconfirmed(i, 100_000, true, 1);
      pool.add(
          new Candidate(
              plain.outpoint(), plain.out(), plain.type(), 0, 68, true, true, 1, 1, 5_000));
    }
    Selection selection =
        found(
            new CoinSelector(
                    params(1).build(), _ -> OptionalLong.of(5_000), new SplittableRandom(1))
                .select(pool, List.of(), 120_000));
    assertThat(selection.bumpFeesSats()).isEqualTo(5_000);
    assertThat(selection.selectedEffectiveValueSats()).isEqualTo(200_000 - 2 * 68 - 5_000);
  }

  @Test
  void select_whenBumpFeesCannotBeTold_fails() {
    List<Candidate> pool = List.of(unconfirmed(0, 200_000, true, 1));
    SelectionResult result =
        new CoinSelector(params(1).build(), _ -> OptionalLong.empty(), new SplittableRandom(1))
            .select(pool, List.of(), 100_000);
    assertFailed(result, SelectionFailure.BUMP_FEES_UNKNOWN);
  }

  @Test
  void select_whenAmountsAreExtreme_sumsExactly() {
    long supply = 21_000_000L * 100_000_000L;
    SelectionParams params = params(1000).build();
    long fee = new FeeRate(1_000_000).fee(68);
    Selection selection = found(select(coins(supply), params, supply - fee));
    assertThat(selection.selectedEffectiveValueSats()).isEqualTo(supply - fee);
    assertFailed(
        select(coins(supply), params, supply - fee + 1), SelectionFailure.INSUFFICIENT_FUNDS);
  }

  @Test
  void coinGrinder_prefersTheLightest() {
    SelectionParams params = params(100).minChangeTarget(50_000).build();
    List<Candidate> pool = new ArrayList<>(coins(400_000, 300_000, 300_000, 300_000));
    pool.add(coin(9, 1_000_000));
    SelectionResult result = CoinGrinder.select(groups(pool, params), 500_000, 50_000, 400_000);
    assertThat(found(result).inputs()).hasSize(1);
  }

  @Test
  void knapsack_whenAGroupMatches_takesItAlone() {
    SelectionParams params = params(1).subtractFeeFromOutputs(true).build();
    SelectionResult result =
        Knapsack.select(
            groups(coins(10_000, 20_000, 30_000), params),
            20_000,
            50_000,
            new SplittableRandom(1),
            400_000);
    assertThat(found(result).selectedValueSats()).isEqualTo(20_000);
    assertThat(found(result).inputs()).hasSize(1);
  }

  @Test
  void randomChangeTarget_whenPaymentIsSmall_isTheLowerBound() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(SelectionParams.randomChangeTarget(25_000, 31, random)).isEqualTo(50_031);
    assertThat(SelectionParams.randomChangeTarget(25_001, 31, random)).isBetween(50_031L, 50_033L);
    assertThat(SelectionParams.randomChangeTarget(Long.MAX_VALUE, 31, random))
        .isBetween(50_031L, 1_000_031L);
  }
}

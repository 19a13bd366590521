package org.quantumcoin.wallet.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.wallet.spend.PrivacyCheck.Facts;
import org.quantumcoin.wallet.spend.PrivacyCheck.Input;
import org.quantumcoin.wallet.spend.PrivacyCheck.Kind;
import org.quantumcoin.wallet.spend.PrivacyCheck.Output;
import org.quantumcoin.wallet.spend.PrivacyCheck.Warning;

final class PrivacyCheckTest {
  private static final TxoutType SEGWIT = TxoutType.WITNESS_V0_KEYHASH;
  private static final Input COIN = new Input("a", "", 50_000, 1, false, true);
  private static final Input OTHER = new Input("b", "", 60_000, 1, false, true);
  private static final Output PAYMENT = new Output("x", SEGWIT, 12_345, false, false);
  private static final Output CHANGE = new Output("c", SEGWIT, 23_456, true, false);

  private static Facts facts(List<Input> inputs, Output... outputs) {
    return new Facts(inputs, List.of(outputs), OptionalLong.of(700), false);
  }

  private static List<Kind> kinds(Facts facts) {
    return PrivacyCheck.check(facts).stream().map(Warning::kind).toList();
  }

  @Test
  void ordinaryPayment_hasNothingToWarnOf() {
    assertThat(kinds(facts(List.of(COIN, OTHER), PAYMENT, CHANGE))).isEmpty();
    assertThat(kinds(facts(List.of(COIN), PAYMENT))).isEmpty();
    assertThat(kinds(facts(List.of()))).isEmpty();
  }

  @Test
  void addressThatWasPaidBefore_isNamed() {
    Output again = new Output("x", SEGWIT, 12_345, false, true);
    List<Warning> warnings = PrivacyCheck.check(facts(List.of(COIN), again, CHANGE));
    assertThat(warnings).hasSize(1);
    assertThat(warnings.getFirst().kind()).isEqualTo(Kind.PAID_BEFORE);
    assertThat(warnings.getFirst().text()).contains("paid x before");
  }

  @Test
  void addressThatWasUsedTwice_isNamed() {
    for (Input used :
        List.of(
            new Input("a", "", 50_000, 2, false, true),
            new Input("a", "", 50_000, 1, true, true))) {
      assertThat(kinds(facts(List.of(used), PAYMENT, CHANGE))).containsExactly(Kind.ADDRESS_REUSED);
    }
  }

  @Test
  void labels_matterWhereTheyDiffer() {
    Input rent = new Input("a", "rent", 50_000, 1, false, true);
    Input same = new Input("b", "rent", 50_000, 1, false, true);
    Input gift = new Input("b", "gift", 50_000, 1, false, true);
    assertThat(kinds(facts(List.of(rent, same, OTHER), PAYMENT, CHANGE))).isEmpty();
    List<Warning> warnings = PrivacyCheck.check(facts(List.of(rent, gift), PAYMENT, CHANGE));
    assertThat(warnings.getFirst().kind()).isEqualTo(Kind.LABELS_JOINED);
    assertThat(warnings.getFirst().text()).contains("\"rent\", \"gift\"");
  }

  @Test
  void changeOfAnotherKind_givesItselfAway_unlessOnePaymentIsOfIt() {
    Output odd = new Output("c", TxoutType.WITNESS_V1_TAPROOT, 23_456, true, false);
    Output like = new Output("y", TxoutType.WITNESS_V1_TAPROOT, 3_456, false, false);
    assertThat(kinds(facts(List.of(COIN), PAYMENT, odd))).containsExactly(Kind.CHANGE_TYPE);
    assertThat(kinds(facts(List.of(COIN), PAYMENT, like, odd))).isEmpty();
    assertThat(kinds(facts(List.of(COIN), odd))).isEmpty();
  }

  @Test
  void smallChange_isTheEdge() {
    assertThat(kinds(facts(List.of(COIN), PAYMENT, new Output("c", SEGWIT, 1_400, true, false))))
        .isEmpty();
    assertThat(kinds(facts(List.of(COIN), PAYMENT, new Output("c", SEGWIT, 1_399, true, false))))
        .containsExactly(Kind.CHANGE_SMALL);
    Facts unknown =
        new Facts(
            List.of(COIN),
            List.of(PAYMENT, new Output("c", SEGWIT, 999, true, false)),
            OptionalLong.empty(),
            false);
    assertThat(kinds(unknown)).containsExactly(Kind.CHANGE_SMALL);
  }

  @Test
  void roundAmount_namesTheChange_unlessThatIsRoundToo() {
    Output round = new Output("x", SEGWIT, 100_000, false, false);
    assertThat(kinds(facts(List.of(COIN), round, CHANGE))).containsExactly(Kind.ROUND_AMOUNT);
    assertThat(kinds(facts(List.of(COIN), round))).isEmpty();
    assertThat(kinds(facts(List.of(COIN), round, new Output("c", SEGWIT, 200_000, true, false))))
        .isEmpty();
    assertThat(kinds(facts(List.of(COIN), new Output("x", SEGWIT, 100_001, false, false), CHANGE)))
        .isEmpty();
  }

  @Test
  void tinyCoinFromOutside_onAUsedAddress_looksLikeATrace() {
    Input trace = new Input("a", "", 999, 2, false, true);
    assertThat(kinds(facts(List.of(trace, OTHER), PAYMENT, CHANGE)))
        .containsExactly(Kind.TRACING_COIN, Kind.ADDRESS_REUSED);
    Input larger = new Input("a", "", 1_000, 2, false, true);
    assertThat(kinds(facts(List.of(larger, OTHER), PAYMENT, CHANGE)))
        .containsExactly(Kind.ADDRESS_REUSED);
    Input ownMaking = new Input("a", "", 999, 1, true, false);
    assertThat(kinds(facts(List.of(ownMaking, OTHER), PAYMENT, CHANGE)))
        .containsExactly(Kind.ADDRESS_REUSED);
    assertThat(kinds(facts(List.of(trace), PAYMENT))).containsExactly(Kind.ADDRESS_REUSED);
  }

  @Test
  void wholeWallet_isMoreThanOneCoin() {
    Facts one = new Facts(List.of(COIN), List.of(PAYMENT), OptionalLong.empty(), true);
    Facts two = new Facts(List.of(COIN, OTHER), List.of(PAYMENT), OptionalLong.empty(), true);
    assertThat(kinds(one)).isEmpty();
    assertThat(kinds(two)).containsExactly(Kind.WHOLE_WALLET);
  }

  @Test
  void sentence_namesAFewOfMany() {
    List<Input> inputs =
        List.of("a", "b", "c", "d", "e").stream()
            .map(each -> new Input(each, "", 50_000, 2, false, true))
            .toList();
    assertThat(PrivacyCheck.check(facts(inputs, PAYMENT)).getFirst().text())
        .contains("a, b, c and 2 more");
  }
}

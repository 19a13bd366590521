package org.quantumcoin.wallet.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.treasury.TestTreasury.COIN;
import static org.quantumcoin.wallet.treasury.TestTreasury.payee;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.wallet.psbt.Psbt;

final class ReviewReportTest {
  private final TestTreasury treasury = TestTreasury.of(Policy.quorum(1, 1));

  private record Knowledge(
      Optional<TxOut> coin, Optional<FeeRate> estimate, Optional<Set<ByteString>> seenBefore)
      implements Reviewer {
    @Override
    public int seat() {
      return 1;
    }

    @Override
    public long heardAt(ByteString event) {
      return 0;
    }

    @Override
    public boolean looksFor(Script script) {
      return true;
    }

    @Override
    public Optional<String> nameOf(Script script) {
      return script.equals(payee(1)) ? Optional.of("Landlord") : Optional.empty();
    }

    @Override
    public Optional<TxOut> coin(OutPoint outPoint) {
      return coin;
    }
  }

  private ReviewReport review(ByteString id, Reviewer reviewer) {
    return ReviewReport.of(treasury.state(), treasury.view(id), reviewer);
  }

  private static Reviewer knowing(TxOut coin, long satPerKvb) {
    return new Knowledge(Optional.of(coin), Optional.of(new FeeRate(satPerKvb)), Optional.empty());
  }

  private TxOut coin(ByteString id) {
    return treasury.view(id).content().spent().getFirst();
  }

  private static List<Verdict> verdicts(ReviewReport report, String topic) {
    return report.findings().stream()
        .filter(each -> each.topic().equals(topic))
        .map(Finding::verdict)
        .toList();
  }

  @Test
  void review_ofAGoodPayment_findsNothing() {
    ByteString id = treasury.propose(0, COIN, 1);
    ReviewReport report = review(id, knowing(coin(id), 40_000));
    assertThat(report.isBroken()).isFalse();
    assertThat(verdicts(report, "coins")).containsExactly(Verdict.HELD);
    assertThat(verdicts(report, "change")).containsExactly(Verdict.HELD);
    assertThat(verdicts(report, "payments")).containsExactly(Verdict.HELD);
    assertThat(verdicts(report, "fee")).containsExactly(Verdict.HELD);
    assertThat(report.refusalToApprove(treasury.view(id))).isEmpty();
    assertThat(report.refusalToSign(treasury.view(id)).orElseThrow())
        .contains("is proposed and is not signed")
        .endsWith("the coins are safe.");
    ByteString _ = treasury.approve(1, id);
    assertThat(review(id, knowing(coin(id), 40_000)).refusalToSign(treasury.view(id))).isEmpty();
  }

  @Test
  void review_namesNewAddressesAndUnknownCoins() {
    ByteString id = treasury.propose(0, COIN, 2);
    ReviewReport report =
        review(id, new Knowledge(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(verdicts(report, "payments")).containsExactly(Verdict.WARN);
    assertThat(verdicts(report, "coins")).containsExactly(Verdict.WARN);
    assertThat(report.isBroken()).isFalse();
  }

  @Test
  void review_ofACoinWithAnotherAmount_isBroken() {
    ByteString id = treasury.propose(0, COIN, 1);
    TxOut other = new TxOut(coin(id).value() + 1, coin(id).script());
    ReviewReport report = review(id, knowing(other, 40_000));
    assertThat(verdicts(report, "coins")).containsExactly(Verdict.BROKEN);
    assertThat(report.refusalToApprove(treasury.view(id))).isPresent();
  }

  @Test
  void review_ofAnAbsurdFee_isBroken() {
    ByteString id = treasury.propose(0, 50_000, 1);
    assertThat(verdicts(review(id, knowing(coin(id), 1_000)), "fee"))
        .containsExactly(Verdict.BROKEN);
    assertThat(verdicts(review(id, knowing(coin(id), 10_000)), "fee"))
        .containsExactly(Verdict.WARN);
    ByteString large = treasury.propose(0, COIN, 1);
    assertThat(verdicts(review(large, knowing(coin(large), 1_000)), "fee"))
        .containsExactly(Verdict.WARN);
  }

  @Test
  void review_ofReservedCoins_isBroken() {
    OutPoint coin = treasury.fund(COIN);
    ByteString first = treasury.say(0, treasury.proposal(treasury.payment(coin, 1_000, 1)));
    ByteString second = treasury.say(1, treasury.proposal(treasury.payment(coin, 1_500, 1)));
    assertThat(verdicts(review(second, knowing(coin(second), 40_000)), "coins"))
        .containsExactly(Verdict.BROKEN);
    assertThat(verdicts(review(first, knowing(coin(first), 40_000)), "coins"))
        .containsExactly(Verdict.HELD);
  }

  @Test
  void review_ofAnOpenHashType_isBroken() {
    Psbt psbt = treasury.payment(treasury.fund(COIN), 1_000, 1);
    psbt.inputs().getFirst().setSighashType(SigHash.NONE);
    ByteString id = treasury.say(0, treasury.proposal(psbt));
    assertThat(verdicts(review(id, knowing(coin(id), 40_000)), "signatures"))
        .containsExactly(Verdict.BROKEN);
  }

  @Test
  void review_tellsWhatChangedSinceTheLastLook() {
    ByteString id = treasury.propose(0, COIN, 1);
    Set<ByteString> seen = Set.of(id);
    ByteString _ = treasury.approve(1, id);
    ByteString _ =
        treasury.say(
            0, new EventBody.PolicyProposed(treasury.events.charterId(), Policy.quorum(2, 1), ""));
    ReviewReport report =
        review(id, new Knowledge(Optional.of(coin(id)), Optional.empty(), Optional.of(seen)));
    assertThat(report.changes()).hasSize(2);
    assertThat(report.changes().getFirst()).endsWith("Seat 1: approved");
    assertThat(report.changes().getLast()).isEqualTo("The policy has changed since.");
  }
}

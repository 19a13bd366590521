package org.quantumcoin.wallet.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.treasury.TestTreasury.COIN;
import static org.quantumcoin.wallet.treasury.TestTreasury.START;
import static org.quantumcoin.wallet.treasury.TestTreasury.payee;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;

final class PolicyReportTest {
  private static final long FEE = 10_000;
  private static final List<QuorumTier> ONE = List.of(new QuorumTier(0, 1));

  private static Policy limits(long payment, long day, long month) {
    return new Policy(payment, day, month, false, 0, List.of(), ONE, Optional.empty(), 1);
  }

  private static Verdict verdict(TestTreasury treasury, ByteString id, String topic) {
    return verdict(treasury, treasury.state(), id, topic, true);
  }

  private static Verdict verdict(
      TestTreasury treasury, TreasuryState state, ByteString id, String topic, boolean online) {
    ProposalView view = state.find(id).orElseThrow();
    return PolicyReport.of(state, view, treasury.reviewer(4, online)).findings().stream()
        .filter(each -> each.topic().equals(topic))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void paymentLimit_isTheLastSatoshi_feeIncluded() {
    TestTreasury treasury = TestTreasury.of(limits(COIN, 0, 0));
    ByteString good = treasury.propose(0, COIN - FEE, 1);
    ByteString bad = treasury.propose(0, COIN - FEE + 1, 1);
    assertThat(verdict(treasury, good, "limit per payment")).isEqualTo(Verdict.HELD);
    assertThat(verdict(treasury, bad, "limit per payment")).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void dayLimit_rolls_andTheEarlierPaymentUsesItUp() {
    TestTreasury treasury = TestTreasury.of(limits(0, 2 * COIN, 3 * COIN));
    ByteString first = treasury.propose(0, COIN - FEE, 1);
    ByteString _ = treasury.approve(1, first);
    long approved = treasury.now;
    ByteString second = treasury.propose(0, COIN - FEE, 1);
    assertThat(verdict(treasury, second, "limit per day")).isEqualTo(Verdict.HELD);
    ByteString third = treasury.propose(0, COIN - FEE + 1, 1);
    assertThat(verdict(treasury, third, "limit per day")).isEqualTo(Verdict.BROKEN);
    ByteString _ = treasury.approve(1, second);
    ByteString _ = treasury.approve(1, third);
    assertThat(verdict(treasury, first, "limit per day")).isEqualTo(Verdict.HELD);
    assertThat(verdict(treasury, second, "limit per day")).isEqualTo(Verdict.HELD);
    assertThat(verdict(treasury, third, "limit per day")).isEqualTo(Verdict.BROKEN);
    ByteString _ = treasury.say(0, new EventBody.Withdrawn(second, ""));
    treasury.now = approved + 24 * 3_600 - 1;
    assertThat(verdict(treasury, third, "limit per day")).isEqualTo(Verdict.BROKEN);
    treasury.now++;
    assertThat(verdict(treasury, third, "limit per day")).isEqualTo(Verdict.HELD);
    assertThat(verdict(treasury, third, "limit per month")).isEqualTo(Verdict.HELD);
  }

  @Test
  void allowList_letsNewAddressesCool() {
    Policy first =
        new Policy(
            0,
            0,
            0,
            true,
            24,
            List.of(new AllowedAddress(payee(1), "Landlord")),
            ONE,
            Optional.empty(),
            1);
    TestTreasury treasury = TestTreasury.of(first);
    ByteString known = treasury.propose(0, COIN, 1);
    ByteString unknown = treasury.propose(0, COIN, 2);
    treasury.now = START + 24 * 3_600 - 1;
    assertThat(verdict(treasury, known, "allow-list")).isEqualTo(Verdict.BROKEN);
    treasury.now = START + 24 * 3_600;
    assertThat(verdict(treasury, known, "allow-list")).isEqualTo(Verdict.HELD);
    assertThat(verdict(treasury, unknown, "allow-list")).isEqualTo(Verdict.BROKEN);
    Policy second =
        new Policy(
            0,
            0,
            0,
            true,
            24,
            List.of(
                new AllowedAddress(payee(1), "Landlord"), new AllowedAddress(payee(2), "Baker")),
            ONE,
            Optional.empty(),
            1);
    ByteString _ =
        treasury.say(0, new EventBody.PolicyProposed(treasury.events.charterId(), second, ""));
    long since = treasury.now;
    ByteString fresh = treasury.propose(0, COIN, 2);
    assertThat(verdict(treasury, fresh, "allow-list")).isEqualTo(Verdict.BROKEN);
    treasury.now = since + 24 * 3_600;
    assertThat(verdict(treasury, fresh, "allow-list")).isEqualTo(Verdict.HELD);
    assertThat(treasury.state().policies().allowed(payee(1)).orElseThrow().since())
        .isEqualTo(START);
  }

  /// Both could be sent once the first is taken back, or was left to expire.
  @Test
  void dayLimit_countsWhatWasSignedAndThenStopped() {
    for (String how : List.of("withdrawn", "rejected", "replaced", "expired")) {
      TestTreasury treasury = TestTreasury.of(limits(0, COIN, 0));
      OutPoint coin = treasury.fund(10 * COIN);
      ByteString first = treasury.say(0, treasury.proposal(treasury.payment(coin, COIN - FEE, 1)));
      ByteString _ = treasury.approve(1, first);
      ByteString _ = treasury.sign(2, first);
      switch (how) {
        case "withdrawn" -> {
          ByteString _ = treasury.say(0, new EventBody.Withdrawn(first, ""));
        }
        case "rejected" -> {
          ByteString _ = treasury.say(1, new EventBody.Rejected(first, "Changed my mind."));
        }
        case "expired" -> treasury.now += 200_000;
        default -> {
          ByteString _ =
              treasury.say(
                  0,
                  new EventBody.Proposed(
                      ByteString.of(treasury.payment(treasury.fund(COIN), 1_000, 1).encode()),
                      "",
                      treasury.now + 100,
                      false,
                      Optional.of(first)));
        }
      }
      assertThat(treasury.view(first).state().word()).isEqualTo(how);
      ByteString second = treasury.propose(0, COIN - FEE, 1);
      assertThat(verdict(treasury, second, "limit per day")).as(how).isEqualTo(Verdict.BROKEN);
      treasury.now += 40 * 86_400;
      assertThat(verdict(treasury, second, "limit per day")).as(how).isEqualTo(Verdict.BROKEN);
      ByteString same =
          treasury.say(0, treasury.proposal(treasury.payment(coin, COIN - FEE - 1, 1)));
      assertThat(verdict(treasury, same, "limit per day")).as(how).isEqualTo(Verdict.HELD);
    }
  }

  @Test
  void dayLimit_doesNotCountASignatureThatNobodyAskedFor() {
    TestTreasury treasury = TestTreasury.of(limits(0, COIN, 0));
    ByteString unwanted = treasury.propose(0, COIN - FEE, 1);
    ByteString _ = treasury.sign(0, unwanted);
    ByteString good = treasury.propose(1, COIN - FEE, 1);
    assertThat(verdict(treasury, good, "limit per day")).isEqualTo(Verdict.HELD);
    ByteString _ = treasury.sign(4, unwanted);
    assertThat(verdict(treasury, good, "limit per day")).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void dayLimit_countsFromTheBlock_whateverTheApproversSay() {
    TestTreasury treasury = TestTreasury.of(limits(0, COIN, 0));
    treasury.now = START + 50 * 3_600;
    ByteString first =
        treasury.sayBackdated(
            0, START, treasury.proposal(treasury.payment(treasury.fund(10 * COIN), COIN - FEE, 1)));
    ByteString _ = treasury.sayBackdated(1, START, new EventBody.Approved(first));
    ByteString second = treasury.propose(2, COIN - FEE, 1);
    assertThat(treasury.view(first).approvedAt()).hasValue(START);
    ByteString _ = treasury.sign(0, first);
    assertThat(verdict(treasury, second, "limit per day")).isEqualTo(Verdict.BROKEN);
    Transaction tx = treasury.view(first).content().tx();
    long block = treasury.now;
    treasury.now = block + 24 * 3_600 - 1;
    TreasuryState before = treasury.state(TestTreasury.chainAt(block, 1, tx));
    assertThat(verdict(treasury, before, second, "limit per day", true)).isEqualTo(Verdict.BROKEN);
    treasury.now++;
    TreasuryState after = treasury.state(TestTreasury.chainAt(block, 1, tx));
    assertThat(verdict(treasury, after, second, "limit per day", true)).isEqualTo(Verdict.HELD);
  }

  @Test
  void dayLimit_ofASeatWithoutANetwork_countsFromWhenItHeardOfTheApprovals() {
    TestTreasury treasury = TestTreasury.of(limits(0, COIN, 0));
    treasury.now = START + 50 * 3_600;
    ByteString first = treasury.propose(0, COIN - FEE, 1);
    ByteString _ = treasury.sayBackdated(1, START, new EventBody.Approved(first));
    long heard = treasury.now;
    ByteString _ = treasury.sign(0, first);
    ByteString second = treasury.propose(2, COIN - FEE, 1);
    treasury.now = heard + 24 * 3_600 - 1;
    assertThat(verdict(treasury, treasury.state(), second, "limit per day", false))
        .isEqualTo(Verdict.BROKEN);
    treasury.now++;
    assertThat(verdict(treasury, treasury.state(), second, "limit per day", false))
        .isEqualTo(Verdict.HELD);
  }

  private static Policy allowing(int coolingHours, int payee) {
    return new Policy(
        0,
        0,
        0,
        true,
        coolingHours,
        List.of(new AllowedAddress(payee(payee), "Somebody")),
        ONE,
        Optional.empty(),
        1);
  }

  @Test
  void cooling_isNotShortenedByTheChangeThatUsesIt() {
    TestTreasury treasury = TestTreasury.of(allowing(24, 1));
    ByteString shorter =
        treasury.say(
            0, new EventBody.PolicyProposed(treasury.events.charterId(), allowing(0, 1), ""));
    treasury.now += 3_600;
    ByteString _ = treasury.say(0, new EventBody.PolicyProposed(shorter, allowing(0, 2), ""));
    long since = treasury.now;
    ByteString id = treasury.propose(0, COIN, 2);
    treasury.now = since + 24 * 3_600 - 1;
    assertThat(verdict(treasury, id, "allow-list")).isEqualTo(Verdict.BROKEN);
    treasury.now = since + 24 * 3_600;
    assertThat(verdict(treasury, id, "allow-list")).isEqualTo(Verdict.HELD);
  }

  @Test
  void cooling_beginsWhenTheSeatHearsOfIt_whateverTheAdministratorSays() {
    TestTreasury treasury = TestTreasury.of(allowing(24, 1));
    treasury.now = START + 50 * 3_600;
    ByteString _ =
        treasury.sayBackdated(
            0,
            START,
            new EventBody.PolicyProposed(treasury.events.charterId(), allowing(24, 2), ""));
    long heard = treasury.now;
    ByteString id = treasury.propose(0, COIN, 2);
    treasury.now = heard + 24 * 3_600 - 1;
    assertThat(verdict(treasury, id, "allow-list")).isEqualTo(Verdict.BROKEN);
    treasury.now++;
    assertThat(verdict(treasury, id, "allow-list")).isEqualTo(Verdict.HELD);
  }

  @Test
  void policyInForce_staysWhenAnApproverThinksAgain() {
    TestTreasury treasury = TestTreasury.of(Policy.quorum(1, 2));
    ByteString change =
        treasury.say(
            0, new EventBody.PolicyProposed(treasury.events.charterId(), Policy.quorum(3, 2), ""));
    ByteString _ = treasury.say(1, new EventBody.PolicyApproved(change));
    ByteString _ = treasury.say(1, new EventBody.PolicyRejected(change, "No."));
    ByteString _ = treasury.say(2, new EventBody.PolicyRejected(change, "No."));
    assertThat(treasury.state().policies().currentId()).isEqualTo(change);
  }

  @Test
  void window_hasItsEdgesInItsOwnZone() {
    // 2027-01-15 was a Friday.
    TimeWindow window = new TimeWindow(Set.of(DayOfWeek.FRIDAY), 9 * 60, 17 * 60, 60);
    long nine = 1_800_000_000L - 1_800_000_000L % 86_400 + 8 * 3_600;
    assertThat(window.contains(nine - 1)).isFalse();
    assertThat(window.contains(nine)).isTrue();
    assertThat(window.contains(nine + 8 * 3_600 - 1)).isTrue();
    assertThat(window.contains(nine + 8 * 3_600)).isFalse();
    assertThat(window.contains(nine + 86_400)).isFalse();
    assertThat(window.contains(nine + 7 * 86_400)).isTrue();
    assertThat(window.text()).isEqualTo("FRIDAY 09:00 to 17:00 (UTC+01:00)");
    assertThatThrownBy(() -> new TimeWindow(Set.of(), 0, 1, 0))
        .isInstanceOf(TreasuryException.class);
  }

  @Test
  void tiers_goUpWithTheAmount() {
    List<QuorumTier> tiers = List.of(new QuorumTier(0, 1), new QuorumTier(COIN, 3));
    Policy policy = new Policy(0, 0, 0, false, 0, List.of(), tiers, Optional.empty(), 1);
    assertThat(policy.approvalsFor(COIN - 1)).isEqualTo(1);
    assertThat(policy.approvalsFor(COIN)).isEqualTo(3);
    TestTreasury treasury = TestTreasury.of(policy);
    ByteString small = treasury.propose(0, COIN - FEE - 1, 1);
    ByteString large = treasury.propose(0, COIN - FEE, 1);
    ByteString _ = treasury.approve(1, small);
    ByteString _ = treasury.approve(1, large);
    assertThat(treasury.view(small).state()).isEqualTo(ProposalState.APPROVED);
    assertThat(treasury.view(large).because()).isEqualTo("1 of 3 have approved it.");
    List<QuorumTier> falling = List.of(new QuorumTier(0, 2), new QuorumTier(COIN, 1));
    assertThatThrownBy(() -> new Policy(0, 0, 0, false, 0, List.of(), falling, Optional.empty(), 1))
        .hasMessage("Quorums must go up with the amount.");
  }

  @Test
  void policy_isReadAsItWasWritten() {
    Policy policy =
        new Policy(
            1,
            2,
            3,
            true,
            4,
            List.of(new AllowedAddress(payee(1), "Bäcker")),
            List.of(new QuorumTier(0, 1), new QuorumTier(9, 2)),
            Optional.of(new TimeWindow(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), 1, 2, -60)),
            2);
    assertThat(Policy.read(new ByteReader(policy.encode().toBytes()))).isEqualTo(policy);
  }
}

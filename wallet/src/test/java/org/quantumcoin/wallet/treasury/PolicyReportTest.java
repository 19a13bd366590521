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

final class PolicyReportTest {
  private static final long FEE = 10_000;
  private static final List<QuorumTier> ONE = List.of(new QuorumTier(0, 1));

  private static Policy limits(long payment, long day, long month) {
    return new Policy(payment, day, month, false, 0, List.of(), ONE, Optional.empty(), 1);
  }

  private static Verdict verdict(TestTreasury treasury, ByteString id, String topic) {
    return PolicyReport.of(treasury.state(), treasury.view(id)).findings().stream()
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
    assertThat(treasury.state().policies().allowedSince(payee(1))).hasValue(START);
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

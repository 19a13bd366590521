package org.quantumcoin.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;
import org.quantumcoin.node.api.PeerAccess.Traffic;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.node.api.TxRelay.MempoolStatus;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.NodeView;
import org.quantumcoin.ui.live.Vitals.Health;
import org.quantumcoin.ui.overview.Need.Remedy;
import org.quantumcoin.ui.overview.Need.Weight;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.view.WalletSummary;

class DiagnosisTest {
  private static final long NOW = 1_800_000_000L;
  private static final long GIB = 1L << 30;
  private static final Health WELL =
      new Health(true, OptionalLong.of(2), 0, OptionalLong.of(500 * GIB), OptionalLong.of(GIB / 2));

  private final Diagnosis diagnosis = new Diagnosis(false);

  @BeforeAll
  static void english() {
    Messages.use(Locale.ENGLISH);
  }

  private static NodeView view(long tipAge) {
    ChainStatus chain =
        new ChainStatus(
            SyncPhase.SYNCED, 9, BlockHash.ZERO, NOW - tipAge, 9, NOW, 9, 0, 1, false, 9, 9, 9, 0);
    return new NodeView(
        chain,
        List.of(),
        new MempoolStatus(0, 0, 0, 0, 1000),
        new MinerStatus(0, false, 2, 0, 1, 0),
        List.of(),
        new Traffic(0, 0),
        0);
  }

  private List<Need> needs(Health health) {
    return diagnosis.of(view(60), health, Optional.empty(), NOW, 0, false);
  }

  private static Health disk(long free, long perDay) {
    return new Health(
        true, OptionalLong.empty(), 0, OptionalLong.of(free), OptionalLong.of(perDay));
  }

  private static Health clock(long offset) {
    return new Health(
        true, OptionalLong.of(offset), 0, OptionalLong.of(500 * GIB), OptionalLong.empty());
  }

  @Test
  void aHealthyNode_needsNobody() {
    assertThat(needs(WELL)).isEmpty();
  }

  @Test
  void aClock_isSpokenOf_beyondTenMinutes_eitherWay() {
    assertThat(needs(clock(600))).isEmpty();
    assertThat(needs(clock(601)).getFirst().sentence()).contains("10 minutes behind");
    assertThat(needs(clock(-601)).getFirst().sentence()).contains("10 minutes ahead");
  }

  @Test
  void aDisk_isSpokenOf_whenAMonthIsLeft_andIsDangerWhenLittleIs() {
    assertThat(needs(disk(30 * GIB, GIB))).isEmpty();
    Need soon = needs(disk(29 * GIB, GIB)).getFirst();
    assertThat(soon.weight()).isEqualTo(Weight.WARNING);
    assertThat(soon.sentence()).contains("29 days");
    assertThat(soon.remedy()).isEqualTo(new Remedy.Go(Place.STORAGE));
    assertThat(needs(disk(5 * GIB - 1, 0)).getFirst().weight()).isEqualTo(Weight.DANGER);
  }

  @Test
  void aTip_isStale_afterNinetyMinutes_butNotOnATestNetwork() {
    assertThat(diagnosis.of(view(5_400), WELL, Optional.empty(), NOW, 0, false)).isEmpty();
    assertThat(diagnosis.of(view(5_401), WELL, Optional.empty(), NOW, 0, false)).hasSize(1);
    assertThat(new Diagnosis(true).of(view(5_401), WELL, Optional.empty(), NOW, 0, false))
        .isEmpty();
  }

  @Test
  void networking_switchedOff_isTheGravest_andItsButtonSwitchesItOn() {
    Health off =
        new Health(false, OptionalLong.empty(), 0, OptionalLong.empty(), OptionalLong.empty());
    List<Need> needs = diagnosis.of(view(9_999), off, Optional.empty(), NOW, 999, false);
    assertThat(needs).hasSize(2);
    assertThat(needs.getFirst().weight()).isEqualTo(Weight.DANGER);
    assertThat(needs.getFirst().remedy()).isEqualTo(new Remedy.NetworkOn());
  }

  @Test
  void aNodeThatNobodyReaches_isSpokenOf_afterHours() {
    assertThat(needs(unreached(21_599))).isEmpty();
    assertThat(needs(unreached(21_600)).getFirst().weight()).isEqualTo(Weight.WAITING);
  }

  private static Health unreached(long seconds) {
    return new Health(
        true, OptionalLong.empty(), seconds, OptionalLong.empty(), OptionalLong.empty());
  }

  @Test
  void aNodeWithoutPeers_isSpokenOf_afterAMinute() {
    assertThat(diagnosis.of(view(60), WELL, Optional.empty(), NOW, 59, false)).isEmpty();
    assertThat(diagnosis.of(view(60), WELL, Optional.empty(), NOW, 60, false)).hasSize(1);
  }

  @Test
  void aWalletWithMoney_wantsAPassphrase() {
    assertThat(diagnosis.of(view(60), WELL, Optional.of(wallet(0)), NOW, 0, false)).isEmpty();
    Need need = diagnosis.of(view(60), WELL, Optional.of(wallet(1)), NOW, 0, false).getFirst();
    assertThat(need.sentence()).contains("savings").contains("no passphrase");
  }

  @Test
  void aProposalThatWaits_isSpokenOf_andLeadsToApprovals() {
    Need need = diagnosis.of(view(60), WELL, Optional.of(wallet(0, 2)), NOW, 0, false).getFirst();
    assertThat(need.sentence()).startsWith("2 payments");
    assertThat(need.remedy()).isEqualTo(new Remedy.Go(Place.APPROVALS));
  }

  @Test
  void aBackupThatWasNeverTried_isSpokenOf_onceThereIsMoney() {
    assertThat(diagnosis.of(view(60), WELL, Optional.of(wallet(0)), NOW, 0, true)).isEmpty();
    assertThat(diagnosis.of(view(60), WELL, Optional.of(wallet(1)), NOW, 0, true))
        .extracting(Need::remedy)
        .contains(new Remedy.Go(Place.BACKUPS));
  }

  private static WalletSummary wallet(long immature) {
    return wallet(immature, 0);
  }

  private static WalletSummary wallet(long immature, int waiting) {
    return new WalletSummary(
        "savings",
        1,
        0,
        0,
        immature,
        0,
        1,
        WalletSummary.Guard.NONE,
        OptionalLong.empty(),
        false,
        false,
        false,
        Optional.empty(),
        waiting,
        9,
        Optional.empty());
  }
}

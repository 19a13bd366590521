package org.quantumcoin.ui.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.wallet.shared.ProposalLine;
import org.quantumcoin.wallet.treasury.Duty;
import org.quantumcoin.wallet.treasury.ProposalState;

/// What a proposal lacks is said by name; nothing that is on its way is called an error.
class ProposalWordsTest {
  private static final ProposalLine.Missing LENA = new ProposalLine.Missing("Lena", false, true);
  private static final ProposalLine.Missing MAX = new ProposalLine.Missing("Max", true, false);

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private static ProposalLine line(
      ProposalState state,
      Duty duty,
      int approvals,
      int signatures,
      List<ProposalLine.Missing> missing) {
    return new ProposalLine(
        "ab".repeat(32),
        state,
        duty,
        "Ana",
        false,
        1,
        2,
        "",
        List.of(new ProposalLine.Payee("Landlord", Optional.empty(), 5)),
        6,
        1,
        approvals,
        2,
        signatures,
        3,
        missing,
        state == ProposalState.REJECTED
            ? Optional.of(new ProposalLine.Rejection("Max", "Too much"))
            : Optional.empty());
  }

  @Test
  void standing_whenSignaturesAreMissing_namesWhoseTheyAre() {
    assertThat(ProposalWords.standing(line(ProposalState.SIGNED, Duty.NONE, 2, 2, List.of(LENA))))
        .isEqualTo("Signed 2 of 3. Still missing: Lena, token");
    assertThat(
            ProposalWords.standing(line(ProposalState.SIGNED, Duty.SIGN, 2, 2, List.of(LENA, MAX))))
        .isEqualTo("Signed 2 of 3. Still missing: 1 of Lena, token, Max (you)");
    assertThat(ProposalWords.standing(line(ProposalState.SIGNED, Duty.SEND, 2, 3, List.of())))
        .isEqualTo("All 3 signatures are here. It can be sent.");
  }

  @Test
  void standing_whenRejected_saysByWhomAndWhy() {
    assertThat(ProposalWords.standing(line(ProposalState.REJECTED, Duty.NONE, 0, 0, List.of())))
        .isEqualTo("Rejected by Max: Too much");
  }

  @Test
  void show_openHasWhatMayStillBePaid_andFinishedTheRest() {
    ProposalLine live = line(ProposalState.PROPOSED, Duty.NONE, 1, 0, List.of(MAX));
    ProposalLine over = line(ProposalState.CONFIRMED, Duty.NONE, 2, 3, List.of());
    assertThat(ApprovalsViewModel.Show.OPEN.shows(live)).isTrue();
    assertThat(ApprovalsViewModel.Show.OPEN.shows(over)).isFalse();
    assertThat(ApprovalsViewModel.Show.OVER.shows(over)).isTrue();
    assertThat(ApprovalsViewModel.Show.WAITING.shows(live)).isFalse();
  }
}

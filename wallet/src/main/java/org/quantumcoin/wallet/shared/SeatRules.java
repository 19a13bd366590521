package org.quantumcoin.wallet.shared;

import java.util.Optional;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.treasury.EventBody;
import org.quantumcoin.wallet.treasury.ProposalState;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.ReviewReport;

/// What a seat may do with a proposal as it stands; for what it may not, the sentence that says
/// why. Within the wallet's lock.
final class SeatRules {
  private final Treasury treasury;
  private final ProposalView view;

  SeatRules(Treasury treasury, ProposalView view) {
    this.treasury = treasury;
    this.view = view;
  }

  private Optional<String> role(EventBody body) {
    return treasury
        .events()
        .refusal(treasury.seat(), body)
        .map(why -> why + " Nothing was changed; the coins are safe.");
  }

  private String own() {
    return treasury.own().name();
  }

  Optional<String> toApprove(ReviewReport report) {
    return role(new EventBody.Approved(view.id()))
        .or(() ->
            when(
                view.proposer() == treasury.seat(),
                "The seat %s proposed this payment; its own approval would not count. Nothing was changed."
                    .formatted(own())))
        .or(() ->
            when(
                view.votes().stream()
                    .anyMatch(vote -> vote.seat() == treasury.seat() && vote.approves()),
                "The seat %s has approved the proposal already. Nothing was changed."
                    .formatted(own())))
        .or(() -> report.refusalToApprove(view));
  }

  Optional<String> toReject() {
    return role(new EventBody.Rejected(view.id(), "")).or(this::over);
  }

  Optional<String> toWithdraw() {
    return toChange(new EventBody.Withdrawn(view.id(), ""));
  }

  Optional<String> toSubmit() {
    return toChange(new EventBody.Submitted(view.id()));
  }

  /// Of one's own proposal.
  private Optional<String> toChange(EventBody body) {
    return role(body)
        .or(() ->
            when(
                view.proposer() != treasury.seat(),
                "The proposal is that of the seat %s, who alone can do this (%s). Nothing was changed."
                    .formatted(
                        treasury.charter().seats().get(view.proposer()).name(), body.word())))
        .or(this::over);
  }

  private Optional<String> over() {
    return when(
        !view.state().isLive() && view.state() != ProposalState.REJECTED,
        "The proposal is %s; there is nothing to decide any more. %s Nothing was changed."
            .formatted(view.state().word(), view.because()));
  }

  Optional<String> toSign(ReviewReport report) {
    return role(new EventBody.Signed(view.id(), ByteString.EMPTY))
        .or(() ->
            when(
                view.signers().contains(treasury.seat()),
                "The seat %s has signed the proposal already. Nothing was changed."
                    .formatted(own())))
        .or(() -> report.refusalToSign(view));
  }

  Optional<String> toSend() {
    boolean ready =
        (view.state() == ProposalState.SIGNED || view.state() == ProposalState.BROADCAST)
            && view.isFullySigned();
    return role(new EventBody.Broadcast(view.id(), new Txid(Hash256.ZERO)))
        .or(() ->
            when(
                !ready,
                "The proposal is %s and cannot be sent. %s Nothing was paid; the coins are safe."
                    .formatted(view.state().word(), view.because())));
  }

  private static Optional<String> when(boolean refused, String sentence) {
    return refused ? Optional.of(sentence) : Optional.empty();
  }
}

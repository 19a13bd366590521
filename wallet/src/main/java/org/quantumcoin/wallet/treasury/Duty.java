package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.List;

/// What a proposal waits for from a seat.
public enum Duty {
  NONE,
  /// Its own draft is not a proposal yet.
  SUBMIT,
  APPROVE,
  SIGN,
  /// It has all its signatures.
  SEND;

  /// That of the seat with this place in the charter.
  public static Duty of(Charter charter, ProposalView view, int seat) {
    Seat own = charter.seats().get(seat);
    return switch (view.state()) {
      case DRAFT -> view.proposer() == seat ? SUBMIT : NONE;
      case PROPOSED -> mayStillApprove(own, view, seat) ? APPROVE : NONE;
      case APPROVED, SIGNED -> {
        if (view.isFullySigned()) {
          yield own.may(Role.SIGNER) || own.may(Role.PROPOSER) ? SEND : NONE;
        }
        yield own.may(Role.SIGNER) && !view.signers().contains(seat) ? SIGN : NONE;
      }
      case REJECTED, BROADCAST, CONFIRMED, EXPIRED, REPLACED, WITHDRAWN, INVALIDATED -> NONE;
    };
  }

  /// How many proposals wait for a seat; its own drafts are its own affair.
  public static int count(TreasuryState state, int seat) {
    return (int)
        state.proposals().stream()
            .map(view -> of(state.charter(), view, seat))
            .filter(duty -> duty != NONE && duty != SUBMIT)
            .count();
  }

  /// Seats that could give what the proposal still lacks.
  public static List<Integer> missing(Charter charter, ProposalView view) {
    List<Integer> missing = new ArrayList<>();
    for (int seat = 0; seat < charter.seats().size(); seat++) {
      Duty duty = of(charter, view, seat);
      if (duty == APPROVE || duty == SIGN) {
        missing.add(seat);
      }
    }
    return missing;
  }

  private static boolean mayStillApprove(Seat own, ProposalView view, int seat) {
    return own.may(Role.APPROVER)
        && view.proposer() != seat
        && view.votes().stream().noneMatch(vote -> vote.seat() == seat);
  }
}

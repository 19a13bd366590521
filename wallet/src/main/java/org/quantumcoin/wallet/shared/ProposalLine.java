package org.quantumcoin.wallet.shared;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.wallet.treasury.Duty;
import org.quantumcoin.wallet.treasury.ProposalState;

/// A proposal as a list shows it.
///
/// @param id in hexadecimal digits
/// @param duty what it waits for from this wallet's seat
/// @param proposer the seat's name
/// @param own whether this seat proposed it
/// @param time when it was proposed, in unix seconds
/// @param deadline unix seconds
/// @param payees whom it pays, in the order of its outputs
/// @param outgoingSats what leaves the treasury, the fee included
/// @param missing seats that could give the approvals or signatures that it lacks
/// @param rejection by whom it was rejected, if that is what stopped it
public record ProposalLine(
    String id,
    ProposalState state,
    Duty duty,
    String proposer,
    boolean own,
    long time,
    long deadline,
    String note,
    List<Payee> payees,
    long outgoingSats,
    long feeSats,
    int approvals,
    int neededApprovals,
    int signatures,
    int neededSignatures,
    List<Missing> missing,
    Optional<Rejection> rejection) {
  public ProposalLine {
    payees = List.copyOf(payees);
    missing = List.copyOf(missing);
  }

  /// Whether this seat is to do something about it.
  public boolean isWaiting() {
    return duty != Duty.NONE;
  }

  /// Who is paid.
  ///
  /// @param name by the treasury's policy or the address book; or empty
  /// @param address empty for scripts that have none
  public record Payee(String name, Optional<String> address, long sats) {}

  /// Who has not approved or signed yet.
  ///
  /// @param token whether the seat's key is on a token
  public record Missing(String seat, boolean own, boolean token) {}

  /// Who said no, and why.
  public record Rejection(String seat, String reason) {}
}

package org.quantumcoin.wallet.shared;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.treasury.Finding;
import org.quantumcoin.wallet.treasury.Role;
import org.quantumcoin.wallet.treasury.Vote;

/// A proposal in full, with what this wallet's seat finds about it by itself.
///
/// @param because a sentence about its state
/// @param changes sentences about what happened since the seat last looked at it
/// @param acts what the seat can do now
/// @param approvalRefusal why the seat must not approve, where its role would let it
/// @param signingRefusal why the seat must not sign, where it is its turn
/// @param ownToken whether the key of this wallet's seat is on a token
/// @param seats in the order of the charter
/// @param timeline what was said about it, the oldest first
/// @param txid once it was sent
public record ProposalDetails(
    ProposalLine line,
    String because,
    List<Finding> findings,
    List<String> changes,
    Set<Act> acts,
    Optional<String> approvalRefusal,
    Optional<String> signingRefusal,
    boolean ownToken,
    List<In> inputs,
    List<Out> outputs,
    List<SeatLine> seats,
    List<Happening> timeline,
    Optional<Txid> txid,
    int confirmations) {
  public ProposalDetails {
    findings = List.copyOf(findings);
    changes = List.copyOf(changes);
    acts = Set.copyOf(acts);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    seats = List.copyOf(seats);
    timeline = List.copyOf(timeline);
  }

  /// What a seat can do with a proposal.
  public enum Act {
    SUBMIT,
    APPROVE,
    REJECT,
    SIGN,
    SEND,
    WITHDRAW
  }

  /// A coin that it spends.
  public record In(String outpoint, Optional<String> address, long sats) {}

  /// What it makes.
  ///
  /// @param change proven to come back to the treasury
  public record Out(Optional<String> address, String name, long sats, boolean change) {}

  /// A seat and what it did about the proposal.
  ///
  /// @param own that of this wallet
  /// @param token whether its key is on a token
  /// @param proposer whether it made the proposal
  /// @param vote its last one
  /// @param signed whether its signature is here and counts
  /// @param signedAt when it said so, in unix seconds
  public record SeatLine(
      String name,
      Set<Role> roles,
      boolean own,
      boolean token,
      boolean proposer,
      Optional<Vote> vote,
      boolean signed,
      OptionalLong signedAt) {}

  /// What a seat said.
  ///
  /// @param time unix seconds
  /// @param text a note or a reason; or empty
  public record Happening(long time, String seat, Kind kind, String text) {
    /// What kind of thing it is.
    public enum Kind {
      DRAFTED,
      PROPOSED,
      SUBMITTED,
      APPROVED,
      REJECTED,
      WITHDRAWN,
      SIGNED,
      BROADCAST,
      REPLACED
    }
  }
}

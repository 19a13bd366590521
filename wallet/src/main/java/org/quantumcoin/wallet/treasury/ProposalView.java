package org.quantumcoin.wallet.treasury;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Txid;

/// A proposal as it stands.
///
/// @param proposer the seat
/// @param time when it was proposed, in unix seconds
/// @param votes by seat; the proposer's own approval is not among them
/// @param neededApprovals by the policy that is in force
/// @param approvedAt when the last approval that was needed was given
/// @param signers seats whose valid signatures are here
/// @param neededSignatures by the setup
/// @param txid once it is in the mempool or in a block, or is said to have been sent
/// @param confirmations of it or of what spent its coins otherwise; 0 until that is in a block
/// @param because a sentence about the state
/// @param confirmedAt the time of the block that it is in
/// @param unspent whether no block has spent any of its coins: whoever has its signatures can then
///   still send it, whatever its state says
/// @param warnings sentences about events that do not count, and why
public record ProposalView(
    ByteString id,
    int proposer,
    long time,
    EventBody.Proposed body,
    Content content,
    ProposalState state,
    List<Vote> votes,
    int neededApprovals,
    OptionalLong approvedAt,
    List<Integer> signers,
    int neededSignatures,
    Optional<Txid> txid,
    int confirmations,
    String because,
    OptionalLong confirmedAt,
    boolean unspent,
    List<String> warnings) {
  public ProposalView {
    votes = List.copyOf(votes);
    signers = List.copyOf(signers);
    warnings = List.copyOf(warnings);
  }

  public long approvals() {
    return votes.stream().filter(Vote::approves).count();
  }

  /// May it be finished and sent?
  public boolean isFullySigned() {
    return signers.size() >= neededSignatures;
  }
}

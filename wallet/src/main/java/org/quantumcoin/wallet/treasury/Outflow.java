package org.quantumcoin.wallet.treasury;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.treasury.EventSet.Counted;

/// What other payments take out of a treasury within some time, beside one that is looked at.
///
/// Whoever wants more out than a limit lets through will put false times on what he says, and will
/// take back what was signed already in order to send it all the same. So a payment in a block
/// counts from the time of that block. One that has signatures can be sent at any moment until a
/// block spends one of its coins: it counts until then, in whatever state it is and whenever it was
/// approved, if this seat can see whether its coins are spent. A seat without a network counts it
/// from when it heard of the approvals. What is approved and not signed counts by order alone: the
/// earlier uses the limit up. Of two payments that share a coin one at most can ever be paid.
final class Outflow {
  private final TreasuryState state;
  private final ProposalView proposal;
  private final Reviewer reviewer;

  /// By proposal and seat, when an approval was first heard, whatever the seat said later.
  private final Map<ByteString, Map<Integer, Long>> approvals = new HashMap<>();

  Outflow(TreasuryState state, ProposalView proposal, Reviewer reviewer) {
    this.state = state;
    this.proposal = proposal;
    this.reviewer = reviewer;
    for (Counted each : state.events().counted()) {
      if (each.event().body() instanceof EventBody.Approved(ByteString id)) {
        approvals
            .computeIfAbsent(id, _ -> new HashMap<>())
            .putIfAbsent(each.event().seat(), Math.max(each.time(), reviewer.heardAt(each.id())));
      }
    }
  }

  /// Those that take something out within so many seconds.
  List<ProposalView> within(long seconds) {
    long since = state.now() - seconds;
    return state.proposals().stream().filter(other -> counts(other, since)).toList();
  }

  /// Whether one of these was stopped, and still can be sent.
  boolean isStopped(ProposalView other) {
    return !other.state().isCommitted();
  }

  private boolean counts(ProposalView other, long since) {
    if (other.id().equals(proposal.id())
        || !Collections.disjoint(other.content().coins(), proposal.content().coins())) {
      return false;
    }
    OptionalLong confirmed = other.confirmedAt();
    if (confirmed.isPresent()) {
      return Math.max(confirmed.getAsLong(), other.approvedAt().orElse(0)) > since;
    }
    if (canBeSent(other)) {
      return seesCoins(other) || approvedAt(other) > since;
    }
    return other.state().isCommitted()
        && comesBefore(other)
        && other.approvedAt().orElse(other.time()) > since;
  }

  /// Signatures that nobody approved do not count unless they are enough, or this seat's own: else
  /// one seat could use the limit up for all by signing what no one wants.
  private boolean canBeSent(ProposalView other) {
    if (!other.unspent()) {
      return false;
    }
    boolean wasWanted =
        other.isFullySigned()
            || other.signers().contains(reviewer.seat())
            || approvers(other).size() >= other.neededApprovals();
    return other.state() == ProposalState.BROADCAST || (!other.signers().isEmpty() && wasWanted);
  }

  private boolean seesCoins(ProposalView other) {
    return other.content().coins().stream().allMatch(coin -> reviewer.coin(coin).isPresent());
  }

  private Map<Integer, Long> approvers(ProposalView other) {
    Map<Integer, Long> found = new HashMap<>(approvals.getOrDefault(other.id(), Map.of()));
    found.remove(other.proposer());
    return found;
  }

  private long approvedAt(ProposalView other) {
    List<Long> times = approvers(other).values().stream().sorted().toList();
    int needed = other.neededApprovals();
    return needed > 0 && needed <= times.size()
        ? times.get(needed - 1)
        : Math.max(other.time(), reviewer.heardAt(other.id()));
  }

  private boolean comesBefore(ProposalView other) {
    return proposal.approvedAt().isEmpty()
        || Comparator.<ProposalView>comparingLong(each -> each.approvedAt().orElse(each.time()))
                .thenComparing(ProposalView::id)
                .compare(other, proposal)
            < 0;
  }
}

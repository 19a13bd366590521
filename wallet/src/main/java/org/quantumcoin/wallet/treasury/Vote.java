package org.quantumcoin.wallet.treasury;

import java.util.List;
import org.quantumcoin.node.encoding.ByteString;

/// A seat's last word on a proposal.
///
/// @param id of the event that says it
/// @param reason empty for an approval
public record Vote(ByteString id, int seat, boolean approves, long time, String reason) {
  /// When as many had approved as needed, if they have, as far as this seat can tell: a vote counts
  /// from when it came here, since whoever gives it may put any time on it.
  static long lastNeeded(List<Vote> votes, int needed, long otherwise, Reviewer reviewer) {
    List<Long> times =
        votes.stream()
            .filter(Vote::approves)
            .map(vote -> Math.max(vote.time(), reviewer.heardAt(vote.id())))
            .sorted()
            .toList();
    return needed > 0 && times.size() >= needed ? times.get(needed - 1) : otherwise;
  }
}

package org.quantumcoin.wallet.treasury;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteString;

/// A proposal to change the policy, as it stands.
///
/// @param votes of administrators; who proposed it approves of it
/// @param since when it came into force, if it did
public record PolicyChange(
    ByteString id,
    int proposer,
    long time,
    EventBody.PolicyProposed body,
    State state,
    List<Vote> votes,
    int neededApprovals,
    OptionalLong since) {
  /// How far it has come.
  public enum State {
    PROPOSED,
    /// In force, or it was until the next one.
    ADOPTED,
    REJECTED,
    /// Another change of the same policy came first.
    SUPERSEDED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PolicyChange {
    votes = List.copyOf(votes);
  }
}

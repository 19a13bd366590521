package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.treasury.EventSet.Counted;

/// Which policy is in force, and how it came to be.
///
/// A change names the policy that it changes. Of several changes of one policy that were approved
/// the first holds; those of the others that want it too must propose it anew, having seen what
/// they then change.
public final class PolicyHistory {
  private Policy current;
  private ByteString currentId;
  private long since;
  private final Map<Script, Long> allowedSince = new HashMap<>();
  private final List<PolicyChange> changes = new ArrayList<>();

  private PolicyHistory(Charter charter, ByteString charterId) {
    current = charter.policy();
    currentId = charterId;
    since = charter.createdAt();
    current.allowed().forEach(each -> allowedSince.put(each.script(), since));
  }

  /// A change while it is being counted.
  private static final class Candidate {
    private final Counted proposed;
    private final EventBody.PolicyProposed body;
    private final Map<Integer, Vote> votes = new TreeMap<>();
    private final Map<Integer, Long> sequences = new HashMap<>();

    Candidate(Counted proposed, EventBody.PolicyProposed body) {
      this.proposed = proposed;
      this.body = body;
      votes.put(
          proposed.event().seat(), new Vote(proposed.event().seat(), true, proposed.time(), ""));
    }

    void vote(Counted by, boolean approves, String reason) {
      int seat = by.event().seat();
      if (sequences.getOrDefault(seat, -1L) < by.event().sequence()) {
        sequences.put(seat, by.event().sequence());
        votes.put(seat, new Vote(seat, approves, by.time(), reason));
      }
    }

    /// When as many had approved as needed, unless someone objected before.
    OptionalLong adoptedAt(int needed) {
      List<Long> times =
          votes.values().stream().filter(Vote::approves).map(Vote::time).sorted().toList();
      if (times.size() < needed) {
        return OptionalLong.empty();
      }
      long at = times.get(needed - 1);
      return rejectedBy(at) ? OptionalLong.empty() : OptionalLong.of(at);
    }

    boolean rejectedBy(long time) {
      return votes.values().stream().anyMatch(vote -> !vote.approves() && vote.time() <= time);
    }

    PolicyChange view(PolicyChange.State state, int needed, OptionalLong adopted) {
      return new PolicyChange(
          proposed.id(),
          proposed.event().seat(),
          proposed.time(),
          body,
          state,
          List.copyOf(votes.values()),
          needed,
          adopted);
    }
  }

  static PolicyHistory of(Charter charter, ByteString charterId, List<Counted> counted) {
    Map<ByteString, Candidate> candidates = new HashMap<>();
    for (Counted each : counted) {
      if (each.event().body() instanceof EventBody.PolicyProposed body) {
        candidates.put(each.id(), new Candidate(each, body));
      }
    }
    for (Counted each : counted) {
      switch (each.event().body()) {
        case EventBody.PolicyApproved(ByteString id) ->
            find(candidates, id).ifPresent(c -> c.vote(each, true, ""));
        case EventBody.PolicyRejected(ByteString id, String reason) ->
            find(candidates, id).ifPresent(c -> c.vote(each, false, reason));
        default -> {
          // Not about policies.
        }
      }
    }
    PolicyHistory history = new PolicyHistory(charter, charterId);
    history.follow(candidates.values());
    return history;
  }

  private static Optional<Candidate> find(Map<ByteString, Candidate> candidates, ByteString id) {
    return Optional.ofNullable(candidates.get(id));
  }

  private void follow(Collection<Candidate> candidates) {
    Set<ByteString> past = new HashSet<>();
    List<Candidate> open = new ArrayList<>(candidates);
    while (true) {
      past.add(currentId);
      int needed = current.adminApprovals();
      Optional<Candidate> next =
          open.stream()
              .filter(c -> c.body.base().equals(currentId) && c.adoptedAt(needed).isPresent())
              .min(
                  Comparator.<Candidate>comparingLong(c -> c.adoptedAt(needed).orElseThrow())
                      .thenComparing(c -> c.proposed.id()));
      if (next.isEmpty()) {
        break;
      }
      open.remove(next.get());
      adopt(next.get(), needed);
    }
    for (Candidate each : open) {
      PolicyChange.State state =
          each.rejectedBy(Long.MAX_VALUE)
              ? PolicyChange.State.REJECTED
              : past.contains(each.body.base()) && !each.body.base().equals(currentId)
                  ? PolicyChange.State.SUPERSEDED
                  : PolicyChange.State.PROPOSED;
      changes.add(each.view(state, current.adminApprovals(), OptionalLong.empty()));
    }
    changes.sort(Comparator.comparingLong(PolicyChange::time).thenComparing(PolicyChange::id));
  }

  private void adopt(Candidate next, int needed) {
    OptionalLong at = next.adoptedAt(needed);
    since = Math.max(since, at.orElseThrow());
    changes.add(next.view(PolicyChange.State.ADOPTED, needed, OptionalLong.of(since)));
    current = next.body.policy();
    currentId = next.proposed.id();
    Set<Script> allowed = new HashSet<>();
    current.allowed().forEach(each -> allowed.add(each.script()));
    allowedSince.keySet().retainAll(allowed);
    allowed.forEach(script -> allowedSince.putIfAbsent(script, since));
  }

  public Policy current() {
    return current;
  }

  /// The change that brought it; the charter's id for the first policy.
  public ByteString currentId() {
    return currentId;
  }

  /// In unix seconds.
  public long since() {
    return since;
  }

  /// Since when an address is allowed.
  public OptionalLong allowedSince(Script script) {
    Long time = allowedSince.get(script);
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }

  /// By time.
  public List<PolicyChange> changes() {
    return List.copyOf(changes);
  }
}

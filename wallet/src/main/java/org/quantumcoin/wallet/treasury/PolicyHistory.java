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
  private static final long SECONDS_PER_HOUR = 3_600;

  private Policy current;
  private ByteString currentId;
  private long since;
  private final Map<Script, Allowed> allowed = new HashMap<>();
  private final List<Cooling> earlier = new ArrayList<>();
  private final List<PolicyChange> changes = new ArrayList<>();

  private PolicyHistory(Charter charter, ByteString charterId) {
    current = charter.policy();
    currentId = charterId;
    since = charter.createdAt();
    Allowed first = new Allowed(since, current.coolingHours(), Optional.empty());
    current.allowed().forEach(each -> allowed.put(each.script(), first));
  }

  /// An address that may be paid.
  ///
  /// @param since unix seconds, by the clocks of those who allowed it
  /// @param coolingHours for which it waits: those that were asked for when it was allowed. A
  ///   policy that asked for more shortly before counts too; else one change could shorten the
  ///   time, and the next one use that at once
  /// @param change that brought it; empty for the charter
  public record Allowed(long since, int coolingHours, Optional<PolicyChange> change) {
    /// As far as a seat can tell, for whom nothing is allowed before it has heard of it.
    long heardSince(Reviewer reviewer) {
      return change
          .map(each ->
              Math.max(
                  since,
                  Vote.lastNeeded(each.votes(), each.neededApprovals(), each.time(), reviewer)))
          .orElse(since);
    }
  }

  /// A cooling period that was in force until a time.
  private record Cooling(int hours, long until) {
    boolean isFeltAt(long time) {
      return until + hours * SECONDS_PER_HOUR > time;
    }
  }

  /// A change while it is being counted.
  private static final class Candidate {
    private final Counted proposed;
    private final EventBody.PolicyProposed body;
    private final List<Vote> said = new ArrayList<>();
    private final Map<Integer, Vote> votes = new TreeMap<>();
    private final Map<Integer, Long> sequences = new HashMap<>();

    Candidate(Counted proposed, EventBody.PolicyProposed body) {
      this.proposed = proposed;
      this.body = body;
      int seat = proposed.event().seat();
      Vote own = new Vote(proposed.id(), seat, true, proposed.time(), "");
      said.add(own);
      votes.put(seat, own);
    }

    void vote(Counted by, boolean approves, String reason) {
      int seat = by.event().seat();
      Vote vote = new Vote(by.id(), seat, approves, by.time(), reason);
      if (sequences.getOrDefault(seat, -1L) < by.event().sequence()) {
        sequences.put(seat, by.event().sequence());
        votes.put(seat, vote);
        said.add(vote);
      }
    }

    /// The first moment at which as many approved as needed and nobody objected. What is said later
    /// does not take a policy out of force again: only another change does.
    OptionalLong adoptedAt(int needed) {
      Map<Integer, Vote> standing = new TreeMap<>();
      for (Vote vote : said) {
        standing.put(vote.seat(), vote);
        long approvals = standing.values().stream().filter(Vote::approves).count();
        if (approvals >= needed && approvals == standing.size()) {
          return OptionalLong.of(vote.time());
        }
      }
      return OptionalLong.empty();
    }

    boolean isRejected() {
      return votes.values().stream().anyMatch(vote -> !vote.approves());
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
          each.isRejected()
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
    PolicyChange change = next.view(PolicyChange.State.ADOPTED, needed, OptionalLong.of(since));
    changes.add(change);
    earlier.add(new Cooling(current.coolingHours(), since));
    current = next.body.policy();
    currentId = next.proposed.id();
    int hours =
        earlier.stream()
            .filter(each -> each.isFeltAt(since))
            .mapToInt(Cooling::hours)
            .reduce(current.coolingHours(), Math::max);
    Set<Script> scripts = new HashSet<>();
    current.allowed().forEach(each -> scripts.add(each.script()));
    allowed.keySet().retainAll(scripts);
    scripts.forEach(
        script -> allowed.putIfAbsent(script, new Allowed(since, hours, Optional.of(change))));
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

  /// Since when an address is allowed, and how long it waits.
  public Optional<Allowed> allowed(Script script) {
    return Optional.ofNullable(allowed.get(script));
  }

  /// By time.
  public List<PolicyChange> changes() {
    return List.copyOf(changes);
  }
}

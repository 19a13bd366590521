package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.Combiner;
import org.quantumcoin.wallet.treasury.EventSet.Counted;

/// How a treasury stands: a pure function of the events, the chain and the time.
public final class TreasuryState {
  /// Clocks of seats may be so far ahead of ours; what is further in the future does not count yet.
  public static final long MAX_CLOCK_AHEAD_SECONDS = 2 * 60 * 60;

  private final EventSet events;
  private final PolicyHistory policies;
  private final Map<ByteString, ProposalCount> counts = new LinkedHashMap<>();
  private final Map<ByteString, ProposalView> proposals = new LinkedHashMap<>();
  private final Map<OutPoint, ByteString> reserved = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final long now;

  private TreasuryState(EventSet events, ChainView chain, long now) {
    this.events = events;
    this.now = now;
    List<Counted> counted =
        events.counted().stream()
            .filter(each -> each.time() <= now + MAX_CLOCK_AHEAD_SECONDS)
            .toList();
    policies = PolicyHistory.of(events.charter(), events.charterId(), counted);
    counted.forEach(this::countProposal);
    counted.forEach(this::count);
    counts.values().forEach(this::replace);
    counts.forEach((id, count) -> {
      ProposalView view = count.view(policies.current(), chain, now);
      proposals.put(id, view);
      if (view.state().isLive()) {
        view.content().coins().forEach(coin -> reserved.putIfAbsent(coin, id));
      }
    });
    warn(counted.size());
  }

  /// The same for everyone who has the same events and sees the same chain.
  ///
  /// @param now unix seconds
  public static TreasuryState of(EventSet events, ChainView chain, long now) {
    return new TreasuryState(events, chain, now);
  }

  private void countProposal(Counted each) {
    if (each.event().body() instanceof EventBody.Proposed body) {
      events
          .proposal(each.id())
          .ifPresent(payment ->
              counts.put(each.id(), new ProposalCount(each, body, payment, events.charter())));
    }
  }

  private void count(Counted each) {
    switch (each.event().body()) {
      case EventBody.AboutProposal said ->
          Optional.ofNullable(counts.get(said.proposal()))
              .ifPresent(count -> count.count(each, said, events));
      case EventBody.Proposed _,
          EventBody.PolicyProposed _,
          EventBody.PolicyApproved _,
          EventBody.PolicyRejected _ -> {
        // Counted before, and by the history of policies.
      }
    }
  }

  /// A draft takes nothing's place before it is submitted.
  private void replace(ProposalCount by) {
    if (!by.isDraft()) {
      by.proposed()
          .replaces()
          .flatMap(id -> Optional.ofNullable(counts.get(id)))
          .ifPresent(count -> count.replacedBy(by.event()));
    }
  }

  private void warn(int counted) {
    for (EventSet.Fork fork : events.forks()) {
      warnings.add(
          "%s has shown different things to different seats: there are two events with the number %d. What this seat said from there on does not count. Speak with whoever holds it; the wallet may have been copied or restored."
              .formatted(events.charter().seats().get(fork.seat()).name(), fork.sequence()));
    }
    if (!events.missing().isEmpty()) {
      warnings.add(
          "%d events that others have seen are not here. Ask for a newer file."
              .formatted(events.missing().size()));
    }
    if (counted < events.counted().size()) {
      warnings.add(
          "%d events are from the future and do not count yet: a clock is wrong, here or there."
              .formatted(events.counted().size() - counted));
    }
  }

  public EventSet events() {
    return events;
  }

  public Charter charter() {
    return events.charter();
  }

  public long now() {
    return now;
  }

  public PolicyHistory policies() {
    return policies;
  }

  public Policy policy() {
    return policies.current();
  }

  /// By time.
  public List<ProposalView> proposals() {
    return List.copyOf(proposals.values());
  }

  public Optional<ProposalView> find(ByteString id) {
    return Optional.ofNullable(proposals.get(id));
  }

  /// Coins of proposals that may still be paid, and for which of them.
  public Map<OutPoint, ByteString> reserved() {
    return Map.copyOf(reserved);
  }

  /// What those who look after the treasury should know.
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /// A proposal's payment with all signatures that count.
  public Psbt combined(ByteString id) {
    ProposalCount count = counts.get(id);
    EventSet.Proposal payment = events.proposal(id).orElseThrow();
    List<Psbt> parts = new ArrayList<>(List.of(payment.psbt()));
    if (count != null) {
      parts.addAll(count.signed());
    }
    try {
      return Combiner.combine(parts);
    } catch (PsbtException e) {
      throw new IllegalStateException("signatures were taken into the proposal itself", e);
    }
  }
}

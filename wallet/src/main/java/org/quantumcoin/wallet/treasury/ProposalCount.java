package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.treasury.EventSet.Counted;
import org.quantumcoin.wallet.treasury.EventSet.SignatureResult;

/// One proposal while its events are being counted.
///
/// Votes count in any order: of each seat its last word. One rejection that stands stops a payment,
/// however many approve; payments can be proposed again, but not taken back.
final class ProposalCount {
  private final Counted proposed;
  private final EventBody.Proposed body;
  private final EventSet.Proposal payment;
  private final Charter charter;
  private final Map<Integer, Vote> votes = new TreeMap<>();
  private final Map<Integer, Long> sequences = new HashMap<>();
  private final Map<Integer, Psbt> signed = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean draft;
  private Optional<String> withdrawn = Optional.empty();
  private Optional<ByteString> replacement = Optional.empty();
  private Optional<Txid> sent = Optional.empty();

  ProposalCount(
      Counted proposed, EventBody.Proposed body, EventSet.Proposal payment, Charter charter) {
    this.proposed = proposed;
    this.body = body;
    this.payment = payment;
    this.charter = charter;
    this.draft = body.draft();
  }

  private String name(int seat) {
    return charter.seats().get(seat).name();
  }

  private boolean isProposers(Counted by, String what) {
    boolean own = by.event().seat() == proposed.event().seat();
    if (!own) {
      warnings.add(
          "%s tried to %s this proposal, which is %s's."
              .formatted(name(by.event().seat()), what, name(proposed.event().seat())));
    }
    return own;
  }

  void count(Counted by, EventBody.AboutProposal said, EventSet events) {
    int seat = by.event().seat();
    switch (said) {
      case EventBody.Submitted _ -> draft &= !isProposers(by, "submit");
      case EventBody.Approved _ -> vote(by, true, "");
      case EventBody.Rejected(ByteString _, String reason) -> vote(by, false, reason);
      case EventBody.Withdrawn(ByteString _, String reason) -> {
        if (isProposers(by, "withdraw")) {
          withdrawn = Optional.of(reason);
        }
      }
      case EventBody.Signed body -> {
        SignatureResult result = events.signature(by.id(), by.event(), body);
        result.signed().ifPresent(psbt -> signed.put(seat, psbt));
        result
            .refusal()
            .ifPresent(why ->
                warnings.add("What %s signed does not count. %s".formatted(name(seat), why)));
      }
      case EventBody.Broadcast(ByteString _, Txid txid) -> sent = Optional.of(txid);
    }
  }

  private void vote(Counted by, boolean approves, String reason) {
    int seat = by.event().seat();
    if (approves && seat == proposed.event().seat()) {
      warnings.add(
          "%s proposed this payment; the seat's own approval does not count."
              .formatted(name(seat)));
      return;
    }
    if (sequences.getOrDefault(seat, -1L) < by.event().sequence()) {
      sequences.put(seat, by.event().sequence());
      votes.put(seat, new Vote(by.id(), seat, approves, by.time(), reason));
    }
  }

  /// Another proposal says that it takes this one's place.
  void replacedBy(Counted other) {
    if (isProposers(other, "replace")) {
      replacement = Optional.of(other.id());
    }
  }

  boolean isDraft() {
    return draft;
  }

  EventBody.Proposed proposed() {
    return body;
  }

  Counted event() {
    return proposed;
  }

  List<Psbt> signed() {
    return List.copyOf(signed.values());
  }

  /// How it stands.
  private record Standing(
      ProposalState state, Optional<Txid> txid, int confirmations, String because) {
    static Standing of(ProposalState state, String because) {
      return new Standing(state, Optional.empty(), 0, because);
    }
  }

  ProposalView view(Policy policy, ChainView chain, long now) {
    int needed = policy.approvalsFor(payment.content().outgoingSats());
    OptionalLong approvedAt = approvedAt(needed);
    Standing standing =
        paid(chain)
            .or(() -> conflict(chain).map(spent -> stopped().orElse(spent)))
            .or(this::said)
            .or(this::stopped)
            .orElseGet(() -> open(needed, approvedAt.isPresent(), now));
    return new ProposalView(
        proposed.id(),
        proposed.event().seat(),
        proposed.time(),
        body,
        payment.content(),
        standing.state(),
        List.copyOf(votes.values()),
        needed,
        approvedAt,
        List.copyOf(signed.keySet()),
        charter.setup().threshold(),
        standing.txid(),
        standing.confirmations(),
        standing.because(),
        confirmedAt(chain),
        spends(chain).noneMatch(spend -> spend.confirmations() > 0),
        warnings);
  }

  private OptionalLong approvedAt(int needed) {
    List<Long> times =
        votes.values().stream().filter(Vote::approves).map(Vote::time).sorted().toList();
    if (times.size() < needed) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(needed == 0 ? proposed.time() : times.get(needed - 1));
  }

  private OptionalLong confirmedAt(ChainView chain) {
    return spends(chain)
        .filter(spend -> spend.confirmations() > 0)
        .filter(spend -> payment.content().isSamePayment(spend.tx()))
        .mapToLong(ChainView.Spend::time)
        .findFirst();
  }

  /// What the chain says comes before what anybody says.
  private Optional<Standing> paid(ChainView chain) {
    return spends(chain)
        .filter(spend -> payment.content().isSamePayment(spend.tx()))
        .findFirst()
        .map(spend -> {
          boolean confirmed = spend.confirmations() > 0;
          return new Standing(
              confirmed ? ProposalState.CONFIRMED : ProposalState.BROADCAST,
              Optional.of(spend.tx().txid()),
              spend.confirmations(),
              confirmed
                  ? "It was paid; %d confirmations.".formatted(spend.confirmations())
                  : "It was sent and waits for a block.");
        });
  }

  private Optional<Standing> conflict(ChainView chain) {
    return spends(chain)
        .findFirst()
        .map(spend ->
            new Standing(
                ProposalState.INVALIDATED,
                Optional.of(spend.tx().txid()),
                Math.max(spend.confirmations(), 0),
                "One of its coins was spent otherwise, by %s. It paid nothing; propose it again with other coins."
                    .formatted(spend.tx().txid())));
  }

  private Stream<ChainView.Spend> spends(ChainView chain) {
    return payment.content().coins().stream().flatMap(coin -> chain.spender(coin).stream());
  }

  /// A machine without a network learns from others that a payment was sent.
  private Optional<Standing> said() {
    return sent.filter(_ -> signed.size() >= charter.setup().threshold())
        .map(txid ->
            new Standing(
                ProposalState.BROADCAST,
                Optional.of(txid),
                0,
                "It was sent; this node has not seen it yet."));
  }

  private Optional<Standing> stopped() {
    if (withdrawn.isPresent()) {
      return Optional.of(
          Standing.of(
              ProposalState.WITHDRAWN,
              "%s withdrew it: %s".formatted(name(proposed.event().seat()), withdrawn.get())));
    }
    if (replacement.isPresent()) {
      return Optional.of(
          Standing.of(
              ProposalState.REPLACED,
              "%s made another proposal in its place: %s."
                  .formatted(name(proposed.event().seat()), replacement.get().toHex())));
    }
    return votes.values().stream()
        .filter(vote -> !vote.approves())
        .findFirst()
        .map(vote ->
            Standing.of(
                ProposalState.REJECTED,
                "%s rejected it: %s".formatted(name(vote.seat()), vote.reason())));
  }

  private Standing open(int needed, boolean approved, long now) {
    if (now > body.deadline()) {
      String signatures =
          signed.size() >= charter.setup().threshold()
              ? " It is fully signed: whoever has the signatures can still send it until one of its coins is spent."
              : "";
      return Standing.of(ProposalState.EXPIRED, "Its deadline has passed." + signatures);
    }
    if (draft) {
      return Standing.of(ProposalState.DRAFT, "It is a draft of its proposer.");
    }
    long have = votes.values().stream().filter(Vote::approves).count();
    if (!approved) {
      return Standing.of(
          ProposalState.PROPOSED, "%d of %d have approved it.".formatted(have, needed));
    }
    if (signed.isEmpty()) {
      return Standing.of(
          ProposalState.APPROVED,
          "It is approved; %d signatures are needed.".formatted(charter.setup().threshold()));
    }
    return Standing.of(
        ProposalState.SIGNED,
        "%d of %d have signed it.".formatted(signed.size(), charter.setup().threshold()));
  }
}

package org.quantumcoin.wallet.shared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.shared.ProposalDetails.Act;
import org.quantumcoin.wallet.shared.ProposalDetails.Happening;
import org.quantumcoin.wallet.store.AddressRow;
import org.quantumcoin.wallet.treasury.AllowedAddress;
import org.quantumcoin.wallet.treasury.Charter;
import org.quantumcoin.wallet.treasury.Duty;
import org.quantumcoin.wallet.treasury.EventBody;
import org.quantumcoin.wallet.treasury.EventSet.Counted;
import org.quantumcoin.wallet.treasury.ProposalState;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.ReviewReport;
import org.quantumcoin.wallet.treasury.Seat;
import org.quantumcoin.wallet.treasury.TreasuryState;

/// Proposals as windows show them. Within the wallet's lock.
final class ProposalReader {
  private final Wallet wallet;
  private final Treasury treasury;
  private final TreasuryState state;
  private final Charter charter;
  private final Addresses addresses;

  ProposalReader(Wallet wallet, Treasury treasury) {
    this.wallet = wallet;
    this.treasury = treasury;
    this.state = treasury.state();
    this.charter = treasury.charter();
    this.addresses = new Addresses(wallet.config().params().addresses());
  }

  List<ProposalLine> inbox() {
    Comparator<ProposalLine> byDeadline = Comparator.comparingLong(ProposalLine::deadline);
    List<ProposalLine> all = state.proposals().stream().map(this::line).toList();
    return Stream.of(
            all.stream().filter(ProposalLine::isWaiting).sorted(byDeadline),
            all.stream()
                .filter(line -> !line.isWaiting() && line.state().isLive())
                .sorted(byDeadline),
            all.stream()
                .filter(line -> !line.isWaiting() && !line.state().isLive())
                .sorted(Comparator.comparingLong(ProposalLine::time).reversed()))
        .flatMap(each -> each)
        .toList();
  }

  private String name(int seat) {
    return charter.seats().get(seat).name();
  }

  private boolean isToken(Seat seat) {
    return charter.cosigner(seat).filter(cosigner -> cosigner.isConstant()).isPresent();
  }

  private String nameOf(Script script) {
    return state
        .policy()
        .find(script)
        .map(AllowedAddress::name)
        .filter(name -> !name.isEmpty())
        .or(() -> wallet.book().find(script).map(AddressRow::label))
        .orElse("");
  }

  private ProposalLine line(ProposalView view) {
    List<ProposalLine.Payee> payees = new ArrayList<>();
    for (TxOut out : view.content().payments()) {
      payees.add(
          new ProposalLine.Payee(
              nameOf(out.script()), addresses.encode(out.script()), out.value()));
    }
    List<ProposalLine.Missing> missing = new ArrayList<>();
    for (int seat : Duty.missing(charter, view)) {
      missing.add(
          new ProposalLine.Missing(
              name(seat), seat == treasury.seat(), isToken(charter.seats().get(seat))));
    }
    Optional<ProposalLine.Rejection> rejection =
        view.state() == ProposalState.REJECTED
            ? view.votes().stream()
                .filter(vote -> !vote.approves())
                .map(vote -> new ProposalLine.Rejection(name(vote.seat()), vote.reason()))
                .findFirst()
            : Optional.empty();
    return new ProposalLine(
        view.id().toHex(),
        view.state(),
        Duty.of(charter, view, treasury.seat()),
        name(view.proposer()),
        view.proposer() == treasury.seat(),
        view.time(),
        view.body().deadline(),
        view.body().note(),
        payees,
        view.content().outgoingSats(),
        view.content().feeSats(),
        Math.toIntExact(view.approvals()),
        view.neededApprovals(),
        view.signers().size(),
        view.neededSignatures(),
        missing,
        rejection);
  }

  ProposalDetails details(ProposalView view) {
    ReviewReport report = treasury.review(state, view);
    SeatRules rules = new SeatRules(treasury, view);
    Duty duty = Duty.of(charter, view, treasury.seat());
    return new ProposalDetails(
        line(view),
        view.because(),
        report.findings(),
        report.changes(),
        acts(view, rules, report),
        duty == Duty.APPROVE ? rules.toApprove(report) : Optional.empty(),
        duty == Duty.SIGN ? rules.toSign(report) : Optional.empty(),
        treasury.constantKey().isPresent(),
        inputs(view),
        outputs(view),
        seats(view),
        timeline(view),
        view.txid(),
        view.confirmations());
  }

  private Set<Act> acts(ProposalView view, SeatRules rules, ReviewReport report) {
    Set<Act> acts = EnumSet.noneOf(Act.class);
    boolean rejected =
        view.votes().stream().anyMatch(v -> v.seat() == treasury.seat() && !v.approves());
    boolean sent = view.state() == ProposalState.BROADCAST;
    add(acts, Act.SUBMIT, view.state() == ProposalState.DRAFT && rules.toSubmit().isEmpty());
    add(acts, Act.APPROVE, rules.toApprove(report).isEmpty());
    add(
        acts,
        Act.REJECT,
        !rejected
            && !sent
            && view.proposer() != treasury.seat()
            && view.state() != ProposalState.DRAFT
            && rules.toReject().isEmpty());
    add(acts, Act.SIGN, !view.isFullySigned() && rules.toSign(report).isEmpty());
    add(acts, Act.SEND, rules.toSend().isEmpty());
    add(acts, Act.WITHDRAW, !sent && rules.toWithdraw().isEmpty());
    return acts;
  }

  private static void add(Set<Act> acts, Act act, boolean possible) {
    if (possible) {
      acts.add(act);
    }
  }

  private List<ProposalDetails.In> inputs(ProposalView view) {
    List<ProposalDetails.In> inputs = new ArrayList<>();
    for (int i = 0; i < view.content().coins().size(); i++) {
      TxOut coin = view.content().spent().get(i);
      inputs.add(
          new ProposalDetails.In(
              view.content().coins().get(i).toString(),
              addresses.encode(coin.script()),
              coin.value()));
    }
    return inputs;
  }

  private List<ProposalDetails.Out> outputs(ProposalView view) {
    List<ProposalDetails.Out> outputs = new ArrayList<>();
    for (TxOut out : view.content().tx().outputs()) {
      outputs.add(
          new ProposalDetails.Out(
              addresses.encode(out.script()),
              nameOf(out.script()),
              out.value(),
              view.content().change().contains(out)));
    }
    return outputs;
  }

  private List<ProposalDetails.SeatLine> seats(ProposalView view) {
    Map<Integer, Long> signedAt = new HashMap<>();
    for (Counted each : state.events().counted()) {
      if (each.event().body() instanceof EventBody.Signed signed
          && signed.proposal().equals(view.id())) {
        signedAt.put(each.event().seat(), each.time());
      }
    }
    List<ProposalDetails.SeatLine> seats = new ArrayList<>();
    for (int i = 0; i < charter.seats().size(); i++) {
      Seat seat = charter.seats().get(i);
      int place = i;
      Long at = signedAt.get(place);
      boolean signed = view.signers().contains(place);
      seats.add(
          new ProposalDetails.SeatLine(
              seat.name(),
              seat.roles(),
              place == treasury.seat(),
              isToken(seat),
              place == view.proposer(),
              view.votes().stream().filter(vote -> vote.seat() == place).findFirst(),
              signed,
              signed && at != null ? OptionalLong.of(at) : OptionalLong.empty()));
    }
    return seats;
  }

  private List<Happening> timeline(ProposalView view) {
    List<Happening> timeline = new ArrayList<>();
    for (Counted each : state.events().counted()) {
      happening(view, each).ifPresent(timeline::add);
    }
    // Within a second in the order in which things follow from each other.
    timeline.sort(Comparator.comparingLong(Happening::time).thenComparing(Happening::kind));
    return timeline;
  }

  private Optional<Happening> happening(ProposalView view, Counted each) {
    String seat = name(each.event().seat());
    return switch (each.event().body()) {
      case EventBody.Proposed made when each.id().equals(view.id()) ->
          Optional.of(
              new Happening(
                  each.time(),
                  seat,
                  made.draft() ? Happening.Kind.DRAFTED : Happening.Kind.PROPOSED,
                  made.note()));
      case EventBody.Proposed made when made.replaces().equals(Optional.of(view.id())) ->
          Optional.of(new Happening(each.time(), seat, Happening.Kind.REPLACED, made.note()));
      case EventBody.AboutProposal about when about.proposal().equals(view.id()) ->
          Optional.of(about(each.time(), seat, about));
      case EventBody.Proposed _,
          EventBody.AboutProposal _,
          EventBody.PolicyProposed _,
          EventBody.PolicyApproved _,
          EventBody.PolicyRejected _ ->
          Optional.empty();
    };
  }

  private static Happening about(long time, String seat, EventBody.AboutProposal about) {
    return switch (about) {
      case EventBody.Submitted _ -> new Happening(time, seat, Happening.Kind.SUBMITTED, "");
      case EventBody.Approved _ -> new Happening(time, seat, Happening.Kind.APPROVED, "");
      case EventBody.Rejected(var _, String reason) ->
          new Happening(time, seat, Happening.Kind.REJECTED, reason);
      case EventBody.Withdrawn(var _, String reason) ->
          new Happening(time, seat, Happening.Kind.WITHDRAWN, reason);
      case EventBody.Signed _ -> new Happening(time, seat, Happening.Kind.SIGNED, "");
      case EventBody.Broadcast _ -> new Happening(time, seat, Happening.Kind.BROADCAST, "");
    };
  }
}

package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.PsbtAnalysis;
import org.quantumcoin.wallet.treasury.EventSet.Counted;

/// What a seat finds by itself before it approves or signs, from its own descriptors, its own
/// address book and its own node.
///
/// @param findings about coins, change, payments, fee and policy
/// @param changes what happened to the proposal since the seat last looked at it
public record ReviewReport(List<Finding> findings, PolicyReport policy, List<String> changes) {
  /// A fee so many times above what the node would pay is a mistake or an attack.
  private static final int ABSURD_FEE_FACTOR = 10;

  private static final int HIGH_FEE_FACTOR = 2;

  /// With more of a payment than one part in this many as its fee.
  private static final int HIGH_FEE_PART = 10;

  public ReviewReport {
    findings = List.copyOf(findings);
    changes = List.copyOf(changes);
  }

  public static ReviewReport of(TreasuryState state, ProposalView proposal, Reviewer reviewer) {
    List<Finding> findings = new ArrayList<>();
    Psbt psbt = state.events().proposal(proposal.id()).orElseThrow().psbt();
    coins(state, proposal, psbt, reviewer, findings);
    hashTypes(psbt, findings);
    change(state, proposal, reviewer, findings);
    payments(state, proposal, reviewer, findings);
    findings.add(fee(psbt, proposal, reviewer));
    proposal.warnings().forEach(each -> findings.add(Finding.warn("events", each)));
    PolicyReport policy = PolicyReport.of(state, proposal, reviewer);
    findings.addAll(policy.findings());
    return new ReviewReport(findings, policy, changes(state, proposal, reviewer));
  }

  public boolean isBroken() {
    return findings.stream().anyMatch(each -> each.verdict() == Verdict.BROKEN);
  }

  /// Why a seat must not approve it, if it must not. What is wrong only now, as the time of day, is
  /// no reason yet.
  public Optional<String> refusalToApprove(ProposalView proposal) {
    boolean open =
        proposal.state() == ProposalState.PROPOSED || proposal.state() == ProposalState.APPROVED;
    if (!open) {
      return Optional.of(
          "The proposal is %s and cannot be approved. %s"
              .formatted(proposal.state().word(), proposal.because()));
    }
    return firstBroken(true)
        .map(each -> "This seat does not approve the proposal: %s".formatted(each));
  }

  /// Why a seat must not sign it, if it must not.
  public Optional<String> refusalToSign(ProposalView proposal) {
    boolean approved =
        proposal.state() == ProposalState.APPROVED || proposal.state() == ProposalState.SIGNED;
    if (!approved) {
      return Optional.of(
          "The proposal is %s and is not signed. %s Nothing was signed; the coins are safe."
              .formatted(proposal.state().word(), proposal.because()));
    }
    return firstBroken(false)
        .map(each ->
            "This seat does not sign the proposal: %s Nothing was signed; the coins are safe."
                .formatted(each));
  }

  private Optional<String> firstBroken(boolean beforeItsTime) {
    return findings.stream()
        .filter(each -> each.verdict() == Verdict.BROKEN)
        .filter(each -> !beforeItsTime || !each.topic().equals("time window"))
        .map(Finding::sentence)
        .findFirst();
  }

  private static void coins(
      TreasuryState state,
      ProposalView proposal,
      Psbt psbt,
      Reviewer reviewer,
      List<Finding> findings) {
    Content content = proposal.content();
    for (int i = 0; i < content.coins().size(); i++) {
      OutPoint coin = content.coins().get(i);
      TxOut said = content.spent().get(i);
      Optional<TxOut> known = reviewer.coin(coin);
      ByteString holder = state.reserved().get(coin);
      if (holder != null && !holder.equals(proposal.id()) && proposal.state().isLive()) {
        findings.add(
            Finding.broken(
                "coins",
                "The coin %s is reserved for the proposal %s.".formatted(coin, holder.toHex())));
      } else if (known.isEmpty() && !isProven(state, psbt.inputs().get(i))) {
        findings.add(
            Finding.broken(
                "coins",
                "This wallet has not seen the coin %s, and the proposal does not bring the transaction that would prove its amount; the fee could be any."
                    .formatted(coin)));
      } else if (known.isEmpty()) {
        findings.add(
            Finding.warn(
                "coins",
                "The coin %s of %s belongs to the treasury's keys, but this wallet has not seen it; its node may be behind, or offline."
                    .formatted(coin, Texts.coins(said.value()))));
      } else {
        findings.add(
            Finding.of(
                known.get().equals(said),
                "coins",
                known.get().equals(said)
                    ? "The coin %s of %s is the treasury's."
                        .formatted(coin, Texts.coins(said.value()))
                    : "The proposal says that the coin %s has %s; it has %s."
                        .formatted(
                            coin, Texts.coins(said.value()), Texts.coins(known.get().value()))));
      }
    }
  }

  /// By the whole transaction that made the coin. A signature of before taproot speaks for the
  /// amount of its own input alone, so that two signatures of one payment could be had by two
  /// different lies about the others (BIP-0341, "Rationale").
  private static boolean isProven(TreasuryState state, PsbtInput input) {
    return state.charter().setup().kind() == MultisigKind.P2TR || input.nonWitnessUtxo() != null;
  }

  /// A signature that does not cover the whole payment lets others change the rest.
  private static void hashTypes(Psbt psbt, List<Finding> findings) {
    for (PsbtInput input : psbt.inputs()) {
      int type = input.sighashType().orElse(SigHash.ALL);
      if (type != SigHash.ALL && type != SigHash.DEFAULT) {
        findings.add(
            Finding.broken(
                "signatures",
                "The proposal asks for signatures that leave parts of the payment open (hash type %d)."
                    .formatted(type)));
      }
    }
  }

  private static void change(
      TreasuryState state, ProposalView proposal, Reviewer reviewer, List<Finding> findings) {
    AddressPrefixes prefixes = state.charter().setup().prefixes();
    for (TxOut out : proposal.content().change()) {
      if (!reviewer.looksFor(out.script())) {
        findings.add(
            Finding.warn(
                "change",
                "%s come back to %s, which is the treasury's, but so far beyond the addresses in use that wallets may not see it."
                    .formatted(Texts.coins(out.value()), Texts.address(out.script(), prefixes))));
        continue;
      }
      findings.add(
          Finding.held(
              "change",
              "%s come back to %s, which was derived from the treasury's own keys."
                  .formatted(Texts.coins(out.value()), Texts.address(out.script(), prefixes))));
    }
    if (proposal.content().change().isEmpty()) {
      findings.add(Finding.held("change", "Nothing comes back: the coins are spent whole."));
    }
  }

  private static void payments(
      TreasuryState state, ProposalView proposal, Reviewer reviewer, List<Finding> findings) {
    AddressPrefixes prefixes = state.charter().setup().prefixes();
    for (TxOut out : proposal.content().payments()) {
      String amount = Texts.coins(out.value());
      String address = Texts.address(out.script(), prefixes);
      Optional<String> name =
          state
              .policy()
              .find(out.script())
              .map(AllowedAddress::name)
              .or(() -> reviewer.nameOf(out.script()));
      findings.add(
          name.map(known ->
                  Finding.held("payments", "%s go to %s (%s).".formatted(amount, address, known)))
              .orElseGet(() ->
                  isPaidBefore(state, proposal, out.script())
                      ? Finding.held(
                          "payments",
                          "%s go to %s, which was paid before.".formatted(amount, address))
                      : Finding.warn(
                          "payments",
                          "%s go to %s, which is new: check it with the payee by another way."
                              .formatted(amount, address))));
    }
  }

  private static boolean isPaidBefore(TreasuryState state, ProposalView proposal, Script script) {
    return state.proposals().stream()
        .filter(other -> !other.id().equals(proposal.id()))
        .filter(other -> other.state() == ProposalState.CONFIRMED)
        .anyMatch(other ->
            other.content().payments().stream().anyMatch(out -> out.script().equals(script)));
  }

  private static Finding fee(Psbt psbt, ProposalView proposal, Reviewer reviewer) {
    long fee = proposal.content().feeSats();
    Optional<FeeRate> rate =
        PsbtAnalysis.of(psbt, Long.MAX_VALUE / 2, new MiniscriptSatisfier()).estimatedFeeRate();
    Optional<FeeRate> usual = reviewer.estimate();
    String sentence =
        "The fee is %s".formatted(Texts.coins(fee))
            + rate.map(
                    r -> ", %d.%03d sat/vB".formatted(r.satPerKvb() / 1_000, r.satPerKvb() % 1_000))
                .orElse("")
            + usual
                .map(u ->
                    "; this node would pay %d.%03d"
                        .formatted(u.satPerKvb() / 1_000, u.satPerKvb() % 1_000))
                .orElse("; this node has no estimate")
            + ".";
    long paid = proposal.content().outgoingSats() - fee;
    boolean large = fee > paid / HIGH_FEE_PART;
    if (rate.isPresent() && usual.isPresent()) {
      long have = rate.get().satPerKvb();
      long want = Math.max(usual.get().satPerKvb(), 1);
      if (have / want >= ABSURD_FEE_FACTOR && large) {
        return Finding.broken("fee", sentence);
      }
      if (have > HIGH_FEE_FACTOR * want || have < want / HIGH_FEE_FACTOR) {
        return Finding.warn("fee", sentence);
      }
    }
    return large ? Finding.warn("fee", sentence) : Finding.held("fee", sentence);
  }

  private static List<String> changes(
      TreasuryState state, ProposalView proposal, Reviewer reviewer) {
    Optional<Set<ByteString>> before = reviewer.seenBefore();
    if (before.isEmpty()) {
      return List.of();
    }
    List<String> changes = new ArrayList<>();
    for (Counted each : state.events().counted()) {
      if (!before.get().contains(each.id()) && concerns(each, proposal)) {
        changes.add(
            "%s, %s: %s"
                .formatted(
                    Texts.time(each.time()),
                    state.charter().seats().get(each.event().seat()).name(),
                    each.event().body().word()));
      }
    }
    if (state.policies().changes().stream()
        .anyMatch(change -> change.since().isPresent() && !before.get().contains(change.id()))) {
      changes.add("The policy has changed since.");
    }
    return changes;
  }

  private static boolean concerns(Counted each, ProposalView proposal) {
    return each.id().equals(proposal.id())
        || (each.event().body() instanceof EventBody.AboutProposal about
            && about.proposal().equals(proposal.id()))
        || (each.event().body() instanceof EventBody.Proposed proposed
            && proposed.replaces().equals(Optional.of(proposal.id())));
  }
}

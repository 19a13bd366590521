package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.TxOut;

/// A proposal held against the policy in force, rule by rule.
///
/// @param findings one for each rule that there is
public record PolicyReport(List<Finding> findings) {
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;
  private static final long MONTH = 30 * DAY;

  public PolicyReport {
    findings = List.copyOf(findings);
  }

  public boolean isBroken() {
    return findings.stream().anyMatch(each -> each.verdict() == Verdict.BROKEN);
  }

  /// As of the state's time.
  public static PolicyReport of(TreasuryState state, ProposalView proposal, Reviewer reviewer) {
    Policy policy = state.policy();
    List<Finding> findings = new ArrayList<>();
    long amount = proposal.content().outgoingSats();
    if (policy.perPaymentSats() > 0) {
      findings.add(
          Finding.of(
              amount <= policy.perPaymentSats(),
              "limit per payment",
              "%s leave the treasury, fee included; a payment may take %s."
                  .formatted(Texts.coins(amount), Texts.coins(policy.perPaymentSats()))));
    }
    Outflow outflow = new Outflow(state, proposal, reviewer);
    rolling(outflow, amount, "limit per day", policy.perDaySats(), DAY).ifPresent(findings::add);
    rolling(outflow, amount, "limit per month", policy.perMonthSats(), MONTH)
        .ifPresent(findings::add);
    for (TxOut payment : proposal.content().payments()) {
      findings.add(address(state, payment, reviewer));
    }
    findings.add(quorum(proposal));
    policy
        .window()
        .ifPresent(window ->
            findings.add(
                Finding.of(
                    window.contains(state.now()),
                    "time window",
                    "It is %s; the treasury signs on %s."
                        .formatted(Texts.time(state.now()), window.text()))));
    return new PolicyReport(findings);
  }

  private static Optional<Finding> rolling(
      Outflow outflow, long amount, String rule, long limit, long seconds) {
    if (limit == 0) {
      return Optional.empty();
    }
    List<ProposalView> others = outflow.within(seconds);
    long before = others.stream().mapToLong(each -> each.content().outgoingSats()).sum();
    long stopped = others.stream().filter(outflow::isStopped).count();
    String sentence =
        "With this payment %s leave within %d hours, %s of it by others; the limit is %s."
            .formatted(
                Texts.coins(before + amount),
                seconds / HOUR,
                Texts.coins(before),
                Texts.coins(limit));
    if (stopped > 0) {
      sentence +=
          " %d of these were stopped when they had signatures and can still be sent, until one of their coins is spent: propose this one again with one of their coins."
              .formatted(stopped);
    }
    return Optional.of(Finding.of(before + amount <= limit, rule, sentence));
  }

  private static Finding address(TreasuryState state, TxOut payment, Reviewer reviewer) {
    AddressPrefixes prefixes = state.charter().setup().prefixes();
    String address = Texts.address(payment.script(), prefixes);
    Policy policy = state.policy();
    Optional<PolicyHistory.Allowed> allowed = state.policies().allowed(payment.script());
    if (allowed.isEmpty()) {
      String sentence = "%s is not on the allow-list.".formatted(address);
      return policy.allowListOnly()
          ? Finding.broken("allow-list", sentence)
          : Finding.warn("allow-list", sentence);
    }
    String name = policy.find(payment.script()).map(AllowedAddress::name).orElse("");
    long since = allowed.get().heardSince(reviewer);
    long hours = Math.max(allowed.get().coolingHours(), policy.coolingHours());
    long usableFrom = since + hours * HOUR;
    boolean cooled = state.now() >= usableFrom;
    return Finding.of(
        cooled,
        "allow-list",
        cooled
            ? "%s (%s) is allowed since %s.".formatted(address, name, Texts.time(since))
            : "%s (%s) was allowed at %s and is paid from %s on: new addresses wait %d hours."
                .formatted(address, name, Texts.time(since), Texts.time(usableFrom), hours));
  }

  /// Not broken while approvals are still to come: this is read before they are given.
  private static Finding quorum(ProposalView proposal) {
    String sentence =
        "%d of %d have approved it.".formatted(proposal.approvals(), proposal.neededApprovals());
    return proposal.approvedAt().isPresent()
        ? Finding.held("quorum", sentence)
        : Finding.warn("quorum", sentence);
  }
}

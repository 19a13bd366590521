package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
  public static PolicyReport of(TreasuryState state, ProposalView proposal) {
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
    rolling(state, proposal, "limit per day", policy.perDaySats(), DAY).ifPresent(findings::add);
    rolling(state, proposal, "limit per month", policy.perMonthSats(), MONTH)
        .ifPresent(findings::add);
    for (TxOut payment : proposal.content().payments()) {
      findings.add(address(state, payment));
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
      TreasuryState state, ProposalView proposal, String rule, long limit, long seconds) {
    if (limit == 0) {
      return Optional.empty();
    }
    long others = 0;
    for (ProposalView other : state.proposals()) {
      if (countsBefore(other, proposal)
          && other.approvedAt().orElse(other.time()) > state.now() - seconds) {
        others += other.content().outgoingSats();
      }
    }
    long sum = others + proposal.content().outgoingSats();
    return Optional.of(
        Finding.of(
            sum <= limit,
            rule,
            "With this payment %s leave within %d hours, %s of it by others; the limit is %s."
                .formatted(
                    Texts.coins(sum), seconds / HOUR, Texts.coins(others), Texts.coins(limit))));
  }

  /// Of two that were approved the earlier one uses the limit up, so that they do not stop each
  /// other.
  private static boolean countsBefore(ProposalView other, ProposalView proposal) {
    if (other.id().equals(proposal.id()) || !other.state().isCommitted()) {
      return false;
    }
    OptionalLong own = proposal.approvedAt();
    return own.isEmpty()
        || Comparator.<ProposalView>comparingLong(each -> each.approvedAt().orElse(each.time()))
                .thenComparing(ProposalView::id)
                .compare(other, proposal)
            < 0;
  }

  private static Finding address(TreasuryState state, TxOut payment) {
    AddressPrefixes prefixes = state.charter().setup().prefixes();
    String address = Texts.address(payment.script(), prefixes);
    Policy policy = state.policy();
    OptionalLong since = state.policies().allowedSince(payment.script());
    if (since.isEmpty()) {
      String sentence = "%s is not on the allow-list.".formatted(address);
      return policy.allowListOnly()
          ? Finding.broken("allow-list", sentence)
          : Finding.warn("allow-list", sentence);
    }
    String name = policy.find(payment.script()).map(AllowedAddress::name).orElse("");
    long usableFrom = since.getAsLong() + policy.coolingHours() * HOUR;
    boolean cooled = state.now() >= usableFrom;
    return Finding.of(
        cooled,
        "allow-list",
        cooled
            ? "%s (%s) is allowed since %s.".formatted(address, name, Texts.time(since.getAsLong()))
            : "%s (%s) was allowed at %s and is paid from %s on: new addresses wait %d hours."
                .formatted(
                    address,
                    name,
                    Texts.time(since.getAsLong()),
                    Texts.time(usableFrom),
                    policy.coolingHours()));
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

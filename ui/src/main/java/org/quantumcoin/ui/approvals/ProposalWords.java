package org.quantumcoin.ui.approvals;

import java.util.Locale;
import java.util.stream.Collectors;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.wallet.shared.ProposalDetails.Act;
import org.quantumcoin.wallet.shared.ProposalDetails.Happening;
import org.quantumcoin.wallet.shared.ProposalLine;
import org.quantumcoin.wallet.treasury.Duty;
import org.quantumcoin.wallet.treasury.Verdict;

/// Proposals in words.
final class ProposalWords {
  private ProposalWords() {}

  /// Whom it pays.
  static String title(ProposalLine line) {
    if (line.payees().isEmpty()) {
      return Messages.text("approvals.toourselves");
    }
    String first = payee(line.payees().getFirst());
    int more = line.payees().size() - 1;
    return more == 0 ? first : Messages.text("approvals.andmore", first, more);
  }

  private static String payee(ProposalLine.Payee payee) {
    return payee.name().isEmpty()
        ? Chunks.shortened(payee.address().orElse(Messages.text("tx.script")))
        : payee.name();
  }

  /// How far it is, and what it lacks.
  static String standing(ProposalLine line) {
    return switch (line.state()) {
      case DRAFT -> Messages.text("approvals.state.draft");
      case PROPOSED ->
          Messages.text("approvals.approved", line.approvals(), line.neededApprovals())
              + missing(line, line.neededApprovals() - line.approvals());
      case APPROVED, SIGNED ->
          line.signatures() >= line.neededSignatures()
              ? Messages.text("approvals.complete", line.signatures())
              : Messages.text("approvals.signed", line.signatures(), line.neededSignatures())
                  + missing(line, line.neededSignatures() - line.signatures());
      case REJECTED ->
          line.rejection()
              .map(each -> Messages.text("approvals.rejected", each.seat(), each.reason()))
              .orElse(Messages.text("approvals.state.rejected"));
      case BROADCAST -> Messages.text("approvals.state.broadcast");
      case CONFIRMED -> Messages.text("approvals.state.confirmed");
      case EXPIRED -> Messages.text("approvals.state.expired");
      case REPLACED -> Messages.text("approvals.state.replaced");
      case WITHDRAWN -> Messages.text("approvals.state.withdrawn");
      case INVALIDATED -> Messages.text("approvals.state.invalidated");
    };
  }

  private static String missing(ProposalLine line, int number) {
    if (line.missing().isEmpty()) {
      return "";
    }
    String names =
        line.missing().stream().map(ProposalWords::name).collect(Collectors.joining(", "));
    return " "
        + (line.missing().size() <= number
            ? Messages.text("approvals.missing", names)
            : Messages.text("approvals.missing.of", number, names));
  }

  private static String name(ProposalLine.Missing missing) {
    if (missing.own()) {
      return Messages.text("approvals.you", missing.seat());
    }
    return missing.token() ? Messages.text("approvals.bytoken", missing.seat()) : missing.seat();
  }

  static String duty(Duty duty) {
    return Messages.text("approvals.duty." + duty.name().toLowerCase(Locale.ROOT));
  }

  static String happening(Happening happening) {
    String words =
        Messages.text("approvals.event." + happening.kind().name().toLowerCase(Locale.ROOT));
    return happening.text().isEmpty() ? words : words + ": " + happening.text();
  }

  static String verdict(Verdict verdict) {
    return Messages.text("approvals.verdict." + verdict.word());
  }

  static String done(Act act) {
    return Messages.text("approvals.done." + act.name().toLowerCase(Locale.ROOT));
  }
}

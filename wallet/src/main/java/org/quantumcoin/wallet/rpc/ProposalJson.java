package org.quantumcoin.wallet.rpc;

import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.wallet.treasury.Charter;
import org.quantumcoin.wallet.treasury.Finding;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.ReviewReport;
import org.quantumcoin.wallet.treasury.TreasuryState;
import org.quantumcoin.wallet.treasury.Vote;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Proposals as callers see them.
final class ProposalJson {
  static final String SHOWN =
      "{ \"id\", \"state\", \"because\", \"proposer\", \"time\", \"deadline\", \"note\", \"payments\", \"change\", \"fee\", \"outgoing\", \"coins\", \"votes\", \"approvals\", \"approvals_needed\", \"signers\", \"signatures_needed\", \"complete\", \"txid\", \"confirmations\", \"warnings\" }    (json object)";

  private ProposalJson() {}

  static ObjectNode write(TreasuryState state, ProposalView view, WalletCalls calls) {
    Charter charter = state.charter();
    ObjectNode json =
        Json.object()
            .put("id", view.id().toHex())
            .put("state", view.state().word())
            .put("because", view.because())
            .put("proposer", charter.seats().get(view.proposer()).name())
            .put("time", view.time())
            .put("deadline", view.body().deadline())
            .put("note", view.body().note());
    view.body().replaces().ifPresent(id -> json.put("replaces", id.toHex()));
    outputs(json.putArray("payments"), view.content().payments(), calls);
    outputs(json.putArray("change"), view.content().change(), calls);
    json.set("fee", Json.amount(view.content().feeSats()));
    json.set("outgoing", Json.amount(view.content().outgoingSats()));
    ArrayNode coins = json.putArray("coins");
    for (OutPoint coin : view.content().coins()) {
      coins.addObject().put("txid", coin.txid().toString()).put("vout", coin.indexUnsigned());
    }
    ArrayNode votes = json.putArray("votes");
    for (Vote vote : view.votes()) {
      ObjectNode each =
          votes
              .addObject()
              .put("seat", charter.seats().get(vote.seat()).name())
              .put("approves", vote.approves())
              .put("time", vote.time());
      if (!vote.approves()) {
        each.put("reason", vote.reason());
      }
    }
    json.put("approvals", view.approvals()).put("approvals_needed", view.neededApprovals());
    ArrayNode signers = json.putArray("signers");
    view.signers().forEach(seat -> signers.add(charter.seats().get(seat).name()));
    json.put("signatures_needed", view.neededSignatures()).put("complete", view.isFullySigned());
    view.txid().ifPresent(txid -> json.put("txid", txid.toString()));
    json.put("confirmations", view.confirmations());
    ArrayNode warnings = json.putArray("warnings");
    view.warnings().forEach(warnings::add);
    return json;
  }

  private static void outputs(ArrayNode into, Iterable<TxOut> outputs, WalletCalls calls) {
    for (TxOut out : outputs) {
      ObjectNode each =
          into.addObject()
              .put("address", calls.addresses().encode(out.script()).orElse(""))
              .put("script", out.script().toHex());
      each.set("amount", Json.amount(out.value()));
    }
  }

  static ObjectNode write(ReviewReport report, ProposalView view) {
    ObjectNode json = Json.object();
    ArrayNode findings = json.putArray("findings");
    for (Finding each : report.findings()) {
      findings
          .addObject()
          .put("topic", each.topic())
          .put("verdict", each.verdict().word())
          .put("sentence", each.sentence());
    }
    ArrayNode changes = json.putArray("changes");
    report.changes().forEach(changes::add);
    json.put("may_approve", report.refusalToApprove(view).isEmpty());
    json.put("may_sign", report.refusalToSign(view).isEmpty());
    return json;
  }
}

package org.quantumcoin.tests.interop;

import org.quantumcoin.node.mempool.TxAcceptance;
import tools.jackson.databind.JsonNode;

/// What `testmempoolaccept` says of a transaction, theirs and ours, in one form.
final class MempoolVerdicts {
  /// Knots has a policy of its own; Core's is wanted, with limits as Core 29 has them.
  static final String[] CORE_POLICY = {
    "-corepolicy=1",
    "-datacarriersize=83",
    "-permitbarepubkey=1",
    "-permitbaremultisig=1",
    "-rejectparasites=0",
    "-rejecttokens=0",
    "-mempooltruc=enforce",
    "-incrementalrelayfee=0.00001",
    "-minrelaytxfee=0.00001",
    "-dustrelayfee=0.00003",
    "-limitancestorcount=25",
    "-limitdescendantcount=25"
  };

  private MempoolVerdicts() {}

  static String of(JsonNode theirs) {
    return theirs.get("allowed").asBoolean()
        ? "allowed " + theirs.get("vsize").asInt()
        : coreName(text(theirs, "reject-reason"))
            + " | "
            + coreName(text(theirs, "reject-details"));
  }

  static String of(TxAcceptance ours) {
    return switch (ours) {
      case TxAcceptance.Accepted accepted -> "allowed " + accepted.virtualSize();
      case TxAcceptance.AlreadyKnown(String reason) -> reason + " | " + reason;
      case TxAcceptance.MissingInputs _ -> "missing-inputs | ";
      case TxAcceptance.Refused refused -> refused.reason() + " | " + refused.text();
    };
  }

  /// Knots splits some of Core's reasons.
  private static String coreName(String reason) {
    return reason
        .replaceFirst("^truc-[a-z-]+", "TRUC-violation")
        .replaceFirst("^bad-txns-input-[a-z-]+", "bad-txns-nonstandard-inputs")
        .replaceFirst("^bad-witness-[a-z-]+", "bad-witness-nonstandard");
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null ? "" : value.asString();
  }
}

package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.treasury.EventBody;
import org.quantumcoin.wallet.treasury.PolicyChange;
import org.quantumcoin.wallet.treasury.TreasuryState;
import org.quantumcoin.wallet.treasury.Vote;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods by which a treasury changes its rules.
final class PolicyRpc {
  private static final String RESULT =
      "{ \"id\", \"state\", \"proposer\", \"time\", \"note\", \"policy\", \"votes\", \"approvals_needed\", \"since\" }    (json object)";

  private final WalletCalls calls;
  private final TreasuryCalls seats;

  PolicyRpc(WalletCalls calls) {
    this.calls = calls;
    this.seats = new TreasuryCalls(calls);
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("proposepolicy", WALLET)
            .help(
                "Proposes another policy in place of the one in force. It comes into force once as many administrators approve as that one asks for.")
            .param(
                RpcParam.required(
                        "policy", RpcType.OBJECT, "All of the rules, also those that stay")
                    .unchecked()
                    .shownAs(PolicyJson.SHOWN))
            .param(RpcParam.optional("note", RpcType.STRING, "", "Why"))
            .result(RESULT)
            .example("\"{\\\"quorum\\\":[{\\\"from\\\":0,\\\"approvals\\\":3}]}\" \"More eyes\"")
            .handler(seats.bySeat(this::propose)));
    registry.add(
        RpcMethod.of("listpolicies", WALLET)
            .help("The changes of policy that were proposed, by time.")
            .result("[ {...}, ... ]    (json array)")
            .example("")
            .handler(seats.onSeat(this::list)));
    registry.add(
        RpcMethod.of("approvepolicy", WALLET)
            .help("Approves a change of policy.")
            .param(idParam())
            .result(RESULT)
            .example("\"id\"")
            .handler(
                seats.bySeat((treasury, call) ->
                    say(treasury, call, new EventBody.PolicyApproved(TreasuryCalls.id(call, 0))))));
    registry.add(
        RpcMethod.of("rejectpolicy", WALLET)
            .help("Rejects a change of policy that is not in force yet.")
            .param(idParam())
            .param(RpcParam.required("reason", RpcType.STRING, "Why; the other seats read it"))
            .result(RESULT)
            .example("\"id\" \"Too risky\"")
            .handler(
                seats.bySeat((treasury, call) ->
                    say(
                        treasury,
                        call,
                        new EventBody.PolicyRejected(TreasuryCalls.id(call, 0), reason(call))))));
  }

  private static RpcParam idParam() {
    return RpcParam.required("id", RpcType.HEX, "The change's id, as listpolicies shows it");
  }

  private static String reason(RpcCall call) {
    String reason = call.string(1);
    if (reason.isBlank()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "A rejection needs a reason: the other seats read it. Nothing was changed.");
    }
    return reason;
  }

  private JsonNode propose(Treasury treasury, RpcCall call) {
    ByteString id =
        treasury.say(
            new EventBody.PolicyProposed(
                treasury.state().policies().currentId(),
                PolicyJson.read(call.get(0), calls),
                call.string(1, "")));
    return show(treasury.state(), id);
  }

  private JsonNode say(Treasury treasury, RpcCall call, EventBody body) {
    ByteString id = TreasuryCalls.id(call, 0);
    JsonNode before = show(treasury.state(), id);
    treasury.expectMaySay(body);
    if (!isOpen(before)) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "The change of policy is %s and is not voted on any more. Propose another one. Nothing was changed."
              .formatted(before.get("state").asString()));
    }
    ByteString _ = treasury.say(body);
    return show(treasury.state(), id);
  }

  /// Those who rejected may think again.
  private static boolean isOpen(JsonNode change) {
    String state = change.get("state").asString();
    return state.equals(PolicyChange.State.PROPOSED.word())
        || state.equals(PolicyChange.State.REJECTED.word());
  }

  private JsonNode show(TreasuryState state, ByteString id) {
    return state.policies().changes().stream()
        .filter(change -> change.id().equals(id))
        .findFirst()
        .map(change -> json(state, change))
        .orElseThrow(() ->
            WalletCalls.error(
                RpcErrorCode.INVALID_ADDRESS_OR_KEY,
                "There is no change of policy %s here; see listpolicies.".formatted(id.toHex())));
  }

  private ObjectNode json(TreasuryState state, PolicyChange change) {
    ObjectNode json =
        Json.object()
            .put("id", change.id().toHex())
            .put("state", change.state().word())
            .put("proposer", state.charter().seats().get(change.proposer()).name())
            .put("time", change.time())
            .put("note", change.body().note());
    json.set("policy", PolicyJson.write(change.body().policy(), calls));
    ArrayNode votes = json.putArray("votes");
    for (Vote vote : change.votes()) {
      votes
          .addObject()
          .put("seat", state.charter().seats().get(vote.seat()).name())
          .put("approves", vote.approves())
          .put("reason", vote.reason());
    }
    json.put("approvals_needed", change.neededApprovals());
    change.since().ifPresent(since -> json.put("since", since));
    return json;
  }

  private JsonNode list(Treasury treasury, RpcCall call) {
    TreasuryState state = treasury.state();
    ArrayNode all = Json.array();
    state.policies().changes().forEach(change -> all.add(json(state, change)));
    return all;
  }
}

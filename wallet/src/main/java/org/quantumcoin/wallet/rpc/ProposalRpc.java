package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.TxBuilder;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.shared.ProposalDesk;
import org.quantumcoin.wallet.shared.SigningDesk;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.ReviewReport;
import org.quantumcoin.wallet.treasury.TreasuryState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods by which a treasury pays: proposed, reviewed, approved, signed, sent.
final class ProposalRpc {
  private final WalletCalls calls;
  private final TokenCalls tokens;
  private final TreasuryCalls seats;
  private final FundOptions funding;

  ProposalRpc(WalletCalls calls, TokenCalls tokens) {
    this.calls = calls;
    this.tokens = tokens;
    this.seats = new TreasuryCalls(calls);
    this.funding = new FundOptions(calls);
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("createproposal", WALLET)
            .help(
                "Proposes a payment of the treasury and reserves its coins, until it is paid, rejected, withdrawn or past its deadline.")
            .param(
                RpcParam.required("outputs", RpcType.ARRAY, "Whom to pay")
                    .unchecked()
                    .shownAs("[{\"address\":amount,...},...]"))
            .param(RpcParam.options("options", "", createOptions()))
            .result(ProposalJson.SHOWN)
            .example("'[{\"address\": 0.1}]' '{\"note\": \"Rent\"}'")
            .handler(
                calls.on((wallet, call) -> {
                  WalletCalls.expectUnlocked(wallet);
                  return create(wallet, call);
                })));
    registry.add(
        RpcMethod.of("listproposals", WALLET)
            .help("The proposals of the treasury, by time.")
            .param(
                RpcParam.optional(
                    "live_only", RpcType.BOOLEAN, "false", "Only those that may still be paid"))
            .result("[ {...}, ... ]    (json array) As getproposal shows them")
            .example("")
            .handler(seats.onSeat(this::list)));
    registry.add(
        RpcMethod.of("getproposal", WALLET)
            .help("A proposal as it stands, with its PSBT and all signatures that count.")
            .param(idParam())
            .result(ProposalJson.SHOWN)
            .example("\"id\"")
            .handler(seats.onSeat(this::get)));
    registry.add(
        RpcMethod.of("reviewproposal", WALLET)
            .help(
                "What this wallet finds about a proposal by itself: coins, change, payees, fee, policy, and what changed since the last review.")
            .param(idParam())
            .result(
                "{ \"findings\": [{\"topic\",\"verdict\",\"sentence\"},...], \"changes\": [...], \"may_approve\": bool, \"may_sign\": bool }    (json object)")
            .example("\"id\"")
            .handler(seats.onSeat(this::review)));
    registry.add(
        decision(
                "approveproposal",
                "Approves a proposal, unless this wallet's own review forbids it.")
            .handler(deciding(ProposalDesk::approve)));
    registry.add(
        decision(
                "rejectproposal",
                "Rejects a proposal. One rejection stops it until the seat approves instead.")
            .param(RpcParam.required("reason", RpcType.STRING, "Why; the other seats read it"))
            .handler(deciding(ProposalDesk::reject)));
    registry.add(
        decision("withdrawproposal", "Takes a proposal of this seat back and releases its coins.")
            .param(RpcParam.optional("reason", RpcType.STRING, "", "Why; the other seats read it"))
            .handler(deciding(ProposalDesk::withdraw)));
    registry.add(
        decision("submitproposal", "Makes a draft of this seat a proposal.")
            .handler(deciding(ProposalDesk::submit)));
    registry.add(
        decision(
                "signproposal",
                "Signs a proposal, if it was approved and breaks no rule. A seat whose key is on a token names it; one whose key is elsewhere gives the PSBT that its device signed.")
            .param(
                RpcParam.optional(
                    "psbt", RpcType.STRING, "", "Signed elsewhere by this seat's key, in base64"))
            .param(
                RpcParam.optional(
                    "token",
                    RpcType.STRING,
                    "",
                    "The label or serial number of the token that has this seat's key"))
            .param(
                RpcParam.optional(
                    "pin",
                    RpcType.STRING,
                    "",
                    "The token's PIN; empty where the reader has keys of its own"))
            .handler(TokenCalls.guarded(calls.on(this::sign))));
    registry.add(
        decision("broadcastproposal", "Sends a proposal that has all its signatures.")
            .handler(
                deciding((desk, id) -> {
                  Txid _ = desk.broadcast(id);
                })));
  }

  private static RpcMethod.Builder decision(String name, String help) {
    return RpcMethod.of(name, WALLET)
        .help(help)
        .param(idParam())
        .result(ProposalJson.SHOWN)
        .example("\"id\"");
  }

  private static RpcParam idParam() {
    return RpcParam.required("id", RpcType.HEX, "The proposal's id, as listproposals shows it");
  }

  private static List<RpcParam> createOptions() {
    List<RpcParam> options = new ArrayList<>(FundOptions.params());
    options.add(RpcParam.optional("note", RpcType.STRING, "", "What it is for"));
    options.add(
        RpcParam.optional(
            "deadline_hours",
            RpcType.NUMBER,
            "168",
            "After which it is void and its coins are free"));
    options.add(RpcParam.optional("draft", RpcType.BOOLEAN, "false", "Not to be approved yet"));
    options.add(
        RpcParam.optional(
            "replaces", RpcType.HEX, "", "A proposal of this seat that it takes the place of"));
    options.add(RpcParam.optional("inputs", RpcType.ARRAY, "[]", "Coins to spend in any case"));
    return options;
  }

  private JsonNode create(Wallet wallet, RpcCall call) {
    JsonNode options = FundOptions.underOneName(call.get(1));
    JsonNode inputs = options.has("inputs") ? options.get("inputs") : Json.array();
    Transaction raw =
        new TxBuilder(calls.addresses())
            .build(
                inputs,
                call.get(0),
                Json.nothing(),
                options.has("replaceable") ? options.get("replaceable") : Json.nothing());
    PaymentRequest asked = funding.request(raw, options).withLockTime(OptionalLong.empty());
    long hours =
        options.has("deadline_hours")
            ? RpcCall.longInteger(options.get("deadline_hours"))
            : ProposalDesk.USUAL_DEADLINE_HOURS;
    Optional<String> replaces =
        options.has("replaces")
            ? Optional.of(Hex.encode(RpcCall.bytes(options.get("replaces"), "replaces")))
            : Optional.empty();
    String id =
        new ProposalDesk(wallet)
            .propose(
                asked,
                new ProposalDesk.Terms(
                    options.path("note").asString(""),
                    hours,
                    options.path("draft").asBoolean(false),
                    replaces));
    return show(wallet, id);
  }

  private JsonNode show(Wallet wallet, String id) {
    return wallet.locked(() -> show(TreasuryCalls.treasury(wallet), ByteString.fromHex(id)));
  }

  private ObjectNode show(Treasury treasury, ByteString id) {
    TreasuryState state = treasury.state();
    return ProposalJson.write(state, TreasuryCalls.proposal(state, id), calls);
  }

  private JsonNode list(Treasury treasury, RpcCall call) {
    boolean liveOnly = call.bool(0, false);
    TreasuryState state = treasury.state();
    ArrayNode all = Json.array();
    for (ProposalView view : state.proposals()) {
      if (!liveOnly || view.state().isLive()) {
        all.add(ProposalJson.write(state, view, calls));
      }
    }
    return all;
  }

  private JsonNode get(Treasury treasury, RpcCall call) {
    ByteString id = TreasuryCalls.id(call, 0);
    ObjectNode json = show(treasury, id);
    return json.put("psbt", treasury.state().combined(id).toBase64());
  }

  private JsonNode review(Treasury treasury, RpcCall call) {
    ByteString id = TreasuryCalls.id(call, 0);
    TreasuryState state = treasury.state();
    ProposalView view = TreasuryCalls.proposal(state, id);
    ReviewReport report = treasury.review(state, view);
    treasury.noteSeen(id);
    return ProposalJson.write(report, view);
  }

  private interface Decision {
    void make(ProposalDesk desk, String id);
  }

  private RpcMethod.Handler deciding(Decision decision) {
    return calls.on((wallet, call) -> {
      WalletCalls.expectUnlocked(wallet);
      String id = TreasuryCalls.id(call, 0).toHex();
      decision.make(new ProposalDesk(wallet), id);
      return show(wallet, id);
    });
  }

  private RpcMethod.Handler deciding(Word word) {
    return calls.on((wallet, call) -> {
      WalletCalls.expectUnlocked(wallet);
      String id = TreasuryCalls.id(call, 0).toHex();
      word.say(new ProposalDesk(wallet), id, call.string(1, ""));
      return show(wallet, id);
    });
  }

  private interface Word {
    void say(ProposalDesk desk, String id, String reason);
  }

  private JsonNode sign(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    String id = TreasuryCalls.id(call, 0).toHex();
    boolean elsewhere = !call.string(1, "").isEmpty();
    String token = call.string(2, "");
    if (elsewhere && !token.isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "Give the PSBT that was signed elsewhere, or name the token that signs now, not both.");
    }
    SigningDesk desk = new SigningDesk(wallet);
    if (elsewhere) {
      desk.signElsewhere(id, PsbtRpc.decode(call.get(1)));
    } else if (token.isEmpty()) {
      desk.signHere(id);
    } else {
      desk.signByToken(
          id, job -> tokens.with(token, call.string(3, ""), session -> job.sign(session, token)));
    }
    return show(wallet, id);
  }
}

package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
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
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Finalizer;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentBuilder;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.WalletPsbts;
import org.quantumcoin.wallet.treasury.EventBody;
import org.quantumcoin.wallet.treasury.ProposalState;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.ReviewReport;
import org.quantumcoin.wallet.treasury.TreasuryState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods by which a treasury pays: proposed, reviewed, approved, signed, sent.
final class ProposalRpc {
  private static final long HOUR = 3_600;
  private static final long USUAL_DEADLINE_HOURS = 7 * 24;

  private final WalletCalls calls;
  private final ProposalSigning signing;
  private final TreasuryCalls seats;
  private final FundOptions funding;

  ProposalRpc(WalletCalls calls, TokenCalls tokens) {
    this.calls = calls;
    this.signing = new ProposalSigning(tokens);
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
            .handler(seats.bySeat(this::create)));
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
            .handler(seats.bySeat(this::approve)));
    registry.add(
        decision(
                "rejectproposal",
                "Rejects a proposal. One rejection stops it until the seat approves instead.")
            .param(RpcParam.required("reason", RpcType.STRING, "Why; the other seats read it"))
            .handler(seats.bySeat(this::reject)));
    registry.add(
        decision("withdrawproposal", "Takes a proposal of this seat back and releases its coins.")
            .param(RpcParam.optional("reason", RpcType.STRING, "", "Why; the other seats read it"))
            .handler(
                seats.bySeat((treasury, call) ->
                    decideOwn(
                        treasury,
                        call,
                        new EventBody.Withdrawn(TreasuryCalls.id(call, 0), call.string(1, ""))))));
    registry.add(
        decision("submitproposal", "Makes a draft of this seat a proposal.")
            .handler(
                seats.bySeat((treasury, call) ->
                    decideOwn(
                        treasury, call, new EventBody.Submitted(TreasuryCalls.id(call, 0))))));
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
            .handler(calls.on(this::broadcast)));
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

  private long now() {
    return calls.wallets().clock().instant().getEpochSecond();
  }

  private JsonNode create(Treasury treasury, RpcCall call) {
    Wallet wallet = calls.wallet(call);
    JsonNode options = FundOptions.underOneName(call.get(1));
    JsonNode inputs = options.has("inputs") ? options.get("inputs") : Json.array();
    Transaction raw =
        new TxBuilder(calls.addresses())
            .build(
                inputs,
                call.get(0),
                Json.nothing(),
                options.has("replaceable") ? options.get("replaceable") : Json.nothing());
    treasury.expectMaySay(new EventBody.Proposed(ByteString.EMPTY, "", 0, false, Optional.empty()));
    PaymentRequest asked = funding.request(raw, options).withLockTime(OptionalLong.empty());
    if (asked.changeTo().isPresent() || asked.changeType().isPresent()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "The change of a proposal goes back to the treasury. Leave changeAddress and change_type out. Nothing was changed.");
    }
    PaymentRequest request =
        asked
            .withCoinsOf(treasury::watches)
            .withChange(
                Optional.of(treasury.changeScript()), Optional.empty(), asked.changePosition());
    Optional<ByteString> replaces =
        options.has("replaces")
            ? Optional.of(ByteString.of(RpcCall.bytes(options.get("replaces"), "replaces")))
            : Optional.empty();
    if (replaces.isPresent()) {
      // Of the two at most one can ever be paid.
      Map<OutPoint, OptionalLong> replaced = coins(treasury, replaces.get());
      if (request.coins().isEmpty()) {
        request = request.withCoins(replaced, true);
      } else if (Collections.disjoint(request.coins().keySet(), replaced.keySet())) {
        throw refused(
            "A proposal that takes another's place must spend one of its coins, or both could be paid. Nothing was changed; the coins are safe.");
      }
    }
    Payment payment = new PaymentBuilder(wallet, new SecureRandom(), now()).build(request);
    Psbt psbt = WalletPsbts.update(wallet, Psbt.of(payment.tx()), true);
    long hours =
        options.has("deadline_hours")
            ? RpcCall.longInteger(options.get("deadline_hours"))
            : USUAL_DEADLINE_HOURS;
    ByteString id =
        treasury.say(
            new EventBody.Proposed(
                ByteString.of(psbt.encode()),
                options.path("note").asString(""),
                now() + Math.clamp(hours, 0, 24 * 365) * HOUR,
                options.path("draft").asBoolean(false),
                replaces));
    payment
        .changePosition()
        .ifPresent(at -> wallet.takeChange(payment.tx().outputs().get(at).script()));
    treasury.noteSeen(id);
    return show(treasury, id);
  }

  /// Of a proposal that this seat made.
  private static Map<OutPoint, OptionalLong> coins(Treasury treasury, ByteString id) {
    ProposalView view = TreasuryCalls.proposal(treasury.state(), id);
    if (view.proposer() != treasury.seat()) {
      throw refused(
          "Only a proposal of this seat can be replaced by it. Nothing was changed; the coins are safe.");
    }
    Map<OutPoint, OptionalLong> coins = new LinkedHashMap<>();
    view.content().coins().forEach(coin -> coins.put(coin, OptionalLong.empty()));
    return coins;
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

  private JsonNode say(Treasury treasury, RpcCall call, EventBody body) {
    ByteString id = TreasuryCalls.id(call, 0);
    ProposalView _ = TreasuryCalls.proposal(treasury.state(), id);
    ByteString _ = treasury.say(body);
    return show(treasury, id);
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  private JsonNode approve(Treasury treasury, RpcCall call) {
    ByteString id = TreasuryCalls.id(call, 0);
    EventBody body = new EventBody.Approved(id);
    treasury.expectMaySay(body);
    TreasuryState state = treasury.state();
    ProposalView view = TreasuryCalls.proposal(state, id);
    if (view.proposer() == treasury.seat()) {
      throw refused(
          "The seat %s proposed this payment; its own approval would not count. Nothing was changed."
              .formatted(treasury.own().name()));
    }
    if (view.votes().stream().anyMatch(v -> v.seat() == treasury.seat() && v.approves())) {
      throw refused(
          "The seat %s has approved the proposal already. Nothing was changed."
              .formatted(treasury.own().name()));
    }
    treasury
        .review(state, view)
        .refusalToApprove(view)
        .ifPresent(why -> {
          throw refused(why);
        });
    return say(treasury, call, body);
  }

  private JsonNode reject(Treasury treasury, RpcCall call) {
    String reason = call.string(1);
    if (reason.isBlank()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "A rejection needs a reason: the other seats read it. Nothing was changed.");
    }
    return decide(treasury, call, new EventBody.Rejected(TreasuryCalls.id(call, 0), reason));
  }

  /// Of one's own proposal.
  private JsonNode decideOwn(Treasury treasury, RpcCall call, EventBody.AboutProposal body) {
    treasury.expectMaySay(body);
    ProposalView view = TreasuryCalls.proposal(treasury.state(), body.proposal());
    if (view.proposer() != treasury.seat()) {
      throw refused(
          "The proposal is that of the seat %s, who alone can do this (%s). Nothing was changed."
              .formatted(treasury.charter().seats().get(view.proposer()).name(), body.word()));
    }
    return decide(treasury, call, body);
  }

  /// Unless it is over.
  private JsonNode decide(Treasury treasury, RpcCall call, EventBody.AboutProposal body) {
    treasury.expectMaySay(body);
    ProposalView view = TreasuryCalls.proposal(treasury.state(), body.proposal());
    if (!view.state().isLive() && view.state() != ProposalState.REJECTED) {
      throw refused(
          "The proposal is %s; there is nothing to decide any more. %s Nothing was changed."
              .formatted(view.state().word(), view.because()));
    }
    return say(treasury, call, body);
  }

  private JsonNode sign(Wallet wallet, RpcCall call) {
    signing.sign(wallet, call);
    return wallet.locked(() -> show(TreasuryCalls.treasury(wallet), TreasuryCalls.id(call, 0)));
  }

  private JsonNode broadcast(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    ByteString id = TreasuryCalls.id(call, 0);
    Transaction tx =
        wallet.locked(() -> {
          Treasury treasury = TreasuryCalls.treasury(wallet);
          // Before it is sent: afterwards it would be too late to refuse.
          treasury.expectMaySay(new EventBody.Broadcast(id, new Txid(Hash256.ZERO)));
          return finished(treasury, id);
        });
    wallet
        .sendTransaction(tx)
        .ifPresent(reason -> {
          throw refused(
              "The network does not take the payment (%s). Nothing was paid; the coins are safe. Find out why, or propose it again."
                  .formatted(reason));
        });
    return wallet.locked(() -> {
      Treasury treasury = TreasuryCalls.treasury(wallet);
      wallet.keepTransaction(tx, Map.of("comment", note(treasury, id)));
      return say(treasury, call, new EventBody.Broadcast(id, tx.txid()));
    });
  }

  private static String note(Treasury treasury, ByteString id) {
    return treasury.state().find(id).map(view -> view.body().note()).orElse("");
  }

  private static Transaction finished(Treasury treasury, ByteString id) {
    TreasuryState state = treasury.state();
    ProposalView view = TreasuryCalls.proposal(state, id);
    boolean ready =
        (view.state() == ProposalState.SIGNED || view.state() == ProposalState.BROADCAST)
            && view.isFullySigned();
    if (!ready) {
      throw refused(
          "The proposal is %s and cannot be sent. %s Nothing was paid; the coins are safe."
              .formatted(view.state().word(), view.because()));
    }
    try {
      Finalizer.Result result = new Finalizer(new MiniscriptSatisfier()).finish(state.combined(id));
      return Extractor.extract(result.psbt());
    } catch (PsbtException e) {
      throw refused(
          "The signatures do not make the payment valid (%s). Nothing was paid; the coins are safe."
              .formatted(e.getMessage()));
    }
  }
}

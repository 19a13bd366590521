package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.RAWTRANSACTIONS;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptTemplates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that give transactions to the mempool, or ask whether it would take them.
final class BroadcastRpc {
  /// Core's `DEFAULT_MAX_RAW_TX_FEE_RATE`: a tenth of a coin for 1,000 virtual bytes, against
  /// mistakes.
  private static final FeeRate DEFAULT_MAX_FEE_RATE = new FeeRate(Amount.COIN / 10);

  /// Core's `MAX_PACKAGE_COUNT`.
  private static final int MAX_PACKAGE_COUNT = 25;

  private static final String MISSING_OR_SPENT = "bad-txns-inputs-missingorspent";

  private final ChainManager chain;
  private final Mempool pool;

  BroadcastRpc(ChainManager chain, Mempool pool) {
    this.chain = chain;
    this.pool = pool;
  }

  void register(RpcRegistry registry) {
    RpcParam maxFeeRate =
        RpcParam.optional(
            "maxfeerate",
            RpcType.AMOUNT,
            "\"0.10\"",
            "Reject transactions whose fee rate is higher than the specified value, in coins/kvB. Set to 0 to accept any fee rate.");
    registry.add(
        RpcMethod.of("sendrawtransaction", RAWTRANSACTIONS)
            .help("Submit a raw transaction (serialized, hex-encoded) to the network.")
            .param(
                RpcParam.required(
                    "hexstring", RpcType.HEX, "The hex string of the raw transaction"))
            .param(maxFeeRate)
            .param(
                RpcParam.optional(
                    "maxburnamount",
                    RpcType.AMOUNT,
                    "\"0.00\"",
                    "Reject transactions with provably unspendable outputs greater than the specified value"))
            .result("\"hex\"    (string) The transaction hash in hex")
            .example("\"signedhex\"")
            .handler(this::send));
    registry.add(
        RpcMethod.of("testmempoolaccept", RAWTRANSACTIONS)
            .help(
                "Returns result of mempool acceptance tests indicating if raw transaction(s) (serialized, hex-encoded) would be accepted by mempool.")
            .param(
                RpcParam.required(
                        "rawtxs", RpcType.ARRAY, "An array of hex strings of raw transactions.")
                    .shownAs("[\"rawtx\",...]"))
            .param(maxFeeRate)
            .result(
                "[{ \"txid\", \"wtxid\", \"allowed\", \"vsize\", \"fees\", \"reject-reason\", \"reject-details\" }, ...]    (json array)")
            .example("'[\"signedhex\"]'")
            .handler(this::test));
  }

  private static FeeRate feeRate(JsonNode value) {
    if (value.isNull()) {
      return DEFAULT_MAX_FEE_RATE;
    }
    long sats = Json.amountFrom(value);
    if (sats >= Amount.COIN) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Fee rates larger than or equal to 1BTC/kvB are not accepted");
    }
    return new FeeRate(sats);
  }

  private JsonNode send(RpcCall call) {
    long maxBurn = call.has(2) ? Json.amountFrom(call.get(2)) : 0;
    Transaction tx =
        RawTxRpc.parse(call.get(0), "TX decode failed. Make sure the tx has at least one input.");
    for (TxOut out : tx.outputs()) {
      boolean burns =
          ScriptTemplates.isUnspendable(out.script())
              || !ScriptTemplates.hasValidOperations(out.script());
      if (burns && out.value() > maxBurn) {
        throw new RpcException(
            RpcErrorCode.VERIFY_ERROR,
            "Unspendable output exceeds maximum configured by user (maxburnamount)");
      }
    }
    FeeRate maxRate = feeRate(call.get(1));
    if (pool.find(tx.txid()) == null) {
      refuseIfMined(tx);
      refuseIfTooDear(tx, maxRate.fee(tx.virtualSize()));
      submit(tx);
    }
    return Json.string(tx.txid().toString());
  }

  /// Its outputs are coins already: it was mined.
  private void refuseIfMined(Transaction tx) {
    boolean mined =
        Waiting.on(
            chain.onWriter(view -> {
              for (int i = 0; i < tx.outputs().size(); i++) {
                if (view.coins().get(new OutPoint(tx.txid(), i)) != null) {
                  return true;
                }
              }
              return false;
            }));
    if (mined) {
      throw new RpcException(
          RpcErrorCode.VERIFY_ALREADY_IN_UTXO_SET, "Transaction outputs already in utxo set");
    }
  }

  private void refuseIfTooDear(Transaction tx, long maxFee) {
    if (maxFee <= 0) {
      return;
    }
    TxAcceptance answer = Waiting.on(pool.test(List.of(tx))).getFirst();
    if (answer instanceof TxAcceptance.Accepted accepted && accepted.feeSats() > maxFee) {
      throw new RpcException(
          RpcErrorCode.VERIFY_ERROR,
          "Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)");
    }
  }

  private void submit(Transaction tx) {
    switch (Waiting.on(pool.submit(tx))) {
      case TxAcceptance.Accepted _ -> pool.awaitBroadcast(tx.txid());
      case TxAcceptance.AlreadyKnown(String reason) ->
          throw new RpcException(RpcErrorCode.VERIFY_REJECTED, reason);
      case TxAcceptance.MissingInputs _ ->
          throw new RpcException(RpcErrorCode.VERIFY_ERROR, MISSING_OR_SPENT);
      case TxAcceptance.Refused(_, String reason, String detail) ->
          throw new RpcException(RpcErrorCode.VERIFY_REJECTED, withDetail(reason, detail));
    }
  }

  private static String withDetail(String reason, String detail) {
    return detail.isEmpty() ? reason : reason + ", " + detail;
  }

  private JsonNode test(RpcCall call) {
    JsonNode raw = call.get(0);
    if (raw.isEmpty() || raw.size() > MAX_PACKAGE_COUNT) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Array must contain between 1 and " + MAX_PACKAGE_COUNT + " transactions.");
    }
    FeeRate maxRate = feeRate(call.get(1));
    List<Transaction> transactions = new ArrayList<>();
    for (JsonNode hex : raw) {
      transactions.add(
          RawTxRpc.parse(
              hex,
              "TX decode failed: "
                  + RpcCall.string(hex)
                  + " Make sure the tx has at least one input."));
    }
    List<TxAcceptance> answers = Waiting.on(pool.test(transactions));
    ArrayNode results = Json.array();
    boolean stopped = false;
    for (int i = 0; i < transactions.size(); i++) {
      Transaction tx = transactions.get(i);
      ObjectNode result =
          Json.object().put("txid", tx.txid().toString()).put("wtxid", tx.wtxid().toString());
      if (!stopped && i < answers.size()) {
        stopped = addAnswer(result, tx, answers.get(i), maxRate);
      }
      results.add(result);
    }
    return results;
  }

  /// Whether what follows is left open because this one costs too much.
  private static boolean addAnswer(
      ObjectNode result, Transaction tx, TxAcceptance answer, FeeRate maxRate) {
    switch (answer) {
      case TxAcceptance.Accepted(long fee, long virtualSize) -> {
        long maxFee = maxRate.fee(virtualSize);
        if (maxFee > 0 && fee > maxFee) {
          result.put("allowed", false).put("reject-reason", "max-fee-exceeded");
          return true;
        }
        result.put("allowed", true).put("vsize", virtualSize);
        ObjectNode fees = Json.object();
        fees.set("base", Json.amount(fee));
        fees.set("effective-feerate", Json.amount(FeeRate.of(fee, virtualSize).satPerKvb()));
        fees.set("effective-includes", Json.array().add(tx.wtxid().toString()));
        result.set("fees", fees);
      }
      case TxAcceptance.AlreadyKnown(String reason) -> refuse(result, reason, "");
      case TxAcceptance.MissingInputs _ ->
          result.put("allowed", false).put("reject-reason", "missing-inputs");
      case TxAcceptance.Refused(_, String reason, String detail) -> refuse(result, reason, detail);
    }
    return false;
  }

  private static void refuse(ObjectNode result, String reason, String detail) {
    result.put("allowed", false);
    result.put("reject-reason", reason);
    result.put("reject-details", withDetail(reason, detail));
  }
}

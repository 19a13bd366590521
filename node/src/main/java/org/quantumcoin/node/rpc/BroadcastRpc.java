package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.RAWTRANSACTIONS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.PackageAcceptance;
import org.quantumcoin.node.mempool.PackageAcceptance.Member;
import org.quantumcoin.node.mempool.PackageAcceptance.Outcome;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.policy.PackageRules;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;
import org.quantumcoin.node.script.ScriptTemplates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that give transactions to the mempool, or ask whether it would take them.
final class BroadcastRpc {
  /// Core's `DEFAULT_MAX_RAW_TX_FEE_RATE`: a tenth of a coin for 1,000 virtual bytes, against
  /// mistakes.
  private static final FeeRate DEFAULT_MAX_FEE_RATE = new FeeRate(Amount.COIN / 10);

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
    RpcParam maxBurnAmount =
        RpcParam.optional(
            "maxburnamount",
            RpcType.AMOUNT,
            "\"0.00\"",
            "Reject transactions with provably unspendable outputs greater than the specified value");
    registry.add(
        RpcMethod.of("sendrawtransaction", RAWTRANSACTIONS)
            .help("Submit a raw transaction (serialized, hex-encoded) to the network.")
            .param(
                RpcParam.required(
                    "hexstring", RpcType.HEX, "The hex string of the raw transaction"))
            .param(maxFeeRate)
            .param(maxBurnAmount)
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
                "[{ \"txid\", \"wtxid\", \"package-error\", \"allowed\", \"vsize\", \"fees\", \"reject-reason\", \"reject-details\" }, ...]    (json array)")
            .example("'[\"signedhex\"]'")
            .handler(this::test));
    registry.add(
        RpcMethod.of("submitpackage", RAWTRANSACTIONS)
            .help(
                """
                Submit a package of raw transactions (serialized, hex-encoded) to local node.
                The package will be validated according to consensus and mempool policy rules. If any transaction passes, it will be accepted to mempool.
                This RPC is experimental and the interface may be unstable.
                Warning: successful submission does not mean the transactions will propagate throughout the network.\
                """)
            .param(
                RpcParam.required(
                        "package",
                        RpcType.ARRAY,
                        """
                        An array of raw transactions.
                        The package must consist of a transaction with all of its unconfirmed parents, or of a single transaction. None of the parents may depend on each other.
                        The package must be topologically sorted, with the child being the last element in the array.\
                        """)
                    .shownAs("[\"rawtx\",...]"))
            .param(maxFeeRate)
            .param(maxBurnAmount)
            .result(
                "{ \"package_msg\", \"tx-results\" : { \"wtxid\" : { \"txid\", \"other-wtxid\", \"vsize\", \"fees\", \"error\" }, ... }, \"replaced-transactions\" }    (json object)")
            .example("'[\"rawtx1\", \"rawtx2\"]'")
            .handler(this::submitPackage));
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
    refuseIfBurning(tx, maxBurn);
    FeeRate maxRate = feeRate(call.get(1));
    if (pool.find(tx.txid()) == null) {
      refuseIfMined(tx);
      refuseIfTooDear(tx, maxRate.fee(tx.virtualSize()));
      submit(tx);
    }
    return Json.string(tx.txid().toString());
  }

  private static void refuseIfBurning(Transaction tx, long maxBurn) {
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
    TxAcceptance answer = Waiting.on(pool.test(tx));
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
      case TxAcceptance.Refused refused ->
          throw new RpcException(RpcErrorCode.VERIFY_REJECTED, refused.text());
    }
  }

  /// The transactions of a list of hexadecimal texts, of which there may be so many as a package
  /// has.
  private static List<JsonNode> rawList(JsonNode raw) {
    if (raw.isEmpty() || raw.size() > PackageRules.MAX_COUNT) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Array must contain between 1 and " + PackageRules.MAX_COUNT + " transactions.");
    }
    List<JsonNode> texts = new ArrayList<>(raw.size());
    raw.forEach(texts::add);
    return texts;
  }

  private static Transaction parseMember(JsonNode hex) {
    return RawTxRpc.parse(
        hex,
        "TX decode failed: " + RpcCall.string(hex) + " Make sure the tx has at least one input.");
  }

  private JsonNode test(RpcCall call) {
    List<JsonNode> raw = rawList(call.get(0));
    FeeRate maxRate = feeRate(call.get(1));
    List<Transaction> transactions = raw.stream().map(BroadcastRpc::parseMember).toList();
    PackageAcceptance answers = test(transactions);
    ArrayNode results = Json.array();
    boolean stopped = false;
    for (Transaction tx : transactions) {
      ObjectNode result = Json.object();
      result.put("txid", tx.txid().toString()).put("wtxid", tx.wtxid().toString());
      if (answers.outcome() == Outcome.PACKAGE_REFUSED) {
        result.put("package-error", answers.error());
      }
      if (!stopped && answers.members().get(tx.wtxid()) instanceof Member.Judged(var answer)) {
        stopped = addAnswer(result, answer, maxRate);
      }
      results.add(result);
    }
    return results;
  }

  private PackageAcceptance test(List<Transaction> transactions) {
    if (transactions.size() > 1) {
      return Waiting.on(pool.test(transactions));
    }
    Transaction only = transactions.getFirst();
    TxAcceptance answer = Waiting.on(pool.test(only));
    // Nobody asks what became of a package that is none.
    return new PackageAcceptance(
        Outcome.TAKEN, "", Map.of(only.wtxid(), new Member.Judged(answer)));
  }

  /// Whether what follows is left open because this one costs too much.
  private static boolean addAnswer(ObjectNode result, TxAcceptance answer, FeeRate maxRate) {
    switch (answer) {
      case TxAcceptance.Accepted accepted -> {
        long maxFee = maxRate.fee(accepted.virtualSize());
        if (maxFee > 0 && accepted.feeSats() > maxFee) {
          result.put("allowed", false).put("reject-reason", "max-fee-exceeded");
          return true;
        }
        result.put("allowed", true).put("vsize", accepted.virtualSize());
        result.set("fees", fees(accepted));
      }
      case TxAcceptance.AlreadyKnown(String reason) -> refuse(result, reason, reason);
      case TxAcceptance.MissingInputs _ ->
          result.put("allowed", false).put("reject-reason", "missing-inputs");
      case TxAcceptance.Refused refused -> refuse(result, refused.reason(), refused.text());
    }
    return false;
  }

  private static ObjectNode fees(TxAcceptance.Accepted accepted) {
    ObjectNode fees = Json.object();
    fees.set("base", Json.amount(accepted.feeSats()));
    fees.set("effective-feerate", Json.amount(accepted.effectiveFeeRate().satPerKvb()));
    ArrayNode includes = Json.array();
    accepted.effectiveIncludes().forEach(wtxid -> includes.add(wtxid.toString()));
    fees.set("effective-includes", includes);
    return fees;
  }

  private static void refuse(ObjectNode result, String reason, String details) {
    result.put("allowed", false);
    result.put("reject-reason", reason);
    result.put("reject-details", details);
  }

  private JsonNode submitPackage(RpcCall call) {
    List<JsonNode> raw = rawList(call.get(0));
    FeeRate maxRate = feeRate(call.get(1));
    long maxBurn = call.has(2) ? Json.amountFrom(call.get(2)) : 0;
    List<Transaction> members = new ArrayList<>(raw.size());
    for (JsonNode hex : raw) {
      Transaction tx = parseMember(hex);
      refuseIfBurning(tx, maxBurn);
      members.add(tx);
    }
    if (members.size() > 1 && !PackageRules.isChildWithParentsTree(members)) {
      throw new RpcException(
          RpcErrorCode.VERIFY_ERROR,
          "package topology disallowed. not child-with-parents or parents depend on each other.");
    }
    PackageAcceptance answers =
        Waiting.on(pool.submitPackage(members, maxRate.satPerKvb() == 0 ? null : maxRate));
    members.forEach(tx -> pool.awaitBroadcast(tx.txid()));
    ObjectNode result = Json.object();
    result.put("package_msg", answers.outcome() == Outcome.TAKEN ? "success" : answers.error());
    ObjectNode results = Json.object();
    SortedSet<Txid> replaced =
        new TreeSet<>(Comparator.comparing(id -> id.hash().toBytes(), Arrays::compareUnsigned));
    for (Transaction tx : members) {
      Member answer = answers.members().get(tx.wtxid());
      if (answer != null) {
        results.set(tx.wtxid().toString(), memberResult(tx, answer, replaced));
      }
    }
    result.set("tx-results", results);
    ArrayNode gone = Json.array();
    replaced.forEach(txid -> gone.add(txid.toString()));
    result.set("replaced-transactions", gone);
    return result;
  }

  private static ObjectNode memberResult(Transaction tx, Member answer, Set<Txid> replaced) {
    ObjectNode result = Json.object().put("txid", tx.txid().toString());
    switch (answer) {
      case Member.OtherWitness(Wtxid other) -> result.put("other-wtxid", other.toString());
      case Member.InPool(long fee, long virtualSize) -> {
        result.put("vsize", virtualSize);
        ObjectNode fees = Json.object();
        fees.set("base", Json.amount(fee));
        result.set("fees", fees);
      }
      case Member.Judged(TxAcceptance.Accepted accepted) -> {
        replaced.addAll(accepted.replaced());
        result.put("vsize", accepted.virtualSize());
        result.set("fees", fees(accepted));
      }
      case Member.Judged(TxAcceptance.AlreadyKnown(String reason)) -> result.put("error", reason);
      case Member.Judged(TxAcceptance.MissingInputs _) -> result.put("error", MISSING_OR_SPENT);
      case Member.Judged(TxAcceptance.Refused refused) -> result.put("error", refused.text());
    }
    return result;
  }
}

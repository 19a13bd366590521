package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.quantumcoin.node.api.PoolAccess.PoolTransaction;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.wallet.KeyRing;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.store.AddressRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that show and lock coins.
final class UnspentRpc {
  private static final int DEFAULT_MAX_DEPTH = 9_999_999;

  /// From so many coins on it is worth to wake other cores.
  private static final int PARALLEL_FROM = 32;

  private final WalletCalls calls;
  private final AddressDetails details;

  UnspentRpc(WalletCalls calls) {
    this.calls = calls;
    this.details = new AddressDetails(calls);
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("listunspent", WALLET)
            .help(
                """
                Returns array of unspent transaction outputs
                with between minconf and maxconf (inclusive) confirmations.
                Optionally filter to only include txouts paid to specified addresses.\
                """)
            .param(
                RpcParam.optional(
                    "minconf", RpcType.NUMBER, "1", "The minimum confirmations to filter"))
            .param(
                RpcParam.optional(
                    "maxconf", RpcType.NUMBER, "9999999", "The maximum confirmations to filter"))
            .param(
                RpcParam.optional("addresses", RpcType.ARRAY, "[]", "The addresses to filter")
                    .shownAs("[\"address\",...]"))
            .param(
                RpcParam.optional(
                    "include_unsafe",
                    RpcType.BOOLEAN,
                    "true",
                    "Include outputs that are not safe to spend"))
            .param(
                RpcParam.options(
                    "query_options",
                    "",
                    List.of(
                        RpcParam.optional(
                            "minimumAmount", RpcType.AMOUNT, "", "Minimum value of each UTXO"),
                        RpcParam.optional(
                            "maximumAmount", RpcType.AMOUNT, "", "Maximum value of each UTXO"),
                        RpcParam.optional(
                            "maximumCount", RpcType.NUMBER, "", "Maximum number of UTXOs"),
                        RpcParam.optional(
                            "minimumSumAmount",
                            RpcType.AMOUNT,
                            "",
                            "Minimum sum value of all UTXOs"),
                        RpcParam.optional(
                            "include_immature_coinbase",
                            RpcType.BOOLEAN,
                            "false",
                            "Include immature coinbase UTXOs"))))
            .result("[ {...}, ... ]    (json array)")
            .example("6 9999999 \"[\\\"address\\\"]\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> list(wallet, call)))));
    registry.add(
        RpcMethod.of("lockunspent", WALLET)
            .help(
                "Updates list of temporarily unspendable outputs.\n"
                    + "Temporarily lock (unlock=false) or unlock (unlock=true) specified transaction outputs.")
            .param(
                RpcParam.required(
                    "unlock",
                    RpcType.BOOLEAN,
                    "Whether to unlock (true) or lock (false) the specified transactions"))
            .param(
                RpcParam.optional(
                        "transactions",
                        RpcType.ARRAY,
                        "[]",
                        "The transaction outputs and within each, the txid (string) vout (numeric).")
                    .shownAs("[{\"txid\":\"hex\",\"vout\":n},...]"))
            .param(
                RpcParam.optional(
                    "persistent",
                    RpcType.BOOLEAN,
                    "false",
                    "Whether to write/erase this lock in the wallet database, or keep the change in memory only."))
            .result("true|false    (boolean) Whether the command was successful or not")
            .example("false \"[{\\\"txid\\\":\\\"hex\\\",\\\"vout\\\":1}]\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> lock(wallet, call)))));
    registry.add(
        RpcMethod.of("listlockunspent", WALLET)
            .help("Returns list of temporarily unspendable outputs.")
            .result("[ { \"txid\": \"hex\", \"vout\": n }, ... ]    (json array)")
            .example("")
            .handler(
                calls.on((wallet, _) ->
                    wallet.locked(() -> {
                      ArrayNode result = Json.array();
                      for (OutPoint coin : wallet.lockedCoins().all()) {
                        result.add(
                            Json.object()
                                .put("txid", coin.txid().toString())
                                .put("vout", coin.indexUnsigned()));
                      }
                      return result;
                    }))));
  }

  private JsonNode list(Wallet wallet, RpcCall call) {
    int minDepth = call.integer(0, 1);
    int maxDepth = call.integer(1, DEFAULT_MAX_DEPTH);
    Set<Script> wanted = wanted(call.get(2));
    boolean includeUnsafe = call.bool(3, true);
    JsonNode options = call.get(4);
    long minAmount = amount(options, "minimumAmount", 1);
    long maxAmount = amount(options, "maximumAmount", Amount.MAX_MONEY);
    long minSum = amount(options, "minimumSumAmount", Amount.MAX_MONEY);
    long maxCount =
        options.has("maximumCount") ? RpcCall.longInteger(options.get("maximumCount")) : 0;
    boolean immature = options.path("include_immature_coinbase").asBoolean(false);
    List<OwnCoin> found = new ArrayList<>();
    long sum = 0;
    for (OwnCoin coin : wallet.ledger().coins(immature)) {
      long value = coin.out().value();
      if (coin.depth() < minDepth
          || coin.depth() > maxDepth
          || value < minAmount
          || value > maxAmount
          || (!includeUnsafe && !coin.safe())
          || wallet.lockedCoins().contains(coin.outpoint())) {
        continue;
      }
      // As in Core: how much is enough counts before addresses are looked at.
      if (wanted.isEmpty() || wanted.contains(coin.out().script())) {
        found.add(coin);
      }
      sum = Math.addExact(sum, value);
      if (sum >= minSum || (maxCount > 0 && found.size() >= maxCount)) {
        break;
      }
    }
    return describe(wallet, found);
  }

  /// What is derived from a descriptor for a coin.
  private record Derived(OwnCoin coin, Expansion expansion, Optional<String> descriptor) {}

  private JsonNode describe(Wallet wallet, List<OwnCoin> coins) {
    KeyRing keys = wallet.keys();
    Stream<OwnCoin> stream = coins.size() < PARALLEL_FROM ? coins.stream() : coins.parallelStream();
    // Other cores derive; what the wallet's lock guards is read here.
    List<Derived> derived = stream.map(coin -> derived(keys, coin)).toList();
    ArrayNode result = Json.array();
    derived.forEach(each -> result.add(describe(wallet, each)));
    return result;
  }

  private Derived derived(KeyRing keys, OwnCoin coin) {
    Expansion expansion = keys.expansion(coin.source());
    Descriptor inferred = details.infer(expansion, coin.out().script());
    return new Derived(
        coin, expansion, inferred.isSolvable() ? Optional.of(inferred.format()) : Optional.empty());
  }

  private static long amount(JsonNode options, String name, long otherwise) {
    return options.has(name) ? Json.amountFrom(options.get(name)) : otherwise;
  }

  private Set<Script> wanted(JsonNode addresses) {
    Set<Script> wanted = new HashSet<>();
    if (addresses.isArray()) {
      for (JsonNode each : addresses) {
        String text = RpcCall.string(each);
        if (!wanted.add(calls.script(text))) {
          throw WalletCalls.error(
              RpcErrorCode.INVALID_PARAMETER, "Invalid parameter, duplicated address: " + text);
        }
      }
    }
    return wanted;
  }

  private ObjectNode describe(Wallet wallet, Derived derived) {
    OwnCoin coin = derived.coin();
    Script script = coin.out().script();
    ObjectNode json = Json.object();
    json.put("txid", coin.outpoint().txid().toString());
    json.put("vout", coin.outpoint().indexUnsigned());
    Optional<String> address = calls.addresses().encode(script);
    if (address.isPresent()) {
      json.put("address", address.get());
      wallet
          .book()
          .find(script)
          .map(AddressRow::label)
          .ifPresent(label -> json.put("label", label));
      addScripts(json, script, derived.expansion());
    }
    json.put("scriptPubKey", script.toHex());
    json.set("amount", Json.amount(coin.out().value()));
    json.put("confirmations", coin.depth());
    if (coin.depth() == 0) {
      wallet.node().pooled(coin.outpoint().txid()).ifPresent(entry -> addAncestry(json, entry));
    }
    json.put("spendable", true);
    json.put("solvable", derived.descriptor().isPresent());
    derived.descriptor().ifPresent(text -> json.put("desc", text));
    json.set(
        "parent_descs",
        Json.array().add(wallet.keys().get(coin.source().descriptor()).row().givenForm()));
    if (wallet.options().avoidReuse()) {
      json.put("reused", wallet.isReused(script));
    }
    return json.put("safe", coin.safe());
  }

  private static void addAncestry(ObjectNode json, PoolTransaction entry) {
    json.put("ancestorcount", entry.ancestors());
    json.put("ancestorsize", entry.ancestorSize());
    json.put("ancestorfees", entry.ancestorFeeSats());
  }

  private static void addScripts(ObjectNode json, Script script, Expansion expansion) {
    TxoutType type = ScriptTemplates.solve(script).type();
    if (type == TxoutType.SCRIPTHASH) {
      for (Script inner : expansion.innerScripts()) {
        if (ScriptTemplates.payToScriptHash(inner).equals(script)) {
          json.put("redeemScript", inner.toHex());
          addWitnessScript(json, inner, expansion);
        }
      }
    } else {
      addWitnessScript(json, script, expansion);
    }
  }

  private static void addWitnessScript(ObjectNode json, Script program, Expansion expansion) {
    for (Script inner : expansion.innerScripts()) {
      if (ScriptTemplates.payToWitnessScriptHash(inner).equals(program)) {
        json.put("witnessScript", inner.toHex());
      }
    }
  }

  private static JsonNode lock(Wallet wallet, RpcCall call) {
    boolean unlock = call.bool(0);
    if (!call.has(1)) {
      if (unlock) {
        wallet.unlockAllCoins();
      }
      return Json.bool(true);
    }
    boolean persistent = call.bool(2, false);
    Set<OutPoint> coins = new HashSet<>();
    for (JsonNode each : call.get(1)) {
      coins.add(checked(wallet, each, unlock, persistent));
    }
    for (OutPoint coin : coins) {
      if (unlock) {
        wallet.unlockCoin(coin);
      } else {
        wallet.lockCoin(coin, persistent);
      }
    }
    return Json.bool(true);
  }

  private static OutPoint checked(
      Wallet wallet, JsonNode each, boolean unlock, boolean persistent) {
    Txid txid = new Txid(RpcCall.hash(each.path("txid"), "txid"));
    int index = RpcCall.integer(each.path("vout"));
    if (index < 0) {
      throw invalid("Invalid parameter, vout cannot be negative");
    }
    OutPoint coin = new OutPoint(txid, index);
    WalletTx tx =
        wallet
            .ledger()
            .find(txid)
            .orElseThrow(() -> invalid("Invalid parameter, unknown transaction"));
    if (index >= tx.tx().outputs().size()) {
      throw invalid("Invalid parameter, vout index out of bounds");
    }
    if (wallet.ledger().isSpent(coin)) {
      throw invalid("Invalid parameter, expected unspent output");
    }
    boolean locked = wallet.lockedCoins().contains(coin);
    if (unlock && !locked) {
      throw invalid("Invalid parameter, expected locked output");
    }
    if (!unlock && locked && !persistent) {
      throw invalid("Invalid parameter, output already locked");
    }
    return coin;
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }
}

package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.store.AddressRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that add up what came in, by address or by label.
final class ReceivedRpc {
  private final WalletCalls calls;

  ReceivedRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    RpcParam minConf =
        RpcParam.optional(
            "minconf",
            RpcType.NUMBER,
            "1",
            "Only include transactions confirmed at least this many times.");
    RpcParam immature =
        RpcParam.optional(
            "include_immature_coinbase",
            RpcType.BOOLEAN,
            "false",
            "Include immature coinbase transactions.");
    registry.add(
        RpcMethod.of("getreceivedbyaddress", WALLET)
            .help(
                "Returns the total amount received by the given address in transactions with at least minconf confirmations.")
            .param(RpcParam.required("address", RpcType.STRING, "The address for transactions."))
            .param(minConf)
            .param(immature)
            .result("n    (numeric) The total amount received at this address.")
            .example("\"address\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> byAddress(wallet, call)))));
    registry.add(
        RpcMethod.of("getreceivedbylabel", WALLET)
            .help(
                "Returns the total amount received by addresses with <label> in transactions with at least [minconf] confirmations.")
            .param(
                RpcParam.required(
                    "label",
                    RpcType.STRING,
                    "The selected label, may be the default label using \"\"."))
            .param(minConf)
            .param(immature)
            .result("n    (numeric) The total amount received for this label.")
            .example("\"\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> byLabel(wallet, call)))));
    RpcParam empty =
        RpcParam.optional(
            "include_empty",
            RpcType.BOOLEAN,
            "false",
            "Whether to include addresses or labels that haven't received any payments.");
    RpcParam watchOnly =
        RpcParam.optional("include_watchonly", RpcType.BOOLEAN, "true", "No longer used");
    registry.add(
        RpcMethod.of("listreceivedbyaddress", WALLET)
            .help("List balances by receiving address.")
            .param(minConf)
            .param(empty)
            .param(watchOnly)
            .param(
                RpcParam.optional(
                    "address_filter",
                    RpcType.STRING,
                    "",
                    "If present and non-empty, only return information on this address."))
            .param(immature)
            .result("[ {...}, ... ]    (json array)")
            .example("6 true")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> listByAddress(wallet, call)))));
    registry.add(
        RpcMethod.of("listreceivedbylabel", WALLET)
            .help("List received transactions by label.")
            .param(minConf)
            .param(empty)
            .param(watchOnly)
            .param(immature)
            .result("[ {...}, ... ]    (json array)")
            .example("6 true")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> listByLabel(wallet, call)))));
  }

  private JsonNode byAddress(Wallet wallet, RpcCall call) {
    Script script =
        calls
            .addresses()
            .script(call.string(0))
            .orElseThrow(() ->
                WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid Bitcoin address"));
    if (wallet.keys().find(script).isEmpty()) {
      throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, "Address not found in wallet");
    }
    return sum(wallet, call, Set.of(script));
  }

  private JsonNode byLabel(Wallet wallet, RpcCall call) {
    String label = WalletCalls.label(call.get(0));
    Set<Script> scripts = new HashSet<>();
    boolean known = false;
    for (AddressRow row : wallet.book().all()) {
      if (row.label().equals(label)) {
        known = true;
        if (wallet.keys().find(row.script()).isPresent()) {
          scripts.add(row.script());
        }
      }
    }
    if (!known) {
      throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, "Label not found in wallet");
    }
    return sum(wallet, call, scripts);
  }

  private static JsonNode sum(Wallet wallet, RpcCall call, Set<Script> scripts) {
    int minDepth = call.integer(1, 1);
    boolean immature = call.bool(2, false);
    long total = 0;
    for (WalletTx tx : wallet.ledger().all()) {
      if (counts(wallet.ledger(), tx, minDepth, immature)) {
        for (TxOut out : tx.tx().outputs()) {
          if (scripts.contains(out.script())) {
            total = Math.addExact(total, out.value());
          }
        }
      }
    }
    return Json.amount(total);
  }

  private static boolean counts(Ledger ledger, WalletTx tx, int minDepth, boolean immature) {
    int depth = ledger.depth(tx);
    // Those that contradict the chain count for nothing, whatever depth is asked for.
    return depth >= minDepth
        && depth >= 0
        && !(tx.tx().isCoinbase() && (depth < 1 || (!immature && ledger.isImmatureCoinbase(tx))));
  }

  /// What came in at one address or under one label.
  private static final class Tally {
    private long amount;
    private int depth = Integer.MAX_VALUE;
    private final List<String> txids = new ArrayList<>();

    void add(Tally other) {
      amount = Math.addExact(amount, other.amount);
      depth = Math.min(depth, other.depth);
    }

    int shownDepth() {
      return depth == Integer.MAX_VALUE ? 0 : depth;
    }
  }

  private static Map<Script, Tally> tallies(
      Wallet wallet, int minDepth, boolean immature, Optional<Script> filter) {
    Map<Script, Tally> tallies = new HashMap<>();
    Ledger ledger = wallet.ledger();
    for (WalletTx tx : ledger.all()) {
      if (!counts(ledger, tx, minDepth, immature)) {
        continue;
      }
      for (int i = 0; i < tx.tx().outputs().size(); i++) {
        TxOut out = tx.tx().outputs().get(i);
        if (tx.isOurs(i) && (filter.isEmpty() || filter.get().equals(out.script()))) {
          Tally tally = tallies.computeIfAbsent(out.script(), _ -> new Tally());
          tally.amount = Math.addExact(tally.amount, out.value());
          tally.depth = Math.min(tally.depth, ledger.depth(tx));
          tally.txids.add(tx.txid().toString());
        }
      }
    }
    return tallies;
  }

  private JsonNode listByAddress(Wallet wallet, RpcCall call) {
    String wanted = call.string(3, "");
    Optional<Script> filter = Optional.empty();
    if (!wanted.isEmpty()) {
      filter = calls.addresses().script(wanted);
      if (filter.isEmpty()) {
        throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, "address_filter parameter was invalid");
      }
    }
    boolean withEmpty = call.bool(1, false);
    Map<Script, Tally> tallies = tallies(wallet, call.integer(0, 1), call.bool(4, false), filter);
    ArrayNode result = Json.array();
    for (AddressRow row : wallet.book().all()) {
      Tally tally = tallies.getOrDefault(row.script(), new Tally());
      boolean shown = filter.isEmpty() || filter.get().equals(row.script());
      boolean ours = wallet.keys().find(row.script()).isPresent();
      if (shown && ours && (withEmpty || !tally.txids.isEmpty())) {
        ObjectNode json = Json.object();
        json.put("address", calls.addresses().encode(row.script()).orElse(""));
        json.set("amount", Json.amount(tally.amount));
        json.put("confirmations", tally.shownDepth());
        json.put("label", row.label());
        ArrayNode txids = Json.array();
        tally.txids.forEach(txids::add);
        result.add(json.set("txids", txids));
      }
    }
    return result;
  }

  private static JsonNode listByLabel(Wallet wallet, RpcCall call) {
    Map<Script, Tally> tallies =
        tallies(wallet, call.integer(0, 1), call.bool(3, false), Optional.empty());
    boolean withEmpty = call.bool(1, false);
    Map<String, Tally> byLabel = new TreeMap<>();
    for (AddressRow row : wallet.book().all()) {
      Tally tally = tallies.get(row.script());
      if (tally != null || (withEmpty && wallet.keys().find(row.script()).isPresent())) {
        Tally sum = byLabel.computeIfAbsent(row.label(), _ -> new Tally());
        if (tally != null) {
          sum.add(tally);
        }
      }
    }
    ArrayNode result = Json.array();
    byLabel.forEach((label, tally) -> {
      ObjectNode json = Json.object();
      json.set("amount", Json.amount(tally.amount));
      json.put("confirmations", tally.shownDepth());
      result.add(json.put("label", label));
    });
    return result;
  }
}

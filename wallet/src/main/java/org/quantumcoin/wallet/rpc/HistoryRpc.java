package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.TxJson;
import org.quantumcoin.node.rpc.TxParser;
import org.quantumcoin.wallet.Rescan;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.WalletTx;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that list, explain and give up transactions, and look for them in old blocks.
final class HistoryRpc {
  private static final int ANY_DEPTH = -100_000_000;

  private final WalletCalls calls;

  HistoryRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    RpcParam watchOnly =
        RpcParam.optional("include_watchonly", RpcType.BOOLEAN, "true", "No longer used");
    registry.add(
        RpcMethod.of("listtransactions", WALLET)
            .help(
                "If a label name is provided, this will return only incoming transactions paying to addresses with the specified label.\n"
                    + "Returns up to 'count' most recent transactions skipping the first 'from' transactions.")
            .param(
                RpcParam.optional(
                    "label|dummy",
                    RpcType.STRING,
                    "",
                    "If set, should be a valid label name to return only incoming transactions with the specified label, or \"*\" to disable filtering and return all transactions."))
            .param(
                RpcParam.optional(
                    "count", RpcType.NUMBER, "10", "The number of transactions to return"))
            .param(
                RpcParam.optional(
                    "skip", RpcType.NUMBER, "0", "The number of transactions to skip"))
            .param(watchOnly)
            .result("[ {...}, ... ]    (json array)")
            .example("\"*\" 20 100")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> list(wallet, call)))));
    registry.add(
        RpcMethod.of("listsinceblock", WALLET)
            .help(
                "Get all transactions in blocks since block [blockhash], or all transactions if omitted.\n"
                    + "If \"blockhash\" is no longer a part of the main chain, transactions from the fork point onward are included.")
            .param(
                RpcParam.optional(
                    "blockhash",
                    RpcType.STRING,
                    "",
                    "If set, the block hash to list transactions since, otherwise list all transactions."))
            .param(
                RpcParam.optional(
                    "target_confirmations",
                    RpcType.NUMBER,
                    "1",
                    "Return the nth block hash from the main chain. e.g. 1 would mean the best block hash."))
            .param(watchOnly)
            .param(
                RpcParam.optional(
                    "include_removed",
                    RpcType.BOOLEAN,
                    "true",
                    "Show transactions that were removed due to a reorg in the \"removed\" array"))
            .param(
                RpcParam.optional(
                    "include_change",
                    RpcType.BOOLEAN,
                    "false",
                    "Also add entries for change outputs."))
            .param(
                RpcParam.optional(
                    "label",
                    RpcType.STRING,
                    "",
                    "Return only incoming transactions paying to addresses with the specified label."))
            .result("{ \"transactions\": [...], \"removed\": [...], \"lastblock\": \"hex\" }")
            .example("\"blockhash\" 6")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> since(wallet, call)))));
    registry.add(
        RpcMethod.of("gettransaction", WALLET)
            .help("Get detailed information about in-wallet transaction <txid>.")
            .param(RpcParam.required("txid", RpcType.HEX, "The transaction id"))
            .param(watchOnly)
            .param(
                RpcParam.optional(
                    "verbose",
                    RpcType.BOOLEAN,
                    "false",
                    "Whether to include a `decoded` field containing the decoded transaction (equivalent to RPC decoderawtransaction)"))
            .result("{ ... }    (json object)")
            .example("\"txid\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> get(wallet, call)))));
    registry.add(
        RpcMethod.of("abandontransaction", WALLET)
            .help(
                """
                Mark in-wallet transaction <txid> as abandoned.
                This will mark this transaction and all its in-wallet descendants as abandoned which will allow
                for their inputs to be respent. It can be used to replace "stuck" or evicted transactions.\
                """)
            .param(RpcParam.required("txid", RpcType.HEX, "The transaction id"))
            .result("null")
            .example("\"txid\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> abandon(wallet, call)))));
    registry.add(
        RpcMethod.of("simulaterawtransaction", WALLET)
            .help(
                "Calculate the balance change resulting in the signing and broadcasting of the given transaction(s).")
            .param(
                RpcParam.optional(
                        "rawtxs", RpcType.ARRAY, "", "An array of hex strings of raw transactions.")
                    .shownAs("[\"rawtx\",...]"))
            .param(
                RpcParam.options(
                    "options",
                    "",
                    List.of(
                        RpcParam.optional(
                            "include_watchonly", RpcType.BOOLEAN, "true", "No longer used"))))
            .result("{ \"balance_change\": n }    (json object)")
            .example("\"[\\\"myhex\\\"]\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> simulate(wallet, call)))));
    registry.add(
        RpcMethod.of("rescanblockchain", WALLET)
            .help("Rescan the local blockchain for wallet related transactions.")
            .param(
                RpcParam.optional(
                    "start_height",
                    RpcType.NUMBER,
                    "0",
                    "block height where the rescan should start"))
            .param(
                RpcParam.optional(
                    "stop_height",
                    RpcType.NUMBER,
                    "",
                    "the last block height that should be scanned. If none is provided it will rescan up to the tip at return time of this call."))
            .result("{ \"start_height\": n, \"stop_height\": n }    (json object)")
            .example("100000 120000")
            .handler(calls.on(HistoryRpc::rescan)));
    registry.add(
        RpcMethod.of("abortrescan", WALLET)
            .help(
                "Stops current wallet rescan triggered by an RPC call, e.g. by a rescanblockchain call.")
            .result("true|false    (boolean) Whether the abort was successful")
            .example("")
            .handler(
                calls.on((wallet, _) -> {
                  Optional<Rescan> running = wallet.runningRescan();
                  boolean stops = running.isPresent() && running.get().abort();
                  return Json.bool(stops);
                })));
  }

  private TxEntries entries(Wallet wallet) {
    return new TxEntries(wallet, calls.addresses());
  }

  /// A label that is looked for; `*` is none.
  private static Optional<String> labelFilter(RpcCall call, int index, boolean starIsAll) {
    if (!call.has(index) || (starIsAll && call.string(index).equals("*"))) {
      return Optional.empty();
    }
    String label = call.string(index);
    if (starIsAll && label.isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER, "Label argument must be a valid label name or \"*\".");
    }
    return Optional.of(WalletCalls.label(call.get(index)));
  }

  private JsonNode list(Wallet wallet, RpcCall call) {
    Optional<String> label = labelFilter(call, 0, true);
    int count = call.integer(1, 10);
    int skip = call.integer(2, 0);
    if (count < 0) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Negative count");
    }
    if (skip < 0) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Negative from");
    }
    long wanted = (long) count + skip;
    TxEntries entries = entries(wallet);
    TxEntries.Filter filter = new TxEntries.Filter(0, true, label, false);
    List<ObjectNode> newestFirst = new ArrayList<>();
    for (WalletTx tx : wallet.ledger().latestFirst()) {
      newestFirst.addAll(entries.list(tx, filter));
      if (newestFirst.size() >= wanted) {
        break;
      }
    }
    int from = Math.min(skip, newestFirst.size());
    int to = (int) Math.min(wanted, newestFirst.size());
    List<ObjectNode> page = new ArrayList<>(newestFirst.subList(from, to));
    Collections.reverse(page);
    return Json.array().addAll(page);
  }

  private JsonNode since(Wallet wallet, RpcCall call) {
    NodeApi node = wallet.node();
    int tip = wallet.ledger().tipHeight();
    Optional<BlockRef> block = Optional.empty();
    Optional<BlockRef> fork = Optional.empty();
    if (call.has(0) && !call.string(0).isEmpty()) {
      BlockHash hash = new BlockHash(call.hash(0, "blockhash"));
      block = node.findBlock(hash);
      fork = block;
      while (fork.isPresent() && !node.isActive(fork.get().hash())) {
        fork = node.findBlock(fork.get().previous());
      }
      if (fork.isEmpty()) {
        throw WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Block not found");
      }
    }
    int target = call.integer(1, 1);
    if (target < 1) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Invalid parameter");
    }
    boolean change = call.bool(4, false);
    Optional<String> label = labelFilter(call, 5, false);
    TxEntries entries = entries(wallet);
    TxEntries.Filter filter = new TxEntries.Filter(0, true, label, change);
    int depth = fork.map(at -> tip + 1 - at.height()).orElse(-1);
    ArrayNode transactions = Json.array();
    for (WalletTx tx : wallet.ledger().all()) {
      if (depth == -1 || Math.abs(wallet.ledger().depth(tx)) < depth) {
        transactions.addAll(entries.list(tx, filter));
      }
    }
    ObjectNode result = Json.object();
    result.set("transactions", transactions);
    if (call.bool(3, true)) {
      ArrayNode removed = Json.array();
      if (block.isPresent() && fork.isPresent()) {
        addRemoved(
            wallet,
            block.get(),
            fork.get(),
            removed,
            new TxEntries.Filter(ANY_DEPTH, true, label, change));
      }
      result.set("removed", removed);
    }
    int last = tip + 1 - Math.min(target, tip + 1);
    return result.put(
        "lastblock", node.activeBlock(last).map(at -> at.hash().toString()).orElseThrow());
  }

  /// Transactions of blocks that are not on the active chain any more.
  private void addRemoved(
      Wallet wallet, BlockRef from, BlockRef fork, ArrayNode removed, TxEntries.Filter filter) {
    TxEntries entries = entries(wallet);
    BlockRef at = from;
    while (at.height() > fork.height()) {
      Block block =
          wallet
              .node()
              .readBlock(at.hash())
              .orElseThrow(() ->
                  WalletCalls.error(RpcErrorCode.INTERNAL_ERROR, "Can't read block from disk"));
      for (Transaction tx : block.transactions()) {
        wallet
            .ledger()
            .find(tx.txid())
            .ifPresent(known -> removed.addAll(entries.list(known, filter)));
      }
      at = wallet.node().findBlock(at.previous()).orElseThrow();
    }
  }

  private JsonNode get(Wallet wallet, RpcCall call) {
    WalletTx tx = WalletCalls.transaction(wallet, call);
    boolean immature = wallet.ledger().isImmatureCoinbase(tx);
    long credit = immature ? 0 : wallet.ledger().credit(tx);
    long debit = tx.tx().isCoinbase() ? 0 : wallet.ledger().debit(tx.tx());
    boolean fromUs = debit > 0;
    long fee = fromUs ? tx.valueOut() - debit : 0;
    ObjectNode json = Json.object();
    json.set("amount", Json.amount(credit - debit - fee));
    if (fromUs) {
      json.set("fee", Json.amount(fee));
    }
    TxEntries entries = entries(wallet);
    entries.addDetails(json, tx);
    ArrayNode details = Json.array();
    details.addAll(entries.list(tx, new TxEntries.Filter(0, false, Optional.empty(), false)));
    json.set("details", details);
    json.put("hex", Hex.encode(tx.tx().toBytes()));
    if (call.bool(2, false)) {
      ObjectNode decoded = new TxJson(calls.addresses()).transaction(tx.tx());
      decoded.remove("hex");
      json.set("decoded", decoded);
    }
    WalletCalls.addLastBlock(json, wallet);
    return json;
  }

  private static JsonNode abandon(Wallet wallet, RpcCall call) {
    WalletTx tx = WalletCalls.transaction(wallet, call);
    if (!wallet.abandon(tx)) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Transaction not eligible for abandonment");
    }
    return Json.nothing();
  }

  private static JsonNode simulate(Wallet wallet, RpcCall call) {
    long change = 0;
    Set<OutPoint> spent = new HashSet<>();
    List<Transaction> seen = new ArrayList<>();
    for (JsonNode hex : call.get(0)) {
      Transaction tx =
          TxParser.parse(RpcCall.string(hex), true, true)
              .orElseThrow(() ->
                  WalletCalls.error(
                      RpcErrorCode.DESERIALIZATION_ERROR,
                      "Transaction hex string decoding failure."));
      for (TxIn input : tx.inputs()) {
        if (!spent.add(input.prevout())) {
          throw WalletCalls.error(
              RpcErrorCode.INVALID_PARAMETER,
              "Transaction(s) are spending the same output more than once");
        }
        change = Math.subtractExact(change, value(wallet, input.prevout(), seen));
      }
      for (TxOut out : tx.outputs()) {
        if (wallet.keys().find(out.script()).isPresent()) {
          change = Math.addExact(change, out.value());
        }
      }
      seen.add(tx);
    }
    return Json.object().set("balance_change", Json.amount(change));
  }

  /// What a coin of ours is worth, be it in the wallet or made by one of these transactions.
  private static long value(Wallet wallet, OutPoint coin, List<Transaction> before) {
    for (Transaction tx : before) {
      if (tx.txid().equals(coin.txid())) {
        TxOut out = tx.outputs().get(coin.index());
        return wallet.keys().find(out.script()).isPresent() ? out.value() : 0;
      }
    }
    if (wallet.ledger().isSpent(coin)) {
      throw missing();
    }
    return wallet
        .ledger()
        .ownOutput(coin)
        .map(TxOut::value)
        .orElseGet(() -> {
          if (wallet.node().coins(List.of(coin)).join().isEmpty()) {
            throw missing();
          }
          return 0L;
        });
  }

  private static RpcException missing() {
    return WalletCalls.error(
        RpcErrorCode.INVALID_PARAMETER,
        "One or more transaction inputs are missing or have been spent already");
  }

  private static JsonNode rescan(Wallet wallet, RpcCall call) {
    int tip = wallet.locked(() -> wallet.ledger().tipHeight());
    int start = call.integer(0, 0);
    int stop = call.integer(1, Integer.MAX_VALUE);
    if (start < 0 || start > tip) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Invalid start_height");
    }
    if (call.has(1) && (stop < 0 || stop > tip)) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Invalid stop_height");
    }
    if (stop < start) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER, "stop_height must be greater than start_height");
    }
    Rescan.Result result = wallet.rescan(start, stop);
    switch (result.end()) {
      case COMPLETE -> {}
      case ABORTED, SUSPENDED ->
          throw WalletCalls.error(RpcErrorCode.MISC_ERROR, "Rescan aborted.");
      case BLOCK_MISSING ->
          throw WalletCalls.error(
              RpcErrorCode.MISC_ERROR, "Rescan failed. Potentially corrupted data files.");
    }
    ObjectNode json = Json.object().put("start_height", start);
    return json.put("stop_height", result.lastHeight());
  }
}

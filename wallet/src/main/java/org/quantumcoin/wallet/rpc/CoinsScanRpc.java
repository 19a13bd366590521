package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.BLOCKCHAIN;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.CoinsScan;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.descriptor.DescriptorInference;
import org.quantumcoin.wallet.descriptor.Expansion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `scantxoutset`: which unspent coins pay to some descriptors. One scan at a time.
final class CoinsScanRpc {
  private final ChainManager chain;
  private final AddressPrefixes prefixes;
  private final CompletableFuture<Void> stopping;
  private final AtomicReference<@Nullable Scan> running = new AtomicReference<>();

  /// A scan that is under way; its fields are read from other calls' threads.
  private static final class Scan {
    volatile boolean aborted;
    volatile int percent;
  }

  private record Found(OutPoint outpoint, Coin coin) {}

  /// What a pass found, and over how many coins of which block.
  private record Pass(BlockIndex block, long coins, boolean complete, List<Found> found) {}

  CoinsScanRpc(ChainManager chain, AddressPrefixes prefixes, CompletableFuture<Void> stopping) {
    this.chain = chain;
    this.prefixes = prefixes;
    this.stopping = stopping;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("scantxoutset", BLOCKCHAIN)
            .help(
                "Scans the unspent transaction output set for entries that match certain output descriptors.")
            .param(
                RpcParam.required(
                    "action",
                    RpcType.STRING,
                    "\"start\" for starting a scan, \"abort\" for aborting the current scan (returns true when abort was successful), \"status\" for progress report (in %) of the current scan"))
            .param(
                RpcParam.optional(
                        "scanobjects",
                        RpcType.ARRAY,
                        "",
                        "Descriptors, or objects of \"desc\" and \"range\". Required for \"start\"")
                    .shownAs("[scanobjects,...]"))
            .result(
                """
                {                             (json object) when action is "start"
                  "success" : true|false,     (boolean) Whether the scan was completed
                  "txouts" : n,               (numeric) The number of unspent transaction outputs scanned
                  "height" : n,               (numeric) The block height at which the scan was done
                  "bestblock" : "hex",        (string) The hash of the block at the tip of the chain
                  "unspents" : [...],         (json array) txid, vout, scriptPubKey, desc, amount, coinbase, height, blockhash, confirmations of each
                  "total_amount" : n          (numeric) The total amount of all found unspent outputs
                }\
                """)
            .example(
                "start '[\"raw(76a91411b366edfc0a8b66feebae5c2e25a7b6a5d1cf3188ac)#fm24fxxy\"]'")
            .example("status")
            .example("abort")
            .handler(this::scan));
  }

  private JsonNode scan(RpcCall call) {
    String action = call.string(0);
    Scan current = running.get();
    return switch (action) {
      case "status" ->
          current == null ? Json.nothing() : Json.object().put("progress", current.percent);
      case "abort" -> {
        if (current != null) {
          current.aborted = true;
        }
        yield Json.bool(current != null);
      }
      case "start" -> start(call);
      default ->
          throw new RpcException(
              RpcErrorCode.INVALID_PARAMETER, "Invalid action '%s'".formatted(action));
    };
  }

  private JsonNode start(RpcCall call) {
    Scan scan = new Scan();
    if (!running.compareAndSet(null, scan)) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Scan already in progress, use action \"abort\" or \"status\"");
    }
    try {
      if (call.count() < 2) {
        throw new RpcException(
            RpcErrorCode.MISC_ERROR, "scanobjects argument is required for the start action");
      }
      Map<Script, String> wanted = wanted(call.get(1));
      return answer(await(chain.scanCoins(coins -> pass(coins, scan, wanted))), wanted);
    } finally {
      running.set(null);
    }
  }

  /// The scripts to look for, each with the descriptor that is known of it.
  private Map<Script, String> wanted(JsonNode objects) {
    if (!objects.isArray()) {
      throw new RpcException(
          RpcErrorCode.MISC_ERROR, "JSON value of type null is not of expected type array");
    }
    DescriptorInference known = new DescriptorInference(prefixes);
    Map<Script, String> wanted = new HashMap<>();
    for (JsonNode object : objects) {
      List<Expansion> expansions = DescriptorObjects.expand(object, prefixes);
      expansions.forEach(known::learn);
      for (Expansion expansion : expansions) {
        for (Script script : expansion.scripts()) {
          wanted.computeIfAbsent(script, found -> known.infer(found).format());
        }
      }
    }
    return wanted;
  }

  private Pass pass(CoinsScan coins, Scan scan, Map<Script, String> wanted) {
    List<Found> found = new ArrayList<>();
    long[] count = new long[1];
    boolean[] complete = {true};
    BlockIndex block =
        coins.run((outpoint, coin) -> {
          count[0]++;
          if (count[0] % 8192 == 0 && (scan.aborted || stopping.isDone())) {
            complete[0] = false;
            return false;
          }
          if (count[0] % 256 == 0) {
            scan.percent = percent(outpoint);
          }
          if (wanted.containsKey(coin.out().script())) {
            found.add(new Found(outpoint, coin));
          }
          return true;
        });
    return new Pass(block, count[0], complete[0], found);
  }

  /// Coins come ordered by txid, and txids are evenly spread.
  private static int percent(OutPoint outpoint) {
    byte[] txid = outpoint.txid().hash().toBytes();
    int high = (txid[0] & 0xff) << 8 | (txid[1] & 0xff);
    return (high * 100 + (1 << 15)) >> 16;
  }

  private static JsonNode answer(Pass pass, Map<Script, String> wanted) {
    BlockIndex tip = pass.block();
    ObjectNode result =
        Json.object()
            .put("success", pass.complete())
            .put("txouts", pass.coins())
            .put("height", tip.height())
            .put("bestblock", tip.hash().toString());
    ArrayNode unspents = result.putArray("unspents");
    long total = 0;
    for (Found found : pass.found()) {
      Coin coin = found.coin();
      total = Math.addExact(total, coin.out().value());
      ObjectNode unspent = unspents.addObject();
      unspent.put("txid", found.outpoint().txid().toString());
      unspent.put("vout", found.outpoint().indexUnsigned());
      unspent.put("scriptPubKey", coin.out().script().toHex());
      unspent.put("desc", wanted.get(coin.out().script()));
      unspent.set("amount", Json.amount(coin.out().value()));
      unspent.put("coinbase", coin.coinbase());
      unspent.put("height", coin.height());
      unspent.put("blockhash", tip.ancestor(coin.height()).hash().toString());
      unspent.put("confirmations", tip.height() - coin.height() + 1);
    }
    result.set("total_amount", Json.amount(total));
    return result;
  }

  private static Pass await(CompletableFuture<Pass> future) {
    try {
      return future.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Shutting down");
    } catch (ExecutionException e) {
      throw new RpcException(RpcErrorCode.DATABASE_ERROR, String.valueOf(e.getMessage()));
    }
  }
}

package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.BLOCKCHAIN;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.index.BlockFilter;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.IndexRpc;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.descriptor.Expansion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `scanblocks`: which blocks may pay to or spend from some descriptors, by their filters. One scan
/// at a time.
final class BlocksScanRpc {
  private static final String FALSE_POSITIVES = "filter_false_positives";

  private final ChainManager chain;
  private final Indexes indexes;
  private final AddressPrefixes prefixes;
  private final CompletableFuture<Void> stopping;
  private final AtomicReference<@Nullable Scan> running = new AtomicReference<>();

  /// A scan that is under way; its fields are read from other calls' threads.
  private static final class Scan {
    volatile boolean aborted;
    volatile int percent;
    volatile int height;
  }

  BlocksScanRpc(
      ChainManager chain,
      Indexes indexes,
      AddressPrefixes prefixes,
      CompletableFuture<Void> stopping) {
    this.chain = chain;
    this.indexes = indexes;
    this.prefixes = prefixes;
    this.stopping = stopping;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("scanblocks", BLOCKCHAIN)
            .help(
                "Return relevant blockhashes for given descriptors (requires blockfilterindex).\nThis call may take several minutes. Make sure to use no RPC timeout (quantumcoin-cli -rpcclienttimeout=0)")
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
            .param(
                RpcParam.optional(
                    "start_height", RpcType.NUMBER, "0", "Height to start to scan from"))
            .param(
                RpcParam.optional(
                    "stop_height", RpcType.NUMBER, "chain tip", "Height to stop to scan"))
            .param(
                RpcParam.optional(
                    "filtertype", RpcType.STRING, "\"basic\"", "The type name of the filter"))
            .param(
                RpcParam.options(
                    "options",
                    "",
                    List.of(
                        RpcParam.optional(
                                FALSE_POSITIVES,
                                RpcType.BOOLEAN,
                                "false",
                                "Filter false positives (slower and may fail on pruned nodes). Otherwise they may occur at a rate of 1/M")
                            .unchecked())))
            .result(
                """
                {                              (json object) when action is "start"; only returns after scan completes
                  "from_height" : n,           (numeric) The height we started the scan from
                  "to_height" : n,             (numeric) The height we ended the scan at
                  "relevant_blocks" : [        (json array) Blocks that may have matched a scanobject.
                    "hex",                     (string) A relevant blockhash
                    ...
                  ],
                  "completed" : true|false     (boolean) true if the scan process was not aborted
                }
                { "progress" : n, "current_height" : n } or null    when action is "status"
                true|false                     (boolean) when action is "abort": whether there was a scan\
                """)
            .example("start '[\"addr(bcrt1q4u4nsgk6ug0sqz7r3rj9tykjxrsl0yy4d0wwte)\"]' 300000")
            .example(
                "start '[\"addr(bcrt1q4u4nsgk6ug0sqz7r3rj9tykjxrsl0yy4d0wwte)\"]' 100 150 basic")
            .example("status")
            .handler(this::scan));
  }

  private JsonNode scan(RpcCall call) {
    String action = call.string(0);
    Scan current = running.get();
    return switch (action) {
      case "status" ->
          current == null
              ? Json.nothing()
              : Json.object()
                  .put("progress", current.percent)
                  .put("current_height", current.height);
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
      return start(call, scan);
    } finally {
      running.set(null);
    }
  }

  private JsonNode start(RpcCall call, Scan scan) {
    BlockFilterIndex index = IndexRpc.filters(indexes, call.string(4, "basic"));
    JsonNode exact = call.get(5).path(FALSE_POSITIVES);
    boolean checked = !exact.isMissingNode() && RpcCall.bool(exact);
    ChainSnapshot now = chain.snapshot();
    int from = call.integer(2, 0);
    if (now.at(from) == null) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Invalid start_height");
    }
    BlockIndex stop = now.at(call.integer(3, now.height()));
    if (stop == null || stop.height() < from) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Invalid stop_height");
    }
    return search(index, from, stop, scripts(call.get(1)), checked, scan);
  }

  private Set<Script> scripts(JsonNode objects) {
    if (!objects.isArray()) {
      throw new RpcException(
          RpcErrorCode.TYPE_ERROR, "JSON value of type null is not of expected type array");
    }
    Set<Script> scripts = new HashSet<>();
    for (JsonNode object : objects) {
      for (Expansion expansion : DescriptorObjects.expand(object, prefixes)) {
        scripts.addAll(expansion.scripts());
      }
    }
    return scripts;
  }

  private JsonNode search(
      BlockFilterIndex index,
      int from,
      BlockIndex stop,
      Set<Script> scripts,
      boolean checked,
      Scan scan) {
    ArrayNode relevant = Json.array();
    int total = stop.height() - from;
    int height = from;
    while (height <= stop.height() && !scan.aborted && !stopping.isDone()) {
      BlockIndex block = stop.ancestor(height);
      scan.height = height;
      scan.percent = total == 0 ? 100 : (int) (100.0 / total * (height - from));
      // As in Core, a block whose filter is not there yet is passed over.
      Optional<BlockFilter> filter = index.filter(block);
      if (filter.isPresent()
          && filter.get().matchesAny(scripts)
          && (!checked || concerns(block, scripts))) {
        relevant.add(block.hash().toString());
      }
      height++;
    }
    ObjectNode result = Json.object();
    result.put("from_height", from).put("to_height", Math.max(from, height - 1));
    result.set("relevant_blocks", relevant);
    return result.put("completed", height > stop.height());
  }

  /// Whether a block does pay to or spend from one of some scripts.
  private boolean concerns(BlockIndex index, Set<Script> scripts) {
    Block block = chain.readBlock(index);
    boolean pays =
        block.transactions().stream()
            .flatMap(tx -> tx.outputs().stream())
            .anyMatch(output -> scripts.contains(output.script()));
    return pays || (index.height() > 0 && spends(chain.readUndo(index), scripts));
  }

  private static boolean spends(BlockUndo undo, Set<Script> scripts) {
    for (List<Coin> coins : undo.spentByTransaction()) {
      for (Coin coin : coins) {
        if (scripts.contains(coin.out().script())) {
          return true;
        }
      }
    }
    return false;
  }
}

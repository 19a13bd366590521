package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.BLOCKCHAIN;
import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;
import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.mempool.EntryInfo;
import org.quantumcoin.node.mempool.FeeBand;
import org.quantumcoin.node.mempool.FeeHorizon;
import org.quantumcoin.node.mempool.FeeRange;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.MempoolInfo;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.mempool.RawFeeEstimate;
import org.quantumcoin.node.mempool.SmartFeeEstimate;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that look at the mempool.
final class MempoolRpc {
  /// The share of transactions that `estimaterawfee` wants confirmed in time.
  private static final double USUAL_THRESHOLD = 0.95;

  /// Bands that one answer has at most.
  private static final int MAX_BANDS = 1000;

  private static final List<Long> USUAL_BOUNDS =
      LongStream.of(
              1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 30, 40, 50, 60, 70, 80, 100, 120, 140,
              170, 200, 250, 300, 400, 500, 600, 700, 800, 1000, 1200, 1400, 1700, 2000, 2500, 3000,
              4000, 5000, 6000, 7000, 8000, 10000)
          .boxed()
          .toList();

  private final ChainManager chain;
  private final Mempool pool;
  private final MempoolKeeper keeper;

  MempoolRpc(ChainManager chain, Mempool pool, MempoolKeeper keeper) {
    this.chain = chain;
    this.pool = pool;
    this.keeper = keeper;
  }

  void register(RpcRegistry registry) {
    RpcParam txid =
        RpcParam.required("txid", RpcType.HEX, "The transaction id (must be in mempool)");
    RpcParam verbose =
        RpcParam.optional(
            "verbose",
            RpcType.BOOLEAN,
            "false",
            "True for a json object, false for array of transaction ids");
    registry.add(
        RpcMethod.of("getmempoolinfo", BLOCKCHAIN)
            .help("Returns details on the active state of the TX memory pool.")
            .param(
                RpcParam.optional(
                        "fee_histogram",
                        RpcType.ARRAY,
                        "",
                        "Fee rates in sat/vB, growing, or true for usual ones: adds what waits between them")
                    .unchecked()
                    .shownAs("[fee_rate,...]"))
            .result(
                "{...}    (json object) size, bytes, memory, fees; with fee_histogram { \"fee_rate\": { \"sizes\", \"count\", \"fees\", \"from_feerate\", \"to_feerate\" }, ..., \"total_fees\" }")
            .example("")
            .example("\"[1, 5, 10, 50]\"")
            .handler(this::info));
    registry.add(
        RpcMethod.of("getrawmempool", BLOCKCHAIN)
            .help(
                "Returns all transaction ids in memory pool as a json array of string transaction ids.\n\nHint: use getmempoolentry to fetch a specific transaction from the mempool.")
            .param(verbose)
            .param(
                RpcParam.optional(
                    "mempool_sequence",
                    RpcType.BOOLEAN,
                    "false",
                    "If verbose=false, returns a json object with transaction list and mempool sequence number attached."))
            .result("[ \"hex\", ... ] or {...}    the transactions")
            .example("true")
            .handler(this::all));
    registry.add(
        RpcMethod.of("getmempoolentry", BLOCKCHAIN)
            .help("Returns mempool data for given transaction")
            .param(txid)
            .result("{...}    (json object) sizes, fees, relatives")
            .example("\"mytxid\"")
            .handler(call -> entry(entry(call))));
    registry.add(
        RpcMethod.of("getmempoolancestors", BLOCKCHAIN)
            .help("If txid is in the mempool, returns all in-mempool ancestors.")
            .param(txid)
            .param(verbose)
            .result("[ \"hex\", ... ] or {...}    the transactions")
            .example("\"mytxid\"")
            .handler(call -> list(pool.ancestors(entry(call).tx().txid()), call.bool(1, false))));
    registry.add(
        RpcMethod.of("getmempooldescendants", BLOCKCHAIN)
            .help("If txid is in the mempool, returns all in-mempool descendants.")
            .param(txid)
            .param(verbose)
            .result("[ \"hex\", ... ] or {...}    the transactions")
            .example("\"mytxid\"")
            .handler(call -> list(pool.descendants(entry(call).tx().txid()), call.bool(1, false))));
    registry.add(
        RpcMethod.of("gettxspendingprevout", BLOCKCHAIN)
            .help("Scans the mempool to find transactions spending any of the given outputs")
            .param(
                RpcParam.required(
                        "outputs", RpcType.ARRAY, "The transaction outputs that we want to check")
                    .shownAs("[{\"txid\":\"hex\",\"vout\":n},...]"))
            .result("[{ \"txid\", \"vout\", \"spendingtxid\" }, ...]    (json array)")
            .example("\"[{\\\"txid\\\":\\\"id\\\",\\\"vout\\\":3}]\"")
            .handler(this::spending));
    registry.add(
        RpcMethod.of("savemempool", BLOCKCHAIN)
            .help(
                "Dumps the mempool to disk. It will fail until the previous dump is fully loaded.")
            .result("{ \"filename\" }    (json object) the directory and file where it was saved")
            .example("")
            .handler(_ -> save()));
    registry.add(
        RpcMethod.of("importmempool", BLOCKCHAIN)
            .help(
                "Import a mempool.dat file and attempt to add its contents to the mempool.\nWarning: Importing untrusted files is dangerous, especially if metadata from the file is taken over.")
            .param(RpcParam.required("filepath", RpcType.STRING, "The mempool file"))
            .param(
                RpcParam.optional(
                        "options",
                        RpcType.OBJECT,
                        "",
                        "What is taken over: use_current_time (default true), apply_fee_delta_priority and apply_unbroadcast_set (default false)")
                    .shownAs(
                        "{\"use_current_time\":bool,\"apply_fee_delta_priority\":bool,\"apply_unbroadcast_set\":bool}"))
            .result("{}    (json object)")
            .example("/path/to/mempool.dat")
            .handler(this::importFrom));
    registry.add(
        RpcMethod.of("estimatesmartfee", UTIL)
            .help(
                "Estimates the approximate fee per kilobyte needed for a transaction to begin confirmation within conf_target blocks.")
            .param(
                RpcParam.required(
                    "conf_target", RpcType.NUMBER, "Confirmation target in blocks (1 - 1008)"))
            .param(
                RpcParam.optional(
                    "estimate_mode",
                    RpcType.STRING,
                    "\"economical\"",
                    "The fee estimate mode: unset, economical, conservative"))
            .result("{ \"feerate\", \"errors\", \"blocks\" }    (json object)")
            .example("6")
            .handler(this::estimate));
    registry.add(
        RpcMethod.of("estimaterawfee", HIDDEN)
            .help(
                "What each horizon of the fee estimator says of a target. Its form may change with the estimator.")
            .param(
                RpcParam.required(
                    "conf_target", RpcType.NUMBER, "Confirmation target in blocks (1 - 1008)"))
            .param(
                RpcParam.optional(
                    "threshold",
                    RpcType.NUMBER,
                    "0.95",
                    "The share of transactions that must have been confirmed within conf_target"))
            .result("{ \"short\", \"medium\", \"long\" }    (json object)")
            .example("6 0.9")
            .handler(this::estimateRaw));
  }

  private JsonNode info(RpcCall call) {
    List<Long> bounds = bounds(call.get(0));
    MempoolInfo info = pool.info();
    ObjectNode json = Json.object();
    json.put("loaded", keeper.isLoaded());
    json.put("size", info.transactions());
    json.put("bytes", info.virtualBytes());
    json.put("usage", info.memoryBytes());
    json.set("total_fee", Json.amount(info.totalFeeSats()));
    json.put("maxmempool", info.maxMemoryBytes());
    json.set("mempoolminfee", Json.amount(info.minFee().satPerKvb()));
    json.set("minrelaytxfee", Json.amount(info.minRelayFee().satPerKvb()));
    json.set("incrementalrelayfee", Json.amount(info.incrementalRelayFee().satPerKvb()));
    json.put("unbroadcastcount", info.unbroadcast());
    json.put("fullrbf", true);
    if (!bounds.isEmpty()) {
      json.set("fee_histogram", histogram(bounds));
    }
    return json;
  }

  private JsonNode save() {
    if (!keeper.isLoaded()) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "The mempool was not loaded yet");
    }
    try {
      return Json.object().put("filename", keeper.save().toString());
    } catch (IOException e) {
      Log.warning("Failed to dump mempool: %s. Continuing anyway.".formatted(e.getMessage()));
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Unable to dump mempool to disk");
    }
  }

  private JsonNode importFrom(RpcCall call) {
    if (chain.snapshot().initialBlockDownload()) {
      throw new RpcException(
          RpcErrorCode.CLIENT_IN_INITIAL_DOWNLOAD,
          "Can only import the mempool after the block download and sync is done.");
    }
    JsonNode options = call.get(1);
    MempoolKeeper.ImportOptions usual = MempoolKeeper.ImportOptions.DEFAULT;
    try {
      keeper.importFrom(
          Path.of(call.string(0)),
          new MempoolKeeper.ImportOptions(
              flag(options, "use_current_time", usual.currentTime()),
              flag(options, "apply_fee_delta_priority", usual.feeDeltas()),
              flag(options, "apply_unbroadcast_set", usual.unbroadcast())));
    } catch (IOException | InvalidPathException e) {
      Log.info(
          "Failed to deserialize mempool data on file: %s. Continuing anyway."
              .formatted(e.getMessage()));
      throw new RpcException(
          RpcErrorCode.MISC_ERROR, "Unable to import mempool file, see debug log for details.");
    }
    return Json.object();
  }

  private static boolean flag(JsonNode options, String name, boolean usual) {
    JsonNode value = options.path(name);
    return (value.isMissingNode() || value.isNull()) ? usual : RpcCall.bool(value);
  }

  private JsonNode all(RpcCall call) {
    boolean verbose = call.bool(0, false);
    boolean withSequence = call.bool(1, false);
    if (verbose && withSequence) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Verbose results cannot contain mempool sequence values.");
    }
    JsonNode list = list(pool.entries(), verbose);
    return withSequence
        ? Json.object().set("txids", list).put("mempool_sequence", pool.changeCount())
        : list;
  }

  private JsonNode list(List<EntryInfo> entries, boolean verbose) {
    if (verbose) {
      ObjectNode byId = Json.object();
      entries.forEach(entry -> byId.set(entry.tx().txid().toString(), entry(entry)));
      return byId;
    }
    ArrayNode ids = Json.array();
    entries.forEach(entry -> ids.add(entry.tx().txid().toString()));
    return ids;
  }

  private EntryInfo entry(RpcCall call) {
    return pool.entry(new Txid(call.hash(0, "txid")))
        .orElseThrow(() ->
            new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Transaction not in mempool"));
  }

  private ObjectNode entry(EntryInfo entry) {
    ObjectNode json = Json.object();
    json.put("vsize", entry.virtualSize());
    json.put("weight", entry.tx().weight());
    json.put("time", entry.timeSeconds());
    json.put("height", entry.height());
    json.put("descendantcount", entry.descendantCount());
    json.put("descendantsize", entry.descendantSize());
    json.put("ancestorcount", entry.ancestorCount());
    json.put("ancestorsize", entry.ancestorSize());
    json.put("wtxid", entry.tx().wtxid().toString());
    ObjectNode fees = Json.object();
    fees.set("base", Json.amount(entry.feeSats()));
    fees.set("modified", Json.amount(entry.modifiedFeeSats()));
    fees.set("ancestor", Json.amount(entry.ancestorFees()));
    fees.set("descendant", Json.amount(entry.descendantFees()));
    json.set("fees", fees);
    json.set("depends", ids(entry.parents()));
    json.set("spentby", ids(entry.children()));
    json.put("bip125-replaceable", entry.replaceable());
    return json.put("unbroadcast", pool.isUnbroadcast(entry.tx().txid()));
  }

  private static ArrayNode ids(List<Txid> txids) {
    ArrayNode array = Json.array();
    txids.stream().map(Txid::toString).sorted(Comparator.naturalOrder()).forEach(array::add);
    return array;
  }

  private JsonNode spending(RpcCall call) {
    JsonNode outputs = call.get(0);
    if (outputs.isEmpty()) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Invalid parameter, outputs are missing");
    }
    ArrayNode list = Json.array();
    for (JsonNode output : outputs) {
      Txid txid = new Txid(RpcCall.hash(output.path("txid"), "txid"));
      int index = RpcCall.integer(output.path("vout"));
      if (index < 0) {
        throw new RpcException(
            RpcErrorCode.INVALID_PARAMETER, "Invalid parameter, vout cannot be negative");
      }
      ObjectNode json = Json.object().put("txid", txid.toString()).put("vout", index);
      Optional<Txid> spender = pool.spender(new OutPoint(txid, index));
      spender.ifPresent(id -> json.put("spendingtxid", id.toString()));
      list.add(json);
    }
    return list;
  }

  /// As Bitcoin Knots, which has the parameter.
  private static List<Long> bounds(JsonNode wanted) {
    if (wanted.isNull() || (wanted.isBoolean() && !wanted.asBoolean())) {
      return List.of();
    }
    if (wanted.isBoolean()) {
      return USUAL_BOUNDS;
    }
    if (!wanted.isArray()) {
      throw new RpcException(
          RpcErrorCode.TYPE_ERROR,
          "JSON value of type %s is not of expected type array".formatted(Json.typeName(wanted)));
    }
    if (wanted.isEmpty() || wanted.size() > MAX_BANDS) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Invalid number of parameters");
    }
    List<Long> bounds = new ArrayList<>();
    for (JsonNode each : wanted) {
      long bound = RpcCall.longInteger(each);
      if (bound < 0) {
        throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Non-negative values are expected");
      }
      if (!bounds.isEmpty() && bound <= bounds.getLast()) {
        throw new RpcException(
            RpcErrorCode.INVALID_PARAMETER, "Strictly increasing values are expected");
      }
      bounds.add(bound);
    }
    return bounds;
  }

  private JsonNode histogram(List<Long> bounds) {
    ObjectNode json = Json.object();
    long total = 0;
    List<FeeBand> bands = pool.histogram(bounds);
    for (int i = 0; i < bands.size(); i++) {
      FeeBand band = bands.get(i);
      long end = i + 1 < bands.size() ? bands.get(i + 1).fromSatPerVb() : Long.MAX_VALUE;
      json.putObject(Long.toString(band.fromSatPerVb()))
          .put("sizes", band.virtualBytes())
          .put("count", band.transactions())
          .put("fees", band.feeSats())
          .put("from_feerate", band.fromSatPerVb())
          .put("to_feerate", end);
      total += band.feeSats();
    }
    return json.put("total_fees", total);
  }

  private int target(RpcCall call) {
    if (!pool.estimatesFees()) {
      throw new RpcException(RpcErrorCode.INTERNAL_ERROR, "Fee estimation disabled");
    }
    int target = call.integer(0);
    int highest = pool.maxFeeTarget();
    if (target < 1 || target > highest) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Invalid conf_target, must be between 1 and " + highest);
    }
    return target;
  }

  private JsonNode estimate(RpcCall call) {
    int target = target(call);
    boolean conservative =
        switch (call.string(1, "economical").toLowerCase(java.util.Locale.ROOT)) {
          case "unset", "economical" -> false;
          case "conservative" -> true;
          default ->
              throw new RpcException(
                  RpcErrorCode.INVALID_PARAMETER,
                  "Invalid estimate_mode parameter, must be one of: \"unset\", \"economical\", \"conservative\"");
        };
    SmartFeeEstimate answer = pool.smartFee(target, conservative);
    ObjectNode json = Json.object();
    answer
        .rate()
        .ifPresentOrElse(
            rate -> json.set("feerate", Json.amount(rate.satPerKvb())),
            () -> json.set("errors", Json.array().add("Insufficient data or no feerate found")));
    return json.put("blocks", answer.blocks());
  }

  private JsonNode estimateRaw(RpcCall call) {
    int target = target(call);
    JsonNode given = call.get(1);
    double threshold = given.isNull() ? USUAL_THRESHOLD : RpcCall.decimal(given);
    if (threshold < 0 || threshold > 1) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Invalid threshold");
    }
    ObjectNode json = Json.object();
    for (FeeHorizon horizon : FeeHorizon.values()) {
      pool.rawFee(target, threshold, horizon)
          .ifPresent(estimate -> json.set(horizon.label(), raw(estimate)));
    }
    return json;
  }

  private static ObjectNode raw(RawFeeEstimate estimate) {
    ObjectNode json = Json.object();
    Optional<FeeRate> rate = estimate.rate();
    rate.ifPresent(found -> json.set("feerate", Json.amount(found.satPerKvb())));
    json.put("decay", estimate.decay());
    json.put("scale", estimate.scale());
    if (rate.isPresent()) {
      json.set("pass", range(estimate.pass()));
    }
    if (rate.isEmpty() || estimate.fail().start() >= 0) {
      json.set("fail", range(estimate.fail()));
    }
    if (rate.isEmpty()) {
      json.set(
          "errors",
          Json.array().add("Insufficient data or no feerate found which meets threshold"));
    }
    return json;
  }

  private static ObjectNode range(FeeRange range) {
    return Json.object()
        .put("startrange", Math.rint(range.start()))
        .put("endrange", Math.rint(range.end()))
        .put("withintarget", hundredths(range.withinTarget()))
        .put("totalconfirmed", hundredths(range.totalConfirmed()))
        .put("inmempool", hundredths(range.inMempool()))
        .put("leftmempool", hundredths(range.leftMempool()));
  }

  private static double hundredths(double count) {
    return Math.round(count * 100) / 100.0;
  }
}

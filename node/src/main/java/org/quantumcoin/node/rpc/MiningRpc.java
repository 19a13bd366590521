package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;
import static org.quantumcoin.node.rpc.RpcCategory.MINING;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.policy.Dust;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.Addresses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods about mining, and those that mine on a test chain.
final class MiningRpc {
  /// Blocks over which the network's hash rate is taken.
  private static final int HASH_RATE_BLOCKS = 120;

  private final ChainManager chain;
  private final Mempool pool;
  private final InstantSource clock;
  private final Addresses addresses;
  private final BlockMaker maker;
  private final Function<String, Optional<Script>> outputs;

  /// @param outputs the script of a descriptor; empty for what is none
  MiningRpc(
      ChainManager chain,
      Mempool pool,
      InstantSource clock,
      Addresses addresses,
      BlockMaker maker,
      Function<String, Optional<Script>> outputs) {
    this.chain = chain;
    this.pool = pool;
    this.clock = clock;
    this.addresses = addresses;
    this.maker = maker;
    this.outputs = outputs;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getmininginfo", MINING)
            .help("Returns a json object containing mining-related information.")
            .result(
                "{...}    (json object) height, difficulty, network hash rate, what the next block needs")
            .example("")
            .handler(_ -> info()));
    registry.add(
        RpcMethod.of("getnetworkhashps", MINING)
            .help(
                """
                Returns the estimated network hashes per second based on the last n blocks.
                Pass in [blocks] to override # of blocks, -1 specifies since last difficulty change.
                Pass in [height] to estimate the network speed at the time when a certain block was found.\
                """)
            .param(
                RpcParam.optional(
                    "nblocks",
                    RpcType.NUMBER,
                    "120",
                    "The number of previous blocks to calculate estimate from, or -1 for blocks since last difficulty change."))
            .param(
                RpcParam.optional(
                    "height", RpcType.NUMBER, "-1", "To estimate at the time of the given height."))
            .result("n    (numeric) Hashes per second estimated")
            .example("")
            .handler(this::networkHashRate));
    registry.add(
        RpcMethod.of("prioritisetransaction", MINING)
            .help("Accepts the transaction into mined blocks at a higher (or lower) priority")
            .param(RpcParam.required("txid", RpcType.HEX, "The transaction id."))
            .param(
                RpcParam.optional(
                    "dummy",
                    RpcType.NUMBER,
                    "0",
                    "API-Compatibility for previous API. Must be zero or null."))
            .param(
                RpcParam.required(
                    "fee_delta",
                    RpcType.NUMBER,
                    "The fee value (in satoshis) to add (or subtract, if negative). The fee is not actually paid, only the algorithm for selecting transactions into a block considers the transaction as it would have paid a higher (or lower) fee."))
            .result("true    (boolean)")
            .example("\"txid\" 0.0 10000")
            .handler(this::prioritise));
    registry.add(
        RpcMethod.of("getprioritisedtransactions", MINING)
            .help(
                "Returns a map of all user-created (see prioritisetransaction) fee deltas by txid, and whether the tx is present in mempool.")
            .result(
                "{ \"txid\": { \"fee_delta\", \"in_mempool\", \"modified_fee\" }, ... }    (json object)")
            .example("")
            .handler(_ -> prioritised()));
    registry.add(
        RpcMethod.of("generatetoaddress", HIDDEN)
            .help("Mine to a specified address and return the block hashes.")
            .param(RpcParam.required("nblocks", RpcType.NUMBER, "How many blocks are generated."))
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The address to send the newly generated coins to."))
            .param(
                RpcParam.optional(
                    "maxtries", RpcType.NUMBER, "1000000", "How many iterations to try."))
            .result("[ \"hex\", ... ]    (json array) hashes of blocks generated")
            .example("11 \"myaddress\"")
            .handler(this::generateToAddress));
    registry.add(
        RpcMethod.of("generateblock", HIDDEN)
            .help(
                "Mine a set of ordered transactions to a specified address or descriptor and return the block hash.")
            .param(
                RpcParam.required(
                    "output",
                    RpcType.STRING,
                    "The address or descriptor to send the newly generated coins to."))
            .param(
                RpcParam.required(
                        "transactions",
                        RpcType.ARRAY,
                        "An array of hex strings which are either txids or raw transactions, valid in this order.")
                    .shownAs("[\"rawtx/txid\",...]"))
            .param(
                RpcParam.optional(
                    "submit",
                    RpcType.BOOLEAN,
                    "true",
                    "Whether to submit the block before the RPC call returns or to return it as hex."))
            .result("{ \"hash\", \"hex\" }    (json object)")
            .example("\"myaddress\" '[\"rawtx\", \"mempool_txid\"]'")
            .handler(this::generateBlock));
  }

  private JsonNode info() {
    ChainSnapshot now = chain.snapshot();
    BlockIndex tip = now.tip();
    ObjectNode info = Json.object();
    info.put("blocks", tip.height());
    info.put("bits", BlockJson.hex8(tip.bits()));
    info.set("difficulty", Json.number(BlockJson.difficulty(tip.bits())));
    info.put("target", BlockJson.target(tip.bits()));
    info.set("networkhashps", Json.number(hashRate(tip, HASH_RATE_BLOCKS)));
    info.put("pooledtx", pool.info().transactions());
    info.put("chain", chain.params().chain().id());
    long time = Math.max(clock.instant().getEpochSecond(), tip.medianTimePast() + 1);
    int nextBits = DifficultyRules.nextBits(tip, time, chain.params().consensus());
    ObjectNode next = Json.object();
    next.put("height", tip.height() + 1);
    next.put("bits", BlockJson.hex8(nextBits));
    next.set("difficulty", Json.number(BlockJson.difficulty(nextBits)));
    next.put("target", BlockJson.target(nextBits));
    info.set("next", next);
    chain
        .params()
        .consensus()
        .signetChallenge()
        .ifPresent(challenge -> info.put("signet_challenge", challenge.toHex()));
    return info.set("warnings", Json.array());
  }

  private JsonNode networkHashRate(RpcCall call) {
    int blocks = call.integer(0, HASH_RATE_BLOCKS);
    int height = call.integer(1, -1);
    if (blocks < -1 || blocks == 0) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Invalid nblocks. Must be a positive number or -1.");
    }
    ChainSnapshot now = chain.snapshot();
    if (height < -1 || height > now.height()) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Block does not exist at specified height");
    }
    BlockIndex at = height < 0 ? now.tip() : now.tip().ancestor(height);
    return Json.number(hashRate(at, blocks == -1 ? at.height() % 2016 + 1 : blocks));
  }

  /// Work over time between two blocks (Core's `GetNetworkHashPS`).
  private static double hashRate(BlockIndex last, int blocks) {
    if (last.height() == 0) {
      return 0;
    }
    int count = Math.min(blocks, last.height());
    BlockIndex first = last.ancestor(last.height() - count);
    long earliest = last.time();
    long latest = last.time();
    for (int height = first.height(); height < last.height(); height++) {
      long time = last.ancestor(height).time();
      earliest = Math.min(earliest, time);
      latest = Math.max(latest, time);
    }
    if (earliest == latest) {
      return 0;
    }
    double work =
        last.chainWork().toBigInteger().subtract(first.chainWork().toBigInteger()).doubleValue();
    return work / (latest - earliest);
  }

  private JsonNode prioritise(RpcCall call) {
    Txid txid = new Txid(call.hash(0, "txid"));
    if (call.has(1) && call.get(1).doubleValue() != 0) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Priority is no longer supported, dummy argument to prioritisetransaction must be 0.");
    }
    long delta = call.longInteger(2);
    Transaction known = pool.find(txid);
    FeeRate dustRelayFee = pool.config().policy().dustRelayFee();
    boolean dusty =
        known != null
            && known.outputs().stream().anyMatch(output -> Dust.isDust(output, dustRelayFee));
    if (dusty) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Priority is not supported for transactions with dust outputs.");
    }
    long _ = Waiting.on(pool.prioritise(txid, delta));
    Log.info("PrioritiseTransaction: %s fee += %s".formatted(txid, Amount.formatShort(delta)));
    return Json.bool(true);
  }

  private JsonNode prioritised() {
    ObjectNode all = Json.object();
    for (Mempool.Prioritised each : pool.prioritised()) {
      ObjectNode one =
          all.putObject(each.txid().toString())
              .put("fee_delta", each.delta())
              .put("in_mempool", each.modifiedFee().isPresent());
      each.modifiedFee().ifPresent(fee -> one.put("modified_fee", fee));
    }
    return all;
  }

  private JsonNode generateToAddress(RpcCall call) {
    int blocks = call.integer(0);
    Script script =
        addresses
            .script(call.string(1))
            .orElseThrow(() ->
                new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Error: Invalid address"));
    ArrayNode hashes = Json.array();
    for (BlockHash hash :
        maker.generate(blocks, script, call.longInteger(2, BlockMaker.DEFAULT_MAX_TRIES))) {
      hashes.add(hash.toString());
    }
    return hashes;
  }

  private JsonNode generateBlock(RpcCall call) {
    String output = call.string(0);
    Script script =
        outputs
            .apply(output)
            .or(() -> addresses.script(output))
            .orElseThrow(() ->
                new RpcException(
                    RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Error: Invalid address or descriptor"));
    List<Transaction> transactions = new ArrayList<>();
    for (JsonNode word : call.get(1)) {
      transactions.add(transaction(RpcCall.string(word)));
    }
    Block block = Waiting.on(maker.templates().of(script, transactions)).block();
    Optional<Violation> violation = Waiting.on(maker.templates().test(block));
    if (violation.isPresent()) {
      throw new RpcException(
          RpcErrorCode.VERIFY_ERROR, "TestBlockValidity failed: " + violation.get());
    }
    Block solved =
        BlockMaker.solve(block, BlockMaker.DEFAULT_MAX_TRIES)
            .block()
            .orElseThrow(() -> new RpcException(RpcErrorCode.MISC_ERROR, "Failed to make block."));
    ObjectNode result = Json.object().put("hash", solved.hash().toString());
    if (call.bool(2, true)) {
      maker.submit(solved);
      return result;
    }
    return result.put("hex", Hex.encode(solved.toBytes()));
  }

  /// A transaction in hex, or the id of one in the mempool.
  private Transaction transaction(String word) {
    if (word.length() == 2 * Hash256.SIZE_BYTES) {
      try {
        Transaction known = pool.find(new Txid(Hash256.fromHex(word)));
        if (known == null) {
          throw new RpcException(
              RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Transaction " + word + " not in mempool.");
        }
        return known;
      } catch (DecodeException | IllegalArgumentException _) {
        // Then it is said below that it is no transaction either.
      }
    }
    return TxParser.parse(word, true, true)
        .orElseThrow(() ->
            new RpcException(
                RpcErrorCode.DESERIALIZATION_ERROR,
                "Transaction decode failed for "
                    + word
                    + ". Make sure the tx has at least one input."));
  }
}

package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.BLOCKCHAIN;

import java.util.Optional;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.CoinsStatistics;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods about unspent coins: one, or all of them in sum.
final class CoinsRpc {
  private final ChainManager chain;
  private final Mempool pool;
  private final TxJson transactions;

  CoinsRpc(ChainManager chain, Mempool pool, TxJson transactions) {
    this.chain = chain;
    this.pool = pool;
    this.transactions = transactions;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("gettxout", BLOCKCHAIN)
            .help("Returns details about an unspent transaction output.")
            .param(RpcParam.required("txid", RpcType.STRING, "The transaction id"))
            .param(RpcParam.required("n", RpcType.NUMBER, "vout number"))
            .param(
                RpcParam.optional(
                    "include_mempool",
                    RpcType.BOOLEAN,
                    "true",
                    "Whether to include the mempool. An unspent output that is spent in the mempool won't appear."))
            .result("null, or {...}    (json object) the coin")
            .example("\"txid\" 1")
            .handler(this::txOut));
    registry.add(
        RpcMethod.of("gettxoutsetinfo", BLOCKCHAIN)
            .help(
                "Returns statistics about the unspent transaction output set.\nNote this call may take some time.")
            .param(
                RpcParam.optional(
                    "hash_type",
                    RpcType.STRING,
                    "\"hash_serialized_3\"",
                    "Which UTXO set hash should be calculated: 'hash_serialized_3', 'muhash', 'none'."))
            .param(
                RpcParam.optional(
                        "hash_or_height",
                        RpcType.NUMBER,
                        "the current best block",
                        "The block, with an index only")
                    .unchecked()
                    .shownAs("hash_or_height"))
            .param(
                RpcParam.optional(
                    "use_index", RpcType.BOOLEAN, "true", "Use an index, if available."))
            .result("{...}    (json object) height, tip, counts, hash, total amount")
            .example("")
            .example("\"none\"")
            .handler(this::setInfo));
  }

  private JsonNode txOut(RpcCall call) {
    OutPoint outpoint = new OutPoint(new Txid(call.hash(0, "txid")), unsigned(call.longInteger(1)));
    boolean withPool = call.bool(2, true);
    if (withPool && pool.spender(outpoint).isPresent()) {
      return Json.nothing();
    }
    Optional<TxOut> inPool =
        withPool ? Optional.ofNullable(pool.output(outpoint)) : Optional.empty();
    record Found(ChainSnapshot now, Optional<Coin> coin) {}
    Found found =
        Waiting.on(
            chain.onWriter(view ->
                new Found(view.snapshot(), Optional.ofNullable(view.coins().get(outpoint)))));
    if (found.coin().isPresent()) {
      Coin coin = found.coin().get();
      return txOut(
          found.now(), found.now().height() - coin.height() + 1, coin.out(), coin.coinbase());
    }
    return inPool.isPresent() ? txOut(found.now(), 0, inPool.get(), false) : Json.nothing();
  }

  private JsonNode txOut(ChainSnapshot now, int confirmations, TxOut out, boolean coinbase) {
    ObjectNode json = Json.object();
    json.put("bestblock", now.tip().hash().toString());
    json.put("confirmations", confirmations);
    json.set("value", Json.amount(out.value()));
    json.set("scriptPubKey", transactions.script(out.script()));
    return json.put("coinbase", coinbase);
  }

  /// An output's number; Core reads it into 32 bits and refuses what does not fit.
  static int unsigned(long number) {
    if (number < 0 || number > 0xffff_ffffL) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "JSON integer out of range");
    }
    return (int) number;
  }

  private JsonNode setInfo(RpcCall call) {
    CoinsStatistics.HashKind kind = hashKind(call.string(0, "hash_serialized_3"));
    if (call.has(1)) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Querying specific block heights requires coinstatsindex");
    }
    CoinsStatistics sums = Waiting.on(chain.coinsStatistics(kind));
    if (!sums.complete()) {
      throw new RpcException(RpcErrorCode.INTERNAL_ERROR, "Unable to read UTXO set");
    }
    ObjectNode info = Json.object();
    info.put("height", sums.block().height());
    info.put("bestblock", sums.block().hash().toString());
    info.put("txouts", sums.outputs());
    info.put("bogosize", sums.bogoSize());
    switch (kind) {
      case SERIALIZED -> info.put("hash_serialized_3", sums.hash().toString());
      case MUHASH -> info.put("muhash", sums.hash().toString());
      case NONE -> {}
    }
    info.set("total_amount", Json.amount(sums.totalAmount()));
    info.put("transactions", sums.transactions());
    return info.put("disk_size", chain.coinsDiskBytes());
  }

  private static CoinsStatistics.HashKind hashKind(String name) {
    return switch (name) {
      case "hash_serialized_3" -> CoinsStatistics.HashKind.SERIALIZED;
      case "muhash" -> CoinsStatistics.HashKind.MUHASH;
      case "none" -> CoinsStatistics.HashKind.NONE;
      default ->
          throw new RpcException(
              RpcErrorCode.INVALID_PARAMETER, "'" + name + "' is not a valid hash_type");
    };
  }
}

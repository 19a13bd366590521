package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.RAWTRANSACTIONS;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that find or make raw transactions.
final class RawTxRpc {
  private final ChainManager chain;
  private final Mempool pool;
  private final TxJson transactions;
  private final TxBuilder builder;

  RawTxRpc(ChainManager chain, Mempool pool, TxJson transactions) {
    this.chain = chain;
    this.pool = pool;
    this.transactions = transactions;
    this.builder = new TxBuilder(transactions.addresses());
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getrawtransaction", RAWTRANSACTIONS)
            .help(
                "By default, this call only returns a transaction if it is in the mempool. If a blockhash is given, the\n"
                    + "transaction is looked for in that block.")
            .param(RpcParam.required("txid", RpcType.HEX, "The transaction id"))
            .param(
                RpcParam.optional(
                        "verbosity|verbose",
                        RpcType.NUMBER,
                        "0",
                        "0 for hex-encoded data, 1 for a JSON object, and 2 for JSON object with fee and prevout")
                    .unchecked())
            .param(
                RpcParam.optional(
                    "blockhash", RpcType.HEX, "", "The block in which to look for the transaction"))
            .result("\"hex\" or {...}    the transaction")
            .example("\"mytxid\"")
            .example("\"mytxid\" 1 \"myblockhash\"")
            .handler(this::get));
    registry.add(
        RpcMethod.of("createrawtransaction", RAWTRANSACTIONS)
            .help(
                "Create a transaction spending the given inputs and creating new outputs.\n"
                    + "Note that the transaction's inputs are not signed, and it is not stored or transmitted.")
            .param(
                RpcParam.required("inputs", RpcType.ARRAY, "The inputs: txid, vout, sequence")
                    .shownAs("[{\"txid\":\"hex\",\"vout\":n,\"sequence\":n},...]"))
            .param(
                RpcParam.required(
                        "outputs",
                        RpcType.ARRAY,
                        "The outputs: address and amount, or data and hex")
                    .unchecked()
                    .shownAs("[{\"address\":amount,...},{\"data\":\"hex\"},...]"))
            .param(
                RpcParam.optional(
                    "locktime",
                    RpcType.NUMBER,
                    "0",
                    "Raw locktime. Non-0 value also locktime-activates inputs"))
            .param(
                RpcParam.optional(
                    "replaceable",
                    RpcType.BOOLEAN,
                    "true",
                    "Marks this transaction as BIP125-replaceable."))
            .result("\"hex\"    (string) hex string of the transaction")
            .example(
                "\"[{\\\"txid\\\":\\\"myid\\\",\\\"vout\\\":0}]\" \"[{\\\"address\\\":0.01}]\"")
            .handler(call ->
                Json.string(
                    Hex.encode(
                        builder
                            .build(call.get(0), call.get(1), call.get(2), call.get(3))
                            .toBytes()))));
    registry.add(new SignRpc(chain, pool).method());
  }

  private JsonNode get(RpcCall call) {
    Txid txid = new Txid(call.hash(0, "parameter 1"));
    if (txid.hash().equals(chain.params().genesis().header().merkleRoot())) {
      throw new RpcException(
          RpcErrorCode.INVALID_ADDRESS_OR_KEY,
          "The genesis block coinbase is not considered an ordinary transaction and cannot be retrieved");
    }
    int verbosity = BlockchainRpc.verbosity(call.get(1), 0);
    if (call.has(2)) {
      BlockIndex index = chain.find(new BlockHash(call.hash(2, "parameter 3")));
      if (index == null) {
        throw new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Block hash not found");
      }
      return inBlock(index, txid, verbosity);
    }
    Transaction tx = pool.find(txid);
    if (tx == null) {
      throw notFound(
          "No such mempool transaction. Use -txindex or provide a block hash to enable blockchain transaction queries");
    }
    return verbosity <= 0 ? Json.string(Hex.encode(tx.toBytes())) : transactions.transaction(tx);
  }

  private static RpcException notFound(String message) {
    return new RpcException(
        RpcErrorCode.INVALID_ADDRESS_OR_KEY,
        message + ". Use gettransaction for wallet transactions.");
  }

  private JsonNode inBlock(BlockIndex index, Txid txid, int verbosity) {
    if (!index.hasData()) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Block not available");
    }
    Block block = chain.readBlock(index);
    for (int i = 0; i < block.transactions().size(); i++) {
      Transaction tx = block.transactions().get(i);
      if (tx.txid().equals(txid)) {
        return verbosity <= 0
            ? Json.string(Hex.encode(tx.toBytes()))
            : describe(index, tx, i, verbosity);
      }
    }
    throw notFound("No such transaction found in the provided block");
  }

  private JsonNode describe(BlockIndex index, Transaction tx, int position, int verbosity) {
    ChainSnapshot now = chain.snapshot();
    ObjectNode json = Json.object().put("in_active_chain", now.contains(index));
    List<Coin> spent =
        verbosity >= 2 && position > 0 && index.hasUndo()
            ? chain.readUndo(index).spentByTransaction().get(position - 1)
            : List.of();
    transactions.addTransaction(json, tx, spent, true);
    json.put("blockhash", index.hash().toString());
    if (now.contains(index)) {
      json.put("confirmations", BlockJson.confirmations(index, now));
      json.put("time", index.time());
      return json.put("blocktime", index.time());
    }
    return json.put("confirmations", 0);
  }

  /// A transaction that a call gives in hex.
  static Transaction parse(@Nullable JsonNode value, String complaint) {
    String hex = value == null ? "" : RpcCall.string(value);
    return TxParser.parse(hex, true, true)
        .orElseThrow(() -> new RpcException(RpcErrorCode.DESERIALIZATION_ERROR, complaint));
  }
}

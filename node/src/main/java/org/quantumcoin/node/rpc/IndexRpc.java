package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.BLOCKCHAIN;
import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.util.Optional;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockStatus;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.index.BackgroundIndex;
import org.quantumcoin.node.index.BlockFilter;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.index.IndexProgress;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that ask indexes, or about them.
public final class IndexRpc {
  private static final String BASIC = "basic";

  private final ChainManager chain;
  private final Indexes indexes;

  IndexRpc(ChainManager chain, Indexes indexes) {
    this.chain = chain;
    this.indexes = indexes;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getindexinfo", UTIL)
            .help(
                "Returns the status of one or all available indices currently running in the node.")
            .param(
                RpcParam.optional(
                    "index_name",
                    RpcType.STRING,
                    "",
                    "Filter results for an index with a specific name."))
            .result(
                """
                {                               (json object)
                  "name" : {                    (json object) The name of the index
                    "synced" : true|false,      (boolean) Whether the index is synced or not
                    "best_block_height" : n     (numeric) The block height to which the index is synced
                  },
                  ...
                }\
                """)
            .example("")
            .example("txindex")
            .handler(this::info));
    registry.add(
        RpcMethod.of("getblockfilter", BLOCKCHAIN)
            .help("Retrieve a BIP 157 content filter for a particular block.")
            .param(RpcParam.required("blockhash", RpcType.HEX, "The hash of the block"))
            .param(
                RpcParam.optional(
                    "filtertype", RpcType.STRING, "\"basic\"", "The type name of the filter"))
            .result(
                """
                {                      (json object)
                  "filter" : "hex",    (string) the hex-encoded filter data
                  "header" : "hex"     (string) the hex-encoded filter header
                }\
                """)
            .example(
                "\"00000000c937983704a73af28acdec37b049d214adbda81d7e2a3dd146f6ed09\" \"basic\"")
            .handler(this::blockFilter));
  }

  private JsonNode info(RpcCall call) {
    String wanted = call.string(0, "");
    ObjectNode all = Json.object();
    for (BackgroundIndex index : indexes.all()) {
      if (wanted.isEmpty() || wanted.equals(index.name())) {
        IndexProgress progress = index.progress();
        all.putObject(index.name())
            .put("synced", progress.synced())
            .put("best_block_height", progress.height());
      }
    }
    return all;
  }

  /// The index of a type of filter; fails with an [RpcException] where there is none.
  public static BlockFilterIndex filters(Indexes indexes, String type) {
    if (!type.equals(BASIC)) {
      throw new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Unknown filtertype");
    }
    return indexes
        .blockFilters()
        .orElseThrow(() ->
            new RpcException(
                RpcErrorCode.MISC_ERROR, "Index is not enabled for filtertype " + type));
  }

  private JsonNode blockFilter(RpcCall call) {
    Hash256 hash = call.hash(0, "blockhash");
    BlockFilterIndex index = filters(indexes, call.string(1, BASIC));
    BlockIndex block = BlockLookup.byHash(chain, new BlockHash(hash));
    boolean connected = block.isValid(BlockStatus.VALID_SCRIPTS);
    boolean ready = index.follower().awaitTip();
    Optional<BlockFilter> filter = index.filter(block);
    Optional<Hash256> header = index.header(block);
    if (filter.isEmpty() || header.isEmpty()) {
      throw notFound(connected, ready);
    }
    return Json.object()
        .put("filter", filter.get().encoded().toHex())
        .put("header", header.get().toString());
  }

  private static RpcException notFound(boolean connected, boolean ready) {
    String what = "Filter not found.";
    if (!connected) {
      return new RpcException(
          RpcErrorCode.INVALID_ADDRESS_OR_KEY, what + " Block was not connected to active chain.");
    }
    return ready
        ? new RpcException(
            RpcErrorCode.INTERNAL_ERROR,
            what + " This error is unexpected and indicates index corruption.")
        : new RpcException(
            RpcErrorCode.MISC_ERROR,
            what + " Block filters are still in the process of being indexed.");
  }
}

package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.BLOCKCHAIN;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockStatus;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.Progress;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Block;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that read the chain: headers, blocks, tips.
final class BlockchainRpc {
  private final ChainManager chain;
  private final InstantSource clock;
  private final BlockJson blocks;

  BlockchainRpc(ChainManager chain, InstantSource clock, TxJson transactions) {
    this.chain = chain;
    this.clock = clock;
    this.blocks = new BlockJson(transactions);
  }

  void register(RpcRegistry registry) {
    RpcParam hash = RpcParam.required("blockhash", RpcType.HEX, "The block hash");
    registry.add(
        RpcMethod.of("getblockchaininfo", BLOCKCHAIN)
            .help(
                "Returns an object containing various state info regarding blockchain processing.")
            .result(
                "{...}    (json object) chain, heights, tip, difficulty, progress, work, size on disk")
            .example("")
            .handler(this::chainInfo));
    registry.add(
        RpcMethod.of("getblockcount", BLOCKCHAIN)
            .help(
                "Returns the height of the most-work fully-validated chain.\nThe genesis block has height 0.")
            .result("n    (numeric) The current block count")
            .example("")
            .handler(_ -> Json.number(chain.snapshot().height())));
    registry.add(
        RpcMethod.of("getbestblockhash", BLOCKCHAIN)
            .help(
                "Returns the hash of the best (tip) block in the most-work fully-validated chain.")
            .result("\"hex\"    (string) the block hash, hex-encoded")
            .example("")
            .handler(_ -> Json.string(chain.snapshot().tip().hash().toString())));
    registry.add(
        RpcMethod.of("getdifficulty", BLOCKCHAIN)
            .help("Returns the proof-of-work difficulty as a multiple of the minimum difficulty.")
            .result("n    (numeric) the difficulty")
            .example("")
            .handler(_ -> Json.number(BlockJson.difficulty(chain.snapshot().tip().bits()))));
    registry.add(
        RpcMethod.of("getblockhash", BLOCKCHAIN)
            .help("Returns hash of block in best-block-chain at height provided.")
            .param(RpcParam.required("height", RpcType.NUMBER, "The height index"))
            .result("\"hex\"    (string) The block hash")
            .example("1000")
            .handler(this::blockHash));
    registry.add(
        RpcMethod.of("getblockheader", BLOCKCHAIN)
            .help("Returns a header as hex-encoded data, or with verbose as an object.")
            .param(hash)
            .param(
                RpcParam.optional(
                    "verbose", RpcType.BOOLEAN, "true", "true for an object, false for hex"))
            .result("{...} or \"hex\"    the header")
            .example("\"00000000c937983704a73af28acdec37b049d214adbda81d7e2a3dd146f6ed09\"")
            .handler(this::blockHeader));
    registry.add(
        RpcMethod.of("getblock", BLOCKCHAIN)
            .help(
                "Returns a block: at verbosity 0 as hex, at 1 with txids, at 2 with transactions and fees, at 3 with the coins spent.")
            .param(hash)
            .param(
                RpcParam.optional(
                        "verbosity|verbose", RpcType.NUMBER, "1", "0 for hex, 1 to 3 for objects")
                    .unchecked())
            .result("{...} or \"hex\"    the block")
            .example("\"00000000c937983704a73af28acdec37b049d214adbda81d7e2a3dd146f6ed09\"")
            .handler(this::block));
    registry.add(
        RpcMethod.of("getchaintips", BLOCKCHAIN)
            .help(
                "Return information about all known tips in the block tree, including the main chain and orphaned branches.")
            .result("[{ \"height\", \"hash\", \"branchlen\", \"status\" }, ...]    (json array)")
            .example("")
            .handler(_ -> tips()));
    registry.add(
        RpcMethod.of("getdeploymentinfo", BLOCKCHAIN)
            .help(
                "Returns an object containing various state info regarding deployments of consensus changes.")
            .param(
                RpcParam.optional(
                    "blockhash",
                    RpcType.HEX,
                    "hash of current chain tip",
                    "The block at which to look"))
            .result("{ \"hash\", \"height\", \"deployments\" : {...} }    (json object)")
            .example("")
            .handler(this::deployments));
  }

  private JsonNode chainInfo(RpcCall call) {
    ChainSnapshot now = chain.snapshot();
    BlockIndex tip = now.tip();
    ObjectNode info = Json.object();
    info.put("chain", chain.params().chain().id());
    info.put("blocks", tip.height());
    info.put("headers", now.bestHeader().height());
    info.put("bestblockhash", tip.hash().toString());
    info.put("bits", BlockJson.hex8(tip.bits()));
    info.put("target", BlockJson.target(tip.bits()));
    info.set("difficulty", Json.number(BlockJson.difficulty(tip.bits())));
    info.put("time", tip.time());
    info.put("mediantime", tip.medianTimePast());
    long seconds = clock.instant().getEpochSecond();
    info.set(
        "verificationprogress",
        Json.number(Progress.verified(tip, now.bestHeader(), chain.params(), seconds)));
    info.put("initialblockdownload", now.initialBlockDownload());
    info.put("chainwork", tip.chainWork().toHex());
    info.put("size_on_disk", chain.diskBytes());
    info.put("pruned", false);
    chain
        .params()
        .consensus()
        .signetChallenge()
        .ifPresent(challenge -> info.put("signet_challenge", challenge.toHex()));
    info.set("warnings", Json.array());
    return info;
  }

  private JsonNode blockHash(RpcCall call) {
    BlockIndex index = chain.snapshot().at(call.integer(0));
    if (index == null) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Block height out of range");
    }
    return Json.string(index.hash().toString());
  }

  private JsonNode blockHeader(RpcCall call) {
    BlockIndex index = BlockLookup.byHash(chain, call, 0, "hash");
    if (call.bool(1, true)) {
      return BlockJson.header(index, chain.snapshot());
    }
    return Json.string(Hex.encode(index.header().toBytes()));
  }

  private JsonNode block(RpcCall call) {
    BlockIndex index = BlockLookup.byHash(chain, call, 0, "blockhash");
    int verbosity = verbosity(call.get(1), 1);
    if (!index.hasData()) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Block not available (not fully downloaded)");
    }
    Block block = chain.readBlock(index);
    if (verbosity <= 0) {
      ByteWriter bytes = new ByteWriter(block.totalSize());
      block.write(bytes);
      return Json.string(Hex.encode(bytes.array(), 0, bytes.size()));
    }
    return blocks.block(index, block, undo(index, verbosity), chain.snapshot(), verbosity);
  }

  private @Nullable BlockUndo undo(BlockIndex index, int verbosity) {
    return verbosity >= 2 && index.hasUndo() ? chain.readUndo(index) : null;
  }

  /// A number, or for old clients a truth value.
  static int verbosity(JsonNode value, int otherwise) {
    if (value.isNull()) {
      return otherwise;
    }
    return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : RpcCall.integer(value);
  }

  private JsonNode tips() {
    ChainSnapshot now = chain.snapshot();
    Set<BlockIndex> parents = new HashSet<>();
    List<BlockIndex> tips = new ArrayList<>();
    for (BlockIndex index : chain.allHeaders()) {
      if (!now.contains(index)) {
        tips.add(index);
        parents.add(index.previous());
      }
    }
    tips.removeIf(parents::contains);
    tips.add(now.tip());
    tips.sort(
        Comparator.comparingInt(BlockIndex::height)
            .reversed()
            .thenComparing(index -> index.hash().toString()));
    ArrayNode list = Json.array();
    for (BlockIndex tip : tips) {
      list.add(
          Json.object()
              .put("height", tip.height())
              .put("hash", tip.hash().toString())
              .put("branchlen", tip.height() - now.forkWith(tip).height())
              .put("status", status(tip, now)));
    }
    return list;
  }

  private static String status(BlockIndex tip, ChainSnapshot now) {
    if (now.contains(tip)) {
      return "active";
    }
    if (tip.isFailed()) {
      return "invalid";
    }
    if (tip.chainTransactionCount() == 0) {
      return "headers-only";
    }
    if (tip.isValid(BlockStatus.VALID_SCRIPTS)) {
      return "valid-fork";
    }
    return tip.isValid(BlockStatus.VALID_TREE) ? "valid-headers" : "unknown";
  }

  private JsonNode deployments(RpcCall call) {
    BlockIndex index =
        call.has(0) ? BlockLookup.byHash(chain, call, 0, "blockhash") : chain.snapshot().tip();
    return Json.object()
        .put("hash", index.hash().toString())
        .put("height", index.height())
        .set("deployments", DeploymentJson.all(index, chain.softForks()));
  }
}

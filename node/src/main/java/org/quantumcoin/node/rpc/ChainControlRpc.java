package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.BLOCKCHAIN;
import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.primitives.BlockHash;
import tools.jackson.databind.JsonNode;

/// Methods that move the chain by hand, check it, or wait for it.
final class ChainControlRpc {
  private final ChainManager chain;
  private final CompletableFuture<Void> stopping;

  ChainControlRpc(ChainManager chain, CompletableFuture<Void> stopping) {
    this.chain = chain;
    this.stopping = stopping;
  }

  void register(RpcRegistry registry) {
    RpcParam timeout =
        RpcParam.optional(
            "timeout",
            RpcType.NUMBER,
            "0",
            "Time in milliseconds to wait for a response. 0 indicates no timeout.");
    RpcParam hash = RpcParam.required("blockhash", RpcType.HEX, "the hash of the block");
    registry.add(
        RpcMethod.of("verifychain", BLOCKCHAIN)
            .help("Verifies blockchain database.")
            .param(
                RpcParam.optional(
                    "checklevel",
                    RpcType.NUMBER,
                    "3, range=0-4",
                    "How thorough the block verification is"))
            .param(
                RpcParam.optional(
                    "nblocks", RpcType.NUMBER, "6, 0=all", "The number of blocks to check"))
            .result("true|false    (boolean) Verification finished successfully")
            .example("")
            .handler(this::verify));
    registry.add(
        RpcMethod.of("preciousblock", BLOCKCHAIN)
            .help(
                "Treats a block as if it were received before others with the same work.\nA later call can override an earlier one. The effects are not retained across restarts.")
            .param(
                RpcParam.required(
                    "blockhash", RpcType.HEX, "the hash of the block to mark as precious"))
            .result("null    (json null)")
            .example("\"blockhash\"")
            .handler(call -> {
              Waiting.on(chain.prefer(BlockLookup.byHash(chain, call, 0, "blockhash")));
              return Json.nothing();
            }));
    registry.add(
        RpcMethod.of("invalidateblock", HIDDEN)
            .help("Permanently marks a block as invalid, as if it violated a consensus rule.")
            .param(hash)
            .result("null    (json null)")
            .example("\"blockhash\"")
            .handler(call -> {
              Waiting.on(chain.invalidate(BlockLookup.byHash(chain, call, 0, "blockhash")));
              return Json.nothing();
            }));
    registry.add(
        RpcMethod.of("reconsiderblock", HIDDEN)
            .help(
                "Removes invalidity status of a block, its ancestors and its descendants, reconsider them for activation.\nThis can be used to undo the effects of invalidateblock.")
            .param(hash)
            .result("null    (json null)")
            .example("\"blockhash\"")
            .handler(call -> {
              Waiting.on(chain.reconsider(BlockLookup.byHash(chain, call, 0, "blockhash")));
              return Json.nothing();
            }));
    registry.add(
        RpcMethod.of("waitfornewblock", HIDDEN)
            .help(
                "Waits for any new block and returns useful info about it.\nReturns the current block on timeout or exit.")
            .param(timeout)
            .result("{ \"hash\", \"height\" }    (json object)")
            .example("1000")
            .handler(this::waitForNew));
    registry.add(
        RpcMethod.of("waitforblock", HIDDEN)
            .help(
                "Waits for a specific new block and returns useful info about it.\nReturns the current block on timeout or exit.")
            .param(RpcParam.required("blockhash", RpcType.HEX, "Block hash to wait for."))
            .param(timeout)
            .result("{ \"hash\", \"height\" }    (json object)")
            .example("\"blockhash\" 1000")
            .handler(this::waitForHash));
    registry.add(
        RpcMethod.of("waitforblockheight", HIDDEN)
            .help(
                "Waits for (at least) block height and returns the height and hash of the current tip.\nReturns the current block on timeout or exit.")
            .param(RpcParam.required("height", RpcType.NUMBER, "Block height to wait for."))
            .param(timeout)
            .result("{ \"hash\", \"height\" }    (json object)")
            .example("100 1000")
            .handler(this::waitForHeight));
    registry.add(
        RpcMethod.of("syncwithvalidationinterfacequeue", HIDDEN)
            .help(
                "Waits for the validation interface queue to catch up on everything that was there when we entered this function.")
            .result("null    (json null)")
            .example("")
            .handler(_ -> {
              Waiting.on(chain.onWriter(view -> view.snapshot().height()));
              registry.awaitFollowers();
              return Json.nothing();
            }));
  }

  private JsonNode verify(RpcCall call) {
    return Json.bool(Waiting.on(chain.verify(call.integer(0, 3), call.integer(1, 6))));
  }

  private JsonNode waitForNew(RpcCall call) {
    BlockHash before = chain.snapshot().tip().hash();
    return await(now -> !now.tip().hash().equals(before), call.integer(0, 0));
  }

  private JsonNode waitForHash(RpcCall call) {
    BlockHash wanted = new BlockHash(call.hash(0, "blockhash"));
    return await(now -> now.tip().hash().equals(wanted), call.integer(1, 0));
  }

  private JsonNode waitForHeight(RpcCall call) {
    int height = call.integer(0);
    return await(now -> now.height() >= height, call.integer(1, 0));
  }

  /// The tip once it is as wanted, or when the time is up or the node stops.
  private JsonNode await(Predicate<ChainSnapshot> wanted, int timeoutMillis) {
    if (timeoutMillis < 0) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Negative timeout");
    }
    CompletableFuture<Void> met = new CompletableFuture<>();
    ChainListener listener =
        new ChainListener() {
          @Override
          public void tipChanged(ChainSnapshot now, BlockIndex fork) {
            if (wanted.test(now)) {
              met.complete(null);
            }
          }
        };
    try (ChainService.Subscription _ = chain.subscribe(listener)) {
      if (!wanted.test(chain.snapshot())) {
        CompletableFuture<Object> ended = CompletableFuture.anyOf(met, stopping);
        if (timeoutMillis > 0) {
          ended = ended.completeOnTimeout(this, timeoutMillis, TimeUnit.MILLISECONDS);
        }
        Waiting.on(ended);
      }
    }
    BlockIndex tip = chain.snapshot().tip();
    return Json.object().put("hash", tip.hash().toString()).put("height", tip.height());
  }
}

package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.RAWTRANSACTIONS;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.SighashNames;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.role.DescriptorKeys;
import org.quantumcoin.wallet.psbt.role.KeySource;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.psbt.role.Updater;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that fill in and sign PSBTs by descriptors that the call brings along, with the coins
/// that mempool and chain know.
public final class PsbtKeysRpc {
  private final ChainManager chain;
  private final Function<Txid, @Nullable Transaction> mempool;
  private final AddressPrefixes prefixes;

  /// `mempool` finds a transaction that waits there.
  public PsbtKeysRpc(ChainManager chain, Function<Txid, @Nullable Transaction> mempool) {
    this.chain = chain;
    this.mempool = mempool;
    this.prefixes = chain.params().addresses();
  }

  /// Adds the methods.
  public void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("utxoupdatepsbt", RAWTRANSACTIONS)
            .help(
                "Updates all segwit inputs and outputs in a PSBT with data from output descriptors, the UTXO set, txindex, or the mempool.")
            .param(RpcParam.required("psbt", RpcType.STRING, "A base64 string of a PSBT"))
            .param(
                RpcParam.optional(
                        "descriptors", RpcType.ARRAY, "", "An array of either strings or objects")
                    .shownAs("[\"\",{\"desc\":\"str\",\"range\":n or [n,n]},...]"))
            .result(
                "\"str\"    (string) The base64-encoded partially signed transaction with inputs updated")
            .example("\"psbt\"")
            .handler(this::update));
    registry.add(
        RpcMethod.of("descriptorprocesspsbt", RAWTRANSACTIONS)
            .help(
                "Update all segwit inputs in a PSBT with information from output descriptors, the UTXO set or the mempool.\n"
                    + "Then, sign the inputs we are able to with information from the output descriptors.")
            .param(RpcParam.required("psbt", RpcType.STRING, "The transaction base64 string"))
            .param(
                RpcParam.required(
                        "descriptors", RpcType.ARRAY, "An array of either strings or objects")
                    .shownAs("[\"\",{\"desc\":\"str\",\"range\":n or [n,n]},...]"))
            .param(
                RpcParam.optional(
                    "sighashtype",
                    RpcType.STRING,
                    "\"DEFAULT\" for Taproot, \"ALL\" otherwise",
                    "The signature hash type to sign with if not specified by the PSBT"))
            .param(
                RpcParam.optional(
                    "bip32derivs",
                    RpcType.BOOLEAN,
                    "true",
                    "Include BIP 32 derivation paths for public keys if we know them"))
            .param(
                RpcParam.optional(
                    "finalize", RpcType.BOOLEAN, "true", "Also finalize inputs if possible"))
            .result("{ \"psbt\", \"complete\", \"hex\" }    (json object)")
            .example("\"psbt\" \"[\\\"descriptor1\\\", \\\"descriptor2\\\"]\"")
            .handler(this::process));
  }

  private DescriptorKeys keys(JsonNode objects) {
    DescriptorKeys keys = new DescriptorKeys();
    boolean done = false;
    try {
      if (!objects.isNull()) {
        objects.forEach(object -> DescriptorObjects.expand(object, prefixes).forEach(keys::add));
      }
      done = true;
      return keys;
    } finally {
      if (!done) {
        keys.close();
      }
    }
  }

  private JsonNode update(RpcCall call) {
    try (DescriptorKeys keys = keys(call.get(1))) {
      Psbt psbt = PsbtRpc.decode(call.get(0));
      return Json.string(updater(keys).update(psbt, mempool, coins(psbt)).toBase64());
    }
  }

  private static Updater updater(KeySource source) {
    return new Updater(source, new MiniscriptSatisfier());
  }

  private JsonNode process(RpcCall call) {
    try (DescriptorKeys keys = keys(call.get(1))) {
      OptionalInt hashType =
          call.has(2) ? OptionalInt.of(SighashNames.parse(call.get(2))) : OptionalInt.empty();
      KeySource source = keys.hiding(false, !call.bool(3, true));
      boolean finish = call.bool(4, true);
      Psbt given = PsbtRpc.decode(call.get(0));
      Psbt updated = updater(source).withCoins(given, mempool, coins(given));
      Psbt signed =
          new Signer(source, new MiniscriptSatisfier()).sign(updated, hashType, finish).psbt();
      boolean complete = signed.inputs().stream().allMatch(PsbtInput::isFinal);
      ObjectNode result = Json.object().put("psbt", signed.toBase64()).put("complete", complete);
      return complete ? result.put("hex", PsbtRpc.extract(signed)) : result;
    }
  }

  /// The unspent coins that the inputs name.
  private Map<OutPoint, TxOut> coins(Psbt psbt) {
    CompletableFuture<Map<OutPoint, TxOut>> found =
        chain.onWriter(view -> {
          Map<OutPoint, TxOut> coins = new HashMap<>();
          for (PsbtInput input : psbt.inputs()) {
            Coin coin = view.coins().get(input.prevout());
            if (coin != null) {
              coins.put(input.prevout(), coin.out());
            }
          }
          return coins;
        });
    try {
      return found.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Shutting down");
    } catch (ExecutionException e) {
      throw new RpcException(RpcErrorCode.DATABASE_ERROR, String.valueOf(e.getMessage()));
    }
  }
}

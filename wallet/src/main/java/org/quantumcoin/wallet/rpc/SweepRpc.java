package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.crypto.SecretKey;
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
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.keys.Bip38;
import org.quantumcoin.wallet.spend.KeySweeper;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.SweepKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `sweepprivkeys`: the coins of keys from elsewhere come into the wallet, the keys do not.
public final class SweepRpc {
  /// A passphrase takes half a second to try.
  private static final int MAX_KEYS = 100;

  private final WalletCalls calls;
  private final AddressPrefixes prefixes;
  private final KeySweeper sweeper;

  public SweepRpc(Wallets wallets, KeySweeper sweeper) {
    this.calls = new WalletCalls(wallets);
    this.prefixes = wallets.config().params().addresses();
    this.sweeper = sweeper;
  }

  /// Looks through every unspent coin; `stopping` completes when the node begins to stop.
  public static KeySweeper.CoinFinder ofChain(
      ChainManager chain, CompletableFuture<Void> stopping) {
    return scripts -> {
      try {
        return chain
            .scanCoins(coins -> {
              Map<OutPoint, Coin> found = new HashMap<>();
              var _ =
                  coins.run((outpoint, coin) -> {
                    if (scripts.contains(coin.out().script())) {
                      found.put(outpoint, coin);
                    }
                    return !stopping.isDone();
                  });
              return found;
            })
            .get();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw WalletCalls.error(RpcErrorCode.MISC_ERROR, "Shutting down");
      } catch (ExecutionException e) {
        throw WalletCalls.error(RpcErrorCode.DATABASE_ERROR, String.valueOf(e.getMessage()));
      }
    };
  }

  /// Adds the method.
  public void register(RpcRegistry registry) {
    List<RpcParam> options = new ArrayList<>(FeeParams.OPTIONS);
    options.add(
        RpcParam.optional(
            "dry_run", RpcType.BOOLEAN, "false", "Work everything out and send nothing"));
    registry.add(
        RpcMethod.of("sweepprivkeys", WALLET)
            .help(
                """
                Moves all coins of private keys to an address of this wallet, in one transaction: those of addresses of every kind that one of the keys alone can spend.
                The keys are not kept. Coins that are not in a block yet are not found; ask again later.
                Looks through all unspent coins there are, which takes a while.\
                """)
            .param(
                RpcParam.required(
                    "address",
                    RpcType.STRING,
                    "An address of this wallet; an empty string for a new one"))
            .param(
                RpcParam.required(
                        "keys",
                        RpcType.ARRAY,
                        "Private keys as text, those under a passphrase (6P..., BIP38) with it")
                    .unchecked()
                    .shownAs("[\"privkey\",{\"key\":\"6P...\",\"passphrase\":\"str\"},...]"))
            .param(RpcParam.options("options", "", options))
            .result(
                """
                {                         (json object)
                  "txid" : "hex",         (string) The transaction
                  "sent" : true|false,    (boolean) Whether it was sent
                  "address" : "str",      (string, optional) Where the coins go
                  "coins" : n,            (numeric) How many are moved
                  "amount" : n,           (numeric) What arrives
                  "fee" : n,              (numeric) What the network gets
                  "left" : n,             (numeric) Coins that stay: not worth their fee, or for another call because there are too many
                  "immature" : n,         (numeric) Coins of miners that cannot be moved yet
                  "unused_keys" : [ n ]   (json array) Keys without coins, counted from 0
                }\
                """)
            .example("\"\" '[\"privkey\"]'")
            .example(
                "\"myaddress\" '[{\"key\":\"6P...\",\"passphrase\":\"secret\"}]' '{\"fee_rate\":2}'")
            .handler(calls.on(this::sweep)));
  }

  private JsonNode sweep(Wallet wallet, RpcCall call) {
    Optional<Script> given =
        call.string(0).isEmpty() ? Optional.empty() : Optional.of(ownScript(wallet, call));
    JsonNode options = call.get(2);
    PaymentRequest request = FeeParams.of(options);
    boolean dryRun = options.has("dry_run") && RpcCall.bool(options.get("dry_run"));
    try (SweepKeys keys = new SweepKeys(prefixes)) {
      int count = read(call.get(1), keys);
      return json(sweeper.sweep(wallet, keys, count, given, request, dryRun), dryRun);
    }
  }

  private Script ownScript(Wallet wallet, RpcCall call) {
    Script script = calls.script(call.string(0));
    if (wallet.locked(() -> wallet.keys().find(script)).isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_ADDRESS_OR_KEY,
          "The address is none of this wallet. Take one from getnewaddress.");
    }
    return script;
  }

  private int read(JsonNode list, SweepKeys keys) {
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_KEYS) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "The keys are a list of 1 to %d private keys.".formatted(MAX_KEYS));
    }
    for (int i = 0; i < list.size(); i++) {
      keys.add(key(list.get(i), i), i);
    }
    return list.size();
  }

  /// Sentences name a key by its number: the text is secret.
  private SecretKey key(JsonNode value, int number) {
    String text = RpcCall.string(value.isObject() ? value.path("key") : value).strip();
    if (!Bip38.isEncryptedKey(text)) {
      return Wif.decode(text, prefixes)
          .orElseThrow(() -> invalid(number, "is no private key of this network"));
    }
    JsonNode passphrase = value.path("passphrase");
    if (!passphrase.isString()) {
      throw invalid(number, "is under a passphrase, which has to be given with it");
    }
    return switch (Bip38.decrypt(text, passphrase.stringValue(), prefixes)) {
      case Bip38.Result.Decrypted(SecretKey key) -> key;
      case Bip38.Result.WrongPassphrase() ->
          throw WalletCalls.error(
              RpcErrorCode.WALLET_PASSPHRASE_INCORRECT,
              "The passphrase of key %d is wrong, or the key is of another network."
                  .formatted(number));
      case Bip38.Result.NotAKey() -> throw invalid(number, "is no private key");
    };
  }

  private static RpcException invalid(int number, String what) {
    return WalletCalls.error(
        RpcErrorCode.INVALID_ADDRESS_OR_KEY,
        "Key %d of the list, counted from 0, %s.".formatted(number, what));
  }

  private static JsonNode json(KeySweeper.Outcome outcome, boolean dryRun) {
    ObjectNode result =
        Json.object().put("txid", outcome.tx().txid().toString()).put("sent", !dryRun);
    outcome.address().ifPresent(address -> result.put("address", address));
    result.put("coins", outcome.coins());
    result.set("amount", Json.amount(outcome.amountSats()));
    result.set("fee", Json.amount(outcome.feeSats()));
    result.put("left", outcome.left()).put("immature", outcome.immature());
    ArrayNode idle = result.putArray("unused_keys");
    outcome.unused().stream().sorted().forEach(idle::add);
    return result;
  }
}

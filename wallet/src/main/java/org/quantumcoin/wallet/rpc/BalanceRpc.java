package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that tell how much there is.
final class BalanceRpc {
  private final WalletCalls calls;

  BalanceRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getbalance", WALLET)
            .help(
                """
                Returns the total available balance.
                The available balance is what the wallet considers currently spendable, and is
                thus affected by options which limit spendability such as -spendzeroconfchange.\
                """)
            .param(
                RpcParam.optional(
                    "dummy",
                    RpcType.STRING,
                    "",
                    "Remains for backward compatibility. Must be excluded or set to \"*\"."))
            .param(
                RpcParam.optional(
                    "minconf",
                    RpcType.NUMBER,
                    "0",
                    "Only include transactions confirmed at least this many times."))
            .param(
                RpcParam.optional("include_watchonly", RpcType.BOOLEAN, "true", "No longer used"))
            .param(
                RpcParam.optional(
                    "avoid_reuse",
                    RpcType.BOOLEAN,
                    "true",
                    "(only available if avoid_reuse wallet flag is set) Do not include balance in dirty outputs"))
            .result("n    (numeric) The total amount received for this wallet.")
            .example("")
            .handler(calls.on(this::balance)));
    registry.add(
        RpcMethod.of("getbalances", WALLET)
            .help("Returns an object with all balances.")
            .result(
                "{ \"mine\": { \"trusted\": n, \"untrusted_pending\": n, \"immature\": n, \"used\": n }, \"lastprocessedblock\": {...} }")
            .example("")
            .handler(calls.on((wallet, _) -> balances(wallet))));
  }

  private JsonNode balance(Wallet wallet, RpcCall call) {
    if (call.has(0) && !call.string(0).equals("*")) {
      throw WalletCalls.error(
          RpcErrorCode.METHOD_DEPRECATED, "dummy first argument must be excluded or set to \"*\".");
    }
    int minDepth = call.integer(1, 0);
    boolean avoidReuse = call.bool(3, wallet.options().avoidReuse());
    if (avoidReuse && !wallet.options().avoidReuse()) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR, "wallet does not have the \"avoid reuse\" feature enabled");
    }
    return wallet.locked(() -> Json.amount(balances(wallet, minDepth, avoidReuse).trusted()));
  }

  private static Ledger.Balances balances(Wallet wallet, int minDepth, boolean avoidReuse) {
    return avoidReuse
        ? wallet.ledger().balances(minDepth, out -> !wallet.isReused(out.script()))
        : wallet.ledger().balances(minDepth);
  }

  private static JsonNode balances(Wallet wallet) {
    return wallet.locked(() -> {
      boolean reuse = wallet.options().avoidReuse();
      Ledger.Balances clean = balances(wallet, 0, reuse);
      ObjectNode mine = Json.object();
      mine.set("trusted", Json.amount(clean.trusted()));
      mine.set("untrusted_pending", Json.amount(clean.pending()));
      mine.set("immature", Json.amount(clean.immature()));
      if (reuse) {
        Ledger.Balances all = wallet.ledger().balances(0);
        mine.set(
            "used", Json.amount(all.trusted() + all.pending() - clean.trusted() - clean.pending()));
      }
      ObjectNode result = Json.object();
      result.set("mine", mine);
      WalletCalls.addLastBlock(result, wallet);
      return result;
    });
  }
}

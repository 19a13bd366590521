package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.RecoveryDrill;
import org.quantumcoin.wallet.Wallet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tries a backup out. Core has no such method.
final class BackupRpc {
  private final WalletCalls calls;

  BackupRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("verifybackup", WALLET)
            .help(
                "Rebuilds the wallet from a backup in a scratch folder and compares it with the wallet in use: addresses are derived again, coins are found again in the blocks. Takes as long as a rescan from the wallet's first key on. Neither the wallet nor the backup is changed.")
            .param(RpcParam.required("backup_file", RpcType.STRING, "The backup"))
            .param(
                RpcParam.optional(
                    "passphrase",
                    RpcType.STRING,
                    "",
                    "The passphrase of the backup, which is the wallet's when it was made. Without it the private keys in it are not compared."))
            .result(
                """
                {                              (json object)
                  "matches": true|false,       (boolean) whether the backup brings back these addresses and coins
                  "descriptors": n,            (numeric) descriptors of the wallet
                  "addresses": n,              (numeric) addresses derived again
                  "private_keys": n,           (numeric, optional) descriptors whose private keys were read and fit
                  "blocks": n,                 (numeric) blocks read
                  "height": n,                 (numeric) the last of them
                  "transactions": n,           (numeric) transactions found in them
                  "coins": n,                  (numeric) coins found in them
                  "balance": n,                (numeric) what they are worth
                  "wallet_balance": n,         (numeric) the same by the wallet in use, without payments that wait for a block
                  "differences": [ "str", ...] (json array) what differs, the first twenty
                }\
                """)
            .example("\"/media/stick/wallet.qcw\"")
            .handler(calls.on(BackupRpc::verify)));
  }

  private static JsonNode verify(Wallet wallet, RpcCall call) {
    Optional<byte[]> passphrase =
        call.has(1)
            ? Optional.of(call.string(1).getBytes(StandardCharsets.UTF_8))
            : Optional.empty();
    try {
      return json(wallet.backups().prove(Path.of(call.string(0)), passphrase));
    } finally {
      passphrase.ifPresent(secret -> Arrays.fill(secret, (byte) 0));
    }
  }

  private static JsonNode json(RecoveryDrill.Report report) {
    ObjectNode result = Json.object();
    result.put("matches", report.matches());
    result.put("descriptors", report.descriptors());
    result.put("addresses", report.addresses());
    if (report.secretsRead()) {
      result.put("private_keys", report.secrets());
    }
    result.put("blocks", report.blocks());
    result.put("height", report.height());
    result.put("transactions", report.transactions());
    result.put("coins", report.coins());
    result.set("balance", Json.amount(report.balanceSats()));
    result.set("wallet_balance", Json.amount(report.walletBalanceSats()));
    ArrayNode differences = result.putArray("differences");
    report.differences().forEach(differences::add);
    return result;
  }
}

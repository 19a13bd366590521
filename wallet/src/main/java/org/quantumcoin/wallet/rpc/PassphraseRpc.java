package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import tools.jackson.databind.JsonNode;

/// Methods about the passphrase.
final class PassphraseRpc {
  /// Core's `MAX_SLEEP_TIME`: some three years.
  private static final long MAX_SECONDS = 100_000_000;

  private final WalletCalls calls;

  PassphraseRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("encryptwallet", WALLET)
            .help("Encrypts the wallet with 'passphrase'. This is for first time encryption.")
            .param(
                RpcParam.required(
                    "passphrase",
                    RpcType.STRING,
                    "The pass phrase to encrypt the wallet with. It must be at least 1 character, but should be long."))
            .result("\"str\"    (string) A string with further instructions")
            .example("\"my pass phrase\"")
            .handler(calls.on(this::encrypt)));
    registry.add(
        RpcMethod.of("walletpassphrase", WALLET)
            .help(
                "Stores the wallet decryption key in memory for 'timeout' seconds.\n"
                    + "This is needed prior to performing transactions related to private keys such as sending bitcoins")
            .param(RpcParam.required("passphrase", RpcType.STRING, "The wallet passphrase"))
            .param(
                RpcParam.required(
                    "timeout",
                    RpcType.NUMBER,
                    "The time to keep the decryption key in seconds; capped at 100000000 (~3 years)."))
            .result("null")
            .example("\"my pass phrase\" 60")
            .handler(calls.on(this::unlock)));
    registry.add(
        RpcMethod.of("walletlock", WALLET)
            .help("Removes the wallet encryption key from memory, locking the wallet.")
            .result("null")
            .example("")
            .handler(
                calls.on((wallet, _) -> {
                  wallet.lock();
                  return Json.nothing();
                })));
    registry.add(
        RpcMethod.of("walletpassphrasechange", WALLET)
            .help("Changes the wallet passphrase from 'oldpassphrase' to 'newpassphrase'.")
            .param(RpcParam.required("oldpassphrase", RpcType.STRING, "The current passphrase"))
            .param(RpcParam.required("newpassphrase", RpcType.STRING, "The new passphrase"))
            .result("null")
            .example("\"old one\" \"new one\"")
            .handler(calls.on(this::change)));
  }

  private static void with(String text, Consumer<byte[]> work) {
    byte[] passphrase = text.getBytes(StandardCharsets.UTF_8);
    try {
      work.accept(passphrase);
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private static void expectContent(String passphrase) {
    if (passphrase.isEmpty()) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "passphrase cannot be empty");
    }
  }

  private JsonNode encrypt(Wallet wallet, RpcCall call) {
    if (wallet.options().watchOnly()) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ENCRYPTION_FAILED,
          "Error: wallet does not contain private keys, nothing to encrypt.");
    }
    expectContent(call.string(0));
    with(call.string(0), wallet::encrypt);
    return Json.string(
        "wallet encrypted; The keypool has been flushed and a new HD seed was generated. You need to make a new backup with the backupwallet RPC.");
  }

  private JsonNode unlock(Wallet wallet, RpcCall call) {
    long seconds = call.longInteger(1);
    if (seconds < 0) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Timeout cannot be negative.");
    }
    expectContent(call.string(0));
    with(call.string(0), passphrase -> wallet.unlock(passphrase, Math.min(seconds, MAX_SECONDS)));
    return Json.nothing();
  }

  private JsonNode change(Wallet wallet, RpcCall call) {
    expectContent(call.string(0));
    expectContent(call.string(1));
    with(call.string(0), old -> with(call.string(1), fresh -> wallet.changePassphrase(old, fresh)));
    return Json.nothing();
  }
}

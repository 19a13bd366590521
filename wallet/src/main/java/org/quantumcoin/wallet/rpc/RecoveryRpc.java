package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.RecoverySeed;
import org.quantumcoin.wallet.RecoveryWords;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.keys.Mnemonic;
import org.quantumcoin.wallet.keys.MnemonicCheck;
import org.quantumcoin.wallet.keys.MnemonicLanguage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Recovery words (BIP-0039): `getrecoverywords` and `createwalletfromwords`.
final class RecoveryRpc {
  private final WalletCalls calls;
  private final WalletRpc.StartupList startup;

  RecoveryRpc(WalletCalls calls, WalletRpc.StartupList startup) {
    this.calls = calls;
    this.startup = startup;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getrecoverywords", WALLET)
            .help(
                """
                Returns the words from which the wallet's keys can be made again, in any wallet that knows BIP39.
                Whoever reads them can spend all coins: write them on paper, and show them to nobody.
                The last ones are those of new addresses; older ones lead to addresses given out before.\
                """)
            .result(
                "[ { \"words\": \"str\", \"since\": xxx, \"passphrase\": bool }, ... ]    (json array)")
            .example("")
            .handler(calls.on((wallet, _) -> words(wallet))));
    registry.add(
        RpcMethod.of("createwalletfromwords", WALLET)
            .help(
                "Creates and loads a wallet with the keys of recovery words, and looks through the chain for what was paid to them.")
            .param(RpcParam.required("wallet_name", RpcType.STRING, "The name for the new wallet."))
            .param(
                RpcParam.required(
                    "words", RpcType.STRING, "12 to 24 words of BIP39, with blanks between them"))
            .param(
                RpcParam.optional(
                    "words_passphrase",
                    RpcType.STRING,
                    "",
                    "The passphrase that belongs to the words, where they have one"))
            .param(
                RpcParam.optional(
                    "passphrase", RpcType.STRING, "", "Encrypt the wallet with this passphrase."))
            .param(
                RpcParam.optional(
                    "timestamp",
                    RpcType.NUMBER,
                    "0",
                    "When the words were first used, in unix seconds: earlier blocks are not looked at"))
            .param(
                RpcParam.optional(
                    "load_on_startup", RpcType.BOOLEAN, "", "Load it at the next start too"))
            .result("{ \"name\": \"str\", \"language\": \"str\" }    (json object)")
            .example("\"savings\" \"legal winner thank year ...\"")
            .handler(WalletCalls.guarded(this::create)));
  }

  private static JsonNode words(Wallet wallet) {
    WalletCalls.expectUnlocked(wallet);
    List<RecoveryWords.Entry> entries = wallet.recoveryWords();
    if (entries.isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "This wallet has no recovery words: its keys were imported. Keep a backup made by backupwallet instead.");
    }
    ArrayNode list = Json.array();
    for (RecoveryWords.Entry entry : entries) {
      list.add(
          Json.object()
              .put("words", entry.sentence())
              .put("since", entry.since())
              .put("passphrase", entry.withPassphrase()));
    }
    return list;
  }

  private JsonNode create(RpcCall call) {
    String name = call.string(0);
    long since = call.has(4) ? RpcCall.longInteger(call.get(4)) : 0;
    if (since < 0) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "timestamp cannot be negative");
    }
    byte[] passphrase = call.string(3, "").getBytes(StandardCharsets.UTF_8);
    try (Mnemonic words = parse(call.string(1));
        RecoverySeed seed = new RecoverySeed(words, call.string(2, ""))) {
      Wallet wallet = calls.wallets().create(name, passphrase, seed, since);
      if (!call.get(5).isNull() && call.bool(5)) {
        startup.add(name);
      }
      ObjectNode result = Json.object().put("name", name);
      result.put("language", words.language().id());
      WalletCalls.catchUpOnKeys(wallet).ifPresent(warning -> result.put("warning", warning));
      return result;
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private static Mnemonic parse(String text) {
    return switch (Mnemonic.parse(text)) {
      case MnemonicCheck.Valid(Mnemonic words) -> words;
      case MnemonicCheck.WrongWordCount(int count) ->
          throw invalid(
              "These are %d words; recovery words are 12, 15, 18, 21 or 24.".formatted(count));
      case MnemonicCheck.UnknownWord(
              int index,
              String word,
              MnemonicLanguage language,
              List<String> near) ->
          throw invalid(
              "Word %d, \"%s\", is in no list; the others are %s.%s"
                  .formatted(
                      index + 1,
                      word,
                      language.id(),
                      near.isEmpty() ? "" : " Perhaps " + String.join(" or ", near) + "?"));
      case MnemonicCheck.WrongChecksum(MnemonicLanguage language) ->
          throw invalid(
              "Every word is a %s one, but they do not belong together: one is wrong, or two are swapped."
                  .formatted(language.id()));
      case MnemonicCheck.Ambiguous(List<MnemonicLanguage> languages) ->
          throw invalid(
              "The words are valid in several languages: "
                  + String.join(", ", languages.stream().map(MnemonicLanguage::id).toList()));
    };
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(
        RpcErrorCode.INVALID_PARAMETER, message + " No wallet was made; nothing is lost.");
  }
}

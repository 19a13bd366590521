package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
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
import org.quantumcoin.wallet.keys.Bip85;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.Mnemonic;
import org.quantumcoin.wallet.keys.MnemonicLanguage;
import tools.jackson.databind.JsonNode;

/// `derivebip85`: secrets for other purposes that follow from the wallet's root (BIP-0085), so that
/// its backup is theirs too.
final class ChildSecretsRpc {
  /// Word counts of BIP-0039.
  private static final List<Integer> WORD_COUNTS = List.of(12, 15, 18, 21, 24);

  private static final int USUAL_WORDS = 12;
  private static final int USUAL_BYTES = 32;
  private static final int USUAL_LENGTH = 21;

  private final WalletCalls calls;

  ChildSecretsRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("derivebip85", WALLET)
            .help(
                """
                Derives a secret for another purpose from the wallet's root (BIP85). The same call gives the same secret again, also in another wallet made from the same words; whoever gets the secret learns nothing of this wallet.
                Show it to nobody.\
                """)
            .param(
                RpcParam.required(
                    "application",
                    RpcType.STRING,
                    "words, wif, xprv, hex, base64 (a password) or base85 (a password)"))
            .param(
                RpcParam.optional(
                    "index", RpcType.NUMBER, "0", "Which one: a number from 0 for each use"))
            .param(
                RpcParam.options(
                    "options",
                    "",
                    List.of(
                        RpcParam.optional(
                            "length",
                            RpcType.NUMBER,
                            "12 words, 32 bytes, 21 characters",
                            "The number of words (12 to 24), bytes (16 to 64) or characters (20 to 86, or 10 to 80)"),
                        RpcParam.optional(
                            "language",
                            RpcType.STRING,
                            "english",
                            "The list that words are taken from"),
                        RpcParam.optional(
                            "hdkey",
                            RpcType.STRING,
                            "the one of the active descriptors",
                            "The root, as gethdkeys lists it"))))
            .result("\"str\"    (string) The secret")
            .example("words")
            .example("words 1 '{\"length\":24}'")
            .handler(calls.on(this::derive)));
  }

  private JsonNode derive(Wallet wallet, RpcCall call) {
    if (wallet.options().watchOnly()) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "derivebip85 is not available for wallets without private keys");
    }
    WalletCalls.expectUnlocked(wallet);
    String application = call.string(0);
    int index = call.integer(1, 0);
    if (index < 0) {
      throw invalid("The index is a number from 0 to 2147483647.");
    }
    JsonNode options = call.get(2);
    Optional<String> secret =
        wallet.locked(() -> {
          try (ExtendedSecretKey root = HdRoots.find(wallet, options.path("hdkey"))) {
            return secret(root, application, index, options);
          }
        });
    return Json.string(
        secret.orElseThrow(() ->
            WalletCalls.error(
                RpcErrorCode.WALLET_ERROR,
                "There is no secret of this index. Take the next one.")));
  }

  private Optional<String> secret(
      ExtendedSecretKey root, String application, int index, JsonNode options) {
    AddressPrefixes prefixes = calls.wallets().config().params().addresses();
    return switch (application) {
      case "words" -> words(root, index, options);
      case "wif" -> Bip85.secretKey(root, index).map(key -> wif(key, prefixes));
      case "xprv" -> Bip85.extendedKey(root, index).map(key -> encode(key, prefixes));
      case "hex" ->
          Bip85.bytes(root, length(options, USUAL_BYTES, 16, 64), index).map(ChildSecretsRpc::hex);
      case "base64" -> Bip85.passwordBase64(root, length(options, USUAL_LENGTH, 20, 86), index);
      case "base85" -> Bip85.passwordBase85(root, length(options, USUAL_LENGTH, 10, 80), index);
      default -> throw invalid("The application is one of words, wif, xprv, hex, base64, base85.");
    };
  }

  private static Optional<String> words(ExtendedSecretKey root, int index, JsonNode options) {
    int count = length(options, USUAL_WORDS, Mnemonic.MIN_WORDS, Mnemonic.MAX_WORDS);
    if (!WORD_COUNTS.contains(count)) {
      throw invalid("There are 12, 15, 18, 21 or 24 words.");
    }
    return Bip85.mnemonic(root, language(options), count, index)
        .map(words -> {
          try (words) {
            return words.sentence();
          }
        });
  }

  private static MnemonicLanguage language(JsonNode options) {
    String wanted =
        options.has("language")
            ? RpcCall.string(options.get("language"))
            : MnemonicLanguage.ENGLISH.id();
    return MnemonicLanguage.available().stream()
        .filter(language -> language.id().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            invalid(
                "There are words in "
                    + String.join(
                        ", ",
                        MnemonicLanguage.available().stream().map(MnemonicLanguage::id).toList())
                    + "."));
  }

  private static int length(JsonNode options, int usual, int least, int most) {
    int length = options.has("length") ? RpcCall.integer(options.get("length")) : usual;
    if (length < least || length > most) {
      throw invalid("The length is a number from %d to %d.".formatted(least, most));
    }
    return length;
  }

  private static String wif(SecretKey key, AddressPrefixes prefixes) {
    try (key) {
      return Wif.encode(key, prefixes);
    }
  }

  private static String encode(ExtendedSecretKey key, AddressPrefixes prefixes) {
    try (key) {
      return key.encode(prefixes);
    }
  }

  private static String hex(byte[] bytes) {
    String text = Hex.encode(bytes);
    Arrays.fill(bytes, (byte) 0);
    return text;
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }
}

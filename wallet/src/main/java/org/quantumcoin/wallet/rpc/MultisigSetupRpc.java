package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.multisig.SetupFiles;
import org.quantumcoin.wallet.multisig.SetupFormat;
import org.quantumcoin.wallet.shared.SetupDesk;
import org.quantumcoin.wallet.token.TokenKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods by which several people make a wallet together.
final class MultisigSetupRpc {
  /// The kind of device that is noted for a key on a token.
  private static final String TOKEN = "token";

  private final WalletCalls calls;
  private final TokenCalls tokens;
  private final AddressPrefixes prefixes;

  MultisigSetupRpc(WalletCalls calls, TokenCalls tokens) {
    this.calls = calls;
    this.tokens = tokens;
    this.prefixes = calls.wallets().config().params().addresses();
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getcosignerkey", WALLET)
            .help(
                """
                The public key that this wallet brings into a wallet of several signers, with where it comes from.
                It spends nothing by itself and may be shown to the other signers.
                With a token it is a key on that token: one for every address, so that all payments of the setup can be seen to belong together.\
                """)
            .param(kindParam())
            .param(RpcParam.options("options", "", tokenOptions()))
            .result(
                "{ \"key\": \"[fingerprint/path]xpub\", \"fingerprint\": \"hex\", \"path\": \"str\", \"xpub\": \"str\", \"pubkey\": \"hex\" }    (json object) With xpub or, of a token, pubkey")
            .example("")
            .handler(TokenCalls.guarded(calls.on(this::key))));
    registry.add(
        RpcMethod.of("createmultisigsetup", WALLET)
            .help(
                "Puts the keys of several signers together. Nothing is kept: give the setup to every signer, and compare its words aloud.\n"
                    + "A single key, as a token has it, stands at every address: whoever sees two payments of the setup sees that they belong together.")
            .param(RpcParam.required("name", RpcType.STRING, "What the wallet is called"))
            .param(RpcParam.required("threshold", RpcType.NUMBER, "How many must sign"))
            .param(
                RpcParam.required(
                        "cosigners",
                        RpcType.ARRAY,
                        "Each signer's key with its origin, as getcosignerkey shows it")
                    .unchecked()
                    .shownAs(
                        "[{\"name\":\"str\",\"key\":\"[fingerprint/path]xpub or [fingerprint]pubkey\",\"device\":\"str\"},...]"))
            .param(kindParam())
            .result(
                "{ \"descriptor\": \"str\", \"words\": \"str\", \"first_address\": \"str\", \"threshold\": n, \"cosigners\": [...] }    (json object)")
            .example(
                "\"Treasury\" 2 '[{\"name\":\"Ana\",\"key\":\"[d34db33f/48h/0h/0h/2h]xpub...\"}]'")
            .handler(WalletCalls.guarded(this::create)));
    registry.add(
        RpcMethod.of("importmultisigsetup", WALLET)
            .help(
                "Makes this wallet one of several signers: addresses are those of the setup from now on. A wallet that signs must hold one of its keys; one without private keys watches.\n"
                    + "The setup may be a descriptor, BSMS, or a file of Sparrow, Specter, Caravan, Coldcard or Bitcoin Core.")
            .param(RpcParam.required("setup", RpcType.STRING, "The text of the setup"))
            .param(
                RpcParam.optional(
                    "timestamp",
                    RpcType.NUMBER,
                    "now",
                    "When the setup's first address was made, in unix seconds; older blocks are not looked through"))
            .result(
                "{ \"descriptor\": \"str\", \"words\": \"str\", \"first_address\": \"str\", \"threshold\": n, \"cosigners\": [...], \"signs\": bool }    (json object)")
            .example("\"wsh(sortedmulti(2,...))#checksum\"")
            .handler(calls.on(this::importSetup)));
    registry.add(
        RpcMethod.of("exportmultisigsetup", WALLET)
            .help("The setup of this wallet of several signers, for another program or signer.")
            .param(
                RpcParam.optional(
                    "format",
                    RpcType.STRING,
                    "descriptor",
                    "bsms, descriptor, bitcoin_core, sparrow, specter, caravan or coldcard"))
            .result("\"str\"    (string)")
            .example("\"sparrow\"")
            .handler(calls.on(this::export)));
  }

  private static RpcParam kindParam() {
    return RpcParam.optional("kind", RpcType.STRING, "p2wsh", "p2wsh, p2sh-p2wsh, p2sh or p2tr");
  }

  private static List<RpcParam> tokenOptions() {
    return List.of(
        RpcParam.optional(
            "token", RpcType.STRING, "", "The label or serial number of a token that has the key"),
        RpcParam.optional(
            "pin", RpcType.STRING, "", "Its PIN; empty where the reader has keys of its own"),
        RpcParam.optional(
            "token_key",
            RpcType.STRING,
            "",
            "The key's label or public key; not needed if the token has one key"));
  }

  private static MultisigKind kind(RpcCall call, int index) {
    String wanted = call.string(index, MultisigKind.P2WSH.word()).toUpperCase(Locale.ROOT);
    for (MultisigKind kind : MultisigKind.values()) {
      if (kind.word().equals(wanted)) {
        return kind;
      }
    }
    throw new MultisigException(
        "There is no kind of wallet of several signers called " + wanted + ".");
  }

  private JsonNode tokenKey(JsonNode options, MultisigKind kind) {
    if (kind == MultisigKind.P2TR) {
      throw new MultisigException(
          "A token makes no Schnorr signatures and takes no part in a taproot wallet. Choose p2wsh.");
    }
    String token = RpcCall.string(options.get("token"));
    TokenKey key =
        tokens.with(
            token,
            options.has("pin") ? RpcCall.string(options.get("pin")) : "",
            session ->
                options.has("token_key")
                    ? TokenCalls.find(session, token, RpcCall.string(options.get("token_key")))
                    : TokenCalls.only(session, token));
    return Json.object()
        .put("key", key.expression())
        .put("fingerprint", key.origin().fingerprintHex())
        .put("path", "m")
        .put("pubkey", Hex.encode(key.publicKey().toBytes()))
        .put("device", TOKEN);
  }

  private JsonNode key(Wallet wallet, RpcCall call) {
    MultisigKind kind = kind(call, 0);
    if (call.get(1).has("token")) {
      return tokenKey(call.get(1), kind);
    }
    WalletCalls.expectUnlocked(wallet);
    Cosigner own = new SetupDesk(wallet).ownKey("", kind);
    return Json.object()
        .put("key", own.expression(prefixes))
        .put("fingerprint", own.origin().fingerprintHex())
        .put("path", "m" + own.origin().path().format(false))
        .put("xpub", own.key().encode(prefixes));
  }

  private JsonNode create(RpcCall call) {
    List<Cosigner> cosigners = new ArrayList<>();
    for (JsonNode each : call.get(2)) {
      cosigners.add(
          Cosigner.ofExpression(
              each.path("name").asString(""),
              RpcCall.string(each.isString() ? each : each.path("key")),
              each.path("device").asString(""),
              prefixes));
    }
    return json(
        MultisigSetup.sorted(call.string(0), call.integer(1), cosigners, kind(call, 3), prefixes));
  }

  static ObjectNode json(MultisigSetup setup) {
    ObjectNode json =
        Json.object()
            .put("descriptor", setup.multipathDescriptor())
            .put("words", setup.checksumWords())
            .put("first_address", setup.address(0))
            .put("threshold", setup.threshold());
    for (Cosigner each : setup.cosigners()) {
      ObjectNode shown =
          json.withArray("cosigners")
              .addObject()
              .put("name", each.name())
              .put("fingerprint", each.origin().fingerprintHex())
              .put("path", "m" + each.origin().path().format(false))
              .put(each.isConstant() ? "pubkey" : "xpub", each.key().encode(setup.prefixes()));
      if (!each.device().isEmpty()) {
        shown.put("device", each.device());
      }
    }
    return json;
  }

  private JsonNode importSetup(Wallet wallet, RpcCall call) {
    MultisigSetup setup = SetupFiles.read(call.string(0), prefixes);
    long now = calls.wallets().clock().instant().getEpochSecond();
    long since = call.longInteger(1, now);
    boolean watches = wallet.options().watchOnly();
    WalletCalls.expectNotScanning(wallet);
    if (!watches) {
      WalletCalls.expectUnlocked(wallet);
    }
    boolean signs = new SetupDesk(wallet).take(setup, since);
    ObjectNode result = json(setup).put("signs", signs);
    WalletCalls.catchUpOnKeys(wallet).ifPresent(warning -> result.put("warning", warning));
    return result;
  }

  private JsonNode export(Wallet wallet, RpcCall call) {
    String wanted = call.string(0, "descriptor").toUpperCase(Locale.ROOT);
    for (SetupFormat format : SetupFormat.values()) {
      if (format.name().equals(wanted)) {
        return Json.string(SetupFiles.write(setup(wallet), format));
      }
    }
    throw WalletCalls.error(
        RpcErrorCode.INVALID_PARAMETER,
        "There is no format %s. Choose bsms, descriptor, bitcoin_core, sparrow, specter, caravan or coldcard."
            .formatted(wanted));
  }

  private static MultisigSetup setup(Wallet wallet) {
    return new SetupDesk(wallet)
        .setup()
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.REFUSED, "This wallet is not one of several signers."));
  }
}

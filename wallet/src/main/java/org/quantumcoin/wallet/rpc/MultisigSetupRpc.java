package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.KeyExpression;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.keys.AccountPath;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.multisig.SetupFiles;
import org.quantumcoin.wallet.multisig.SetupFormat;
import org.quantumcoin.wallet.store.DescriptorRow;
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

  private KeyPath path(MultisigKind kind) {
    boolean test = calls.wallets().config().params().isTestChain();
    return switch (kind) {
      case P2WSH -> AccountPath.BIP48_P2WSH.account(test, 0);
      case P2SH_P2WSH -> AccountPath.BIP48_P2SH_P2WSH.account(test, 0);
      case P2SH -> AccountPath.BIP45.account(test, 0);
      case P2TR -> AccountPath.BIP87.account(test, 0);
    };
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
    KeyPath path = path(kind);
    WalletCalls.expectUnlocked(wallet);
    return wallet.locked(() -> {
      List<ExtendedSecretKey> roots = roots(wallet);
      try {
        if (roots.size() != 1) {
          throw new WalletException(
              WalletException.Kind.REFUSED,
              "This wallet has %d root keys, so it is not clear which one signs. Make a new wallet for this."
                  .formatted(roots.size()));
        }
        ExtendedSecretKey root = roots.getFirst();
        KeyOrigin origin = new KeyOrigin(root.fingerprint(), path);
        try (ExtendedSecretKey account = root.derive(path).orElseThrow()) {
          String xpub = account.neuter().encode(prefixes);
          return Json.object()
              .put("key", "[" + origin.format(false) + "]" + xpub)
              .put("fingerprint", origin.fingerprintHex())
              .put("path", "m" + path.format(false))
              .put("xpub", xpub);
        }
      } finally {
        roots.forEach(ExtendedSecretKey::close);
      }
    });
  }

  /// The wallet's different root keys, for the caller to close.
  private List<ExtendedSecretKey> roots(Wallet wallet) {
    List<ExtendedSecretKey> roots = new ArrayList<>();
    for (ManagedDescriptor managed : wallet.keys().all()) {
      wallet
          .keys()
          .unsealed(managed)
          .ifPresent(opened -> {
            try (opened) {
              for (KeyExpression each : opened.keys()) {
                each.extendedSecret()
                    .filter(secret -> secret.depth() == 0)
                    .filter(
                        secret -> roots.stream().noneMatch(r -> r.neuter().equals(secret.neuter())))
                    .flatMap(secret -> ExtendedSecretKey.decode(secret.encode(prefixes), prefixes))
                    .ifPresent(roots::add);
              }
            }
          });
    }
    return roots;
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
    boolean signs =
        wallet.locked(() ->
            watches ? add(wallet, setup, Optional.empty(), since) : addOwn(wallet, setup, since));
    wallet.notBlankAnyMore();
    wallet.record(
        "keys",
        "The wallet is one of %d of %d signers from now on (%s)."
            .formatted(setup.threshold(), setup.cosigners().size(), setup.checksumWords()));
    ObjectNode result = json(setup).put("signs", signs);
    WalletCalls.catchUpOnKeys(wallet).ifPresent(warning -> result.put("warning", warning));
    return result;
  }

  private boolean addOwn(Wallet wallet, MultisigSetup setup, long since) {
    List<ExtendedSecretKey> roots = roots(wallet);
    try {
      for (ExtendedSecretKey root : roots) {
        for (Cosigner cosigner : setup.cosigners()) {
          if (cosigner.belongsTo(root)) {
            try (ExtendedSecretKey account = root.derive(cosigner.origin().path()).orElseThrow()) {
              String secret = account.encode(prefixes);
              return add(
                  wallet,
                  setup,
                  Optional.of(new Own(cosigner.key().encode(prefixes), secret)),
                  since);
            }
          }
        }
      }
    } finally {
      roots.forEach(ExtendedSecretKey::close);
    }
    throw new WalletException(
        WalletException.Kind.REFUSED,
        "None of the setup's keys belongs to this wallet, so it could not sign. Nothing was changed. Check that the setup has the key that getcosignerkey shows, or make a wallet without private keys to watch, also for a seat whose key is on a token.");
  }

  /// A public key of the setup, and the secret behind it.
  private record Own(String xpub, String xprv) {
    @Override
    public String toString() {
      return "Own[" + xpub + "]";
    }
  }

  /// True if the wallet signs with one of the keys.
  private boolean add(Wallet wallet, MultisigSetup setup, Optional<Own> own, long since) {
    return wallet.changeKeys(() -> {
      for (ManagedDescriptor before : List.copyOf(wallet.keys().all())) {
        if (before.isActive()) {
          // An address of one signer alone would not be the treasury's.
          wallet.keys().setRole(before, DescriptorRow.Role.NONE);
        }
      }
      for (boolean change : new boolean[] {false, true}) {
        String text = setup.descriptor(change).format();
        String bare = text.substring(0, text.indexOf('#'));
        String shown = own.map(key -> bare.replace(key.xpub(), key.xprv())).orElse(bare);
        try (Descriptor descriptor =
            Descriptor.parse(DescriptorChecksum.append(shown), prefixes, false).getFirst()) {
          ManagedDescriptor _ =
              wallet
                  .keys()
                  .put(
                      descriptor,
                      since,
                      change ? DescriptorRow.Role.CHANGE : DescriptorRow.Role.RECEIVING,
                      0,
                      wallet.config().gap(),
                      0);
        }
      }
      wallet.usedSince(since);
      return own.isPresent();
    });
  }

  private JsonNode export(Wallet wallet, RpcCall call) {
    String wanted = call.string(0, "descriptor").toUpperCase(Locale.ROOT);
    for (SetupFormat format : SetupFormat.values()) {
      if (format.name().equals(wanted)) {
        return Json.string(SetupFiles.write(setup(wallet, prefixes), format));
      }
    }
    throw WalletCalls.error(
        RpcErrorCode.INVALID_PARAMETER,
        "There is no format %s. Choose bsms, descriptor, bitcoin_core, sparrow, specter, caravan or coldcard."
            .formatted(wanted));
  }

  /// That of the wallet's treasury, or of its descriptors.
  static MultisigSetup setup(Wallet wallet, AddressPrefixes prefixes) {
    return wallet.locked(() -> {
      if (wallet.treasury().isPresent()) {
        return wallet.treasury().get().charter().setup();
      }
      for (ManagedDescriptor managed : wallet.keys().all()) {
        if (managed.isActive() && !managed.isChange()) {
          return SetupFiles.read(managed.row().publicForm(), prefixes);
        }
      }
      throw new WalletException(
          WalletException.Kind.REFUSED, "This wallet is not one of several signers.");
    });
  }
}

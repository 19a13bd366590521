package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.Rescan;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that make, open, close, copy and describe wallets.
final class WalletFilesRpc {
  /// Core's `DEFAULT_KEYPOOL_SIZE` for a refill that names no number.
  private static final int MAX_REFILL = 1_000_000;

  /// Core's number for descriptor wallets with all features.
  private static final int WALLET_VERSION = 169_900;

  private static final String LOAD_ON_STARTUP =
      "Save wallet name to persistent settings and load on startup. True to add wallet to startup list, false to remove, null to leave unchanged.";

  private final WalletCalls calls;
  private final WalletRpc.StartupList startup;

  WalletFilesRpc(WalletCalls calls, WalletRpc.StartupList startup) {
    this.calls = calls;
    this.startup = startup;
  }

  void register(RpcRegistry registry) {
    RpcParam loadOnStartup =
        RpcParam.optional("load_on_startup", RpcType.BOOLEAN, "", LOAD_ON_STARTUP);
    RpcParam passphrase =
        RpcParam.optional(
            "passphrase",
            RpcType.STRING,
            "",
            "The wallet's passphrase, needed the first time it is opened on this computer.");
    registry.add(
        RpcMethod.of("createwallet", WALLET)
            .help("Creates and loads a new wallet.")
            .param(RpcParam.required("wallet_name", RpcType.STRING, "The name for the new wallet."))
            .param(
                RpcParam.optional(
                    "disable_private_keys",
                    RpcType.BOOLEAN,
                    "false",
                    "Disable the possibility of private keys (only watchonlys are possible in this mode)."))
            .param(
                RpcParam.optional(
                    "blank", RpcType.BOOLEAN, "false", "Create a blank wallet without keys."))
            .param(
                RpcParam.optional(
                    "passphrase", RpcType.STRING, "", "Encrypt the wallet with this passphrase."))
            .param(
                RpcParam.optional(
                    "avoid_reuse",
                    RpcType.BOOLEAN,
                    "false",
                    "Keep track of coin reuse, and treat dirty and clean coins differently with privacy considerations in mind."))
            .param(RpcParam.optional("descriptors", RpcType.BOOLEAN, "true", "Must be true."))
            .param(loadOnStartup)
            .param(RpcParam.optional("external_signer", RpcType.BOOLEAN, "false", "Must be false."))
            .result("{ \"name\": \"str\", \"warnings\": [\"str\", ...] }    (json object)")
            .example("\"testwallet\"")
            .handler(WalletCalls.guarded(this::create)));
    registry.add(
        RpcMethod.of("loadwallet", WALLET)
            .help("Loads a wallet from its folder.")
            .param(RpcParam.required("filename", RpcType.STRING, "The wallet's name."))
            .param(loadOnStartup)
            .param(passphrase)
            .result("{ \"name\": \"str\" }    (json object)")
            .example("\"testwallet\"")
            .handler(WalletCalls.guarded(this::load)));
    registry.add(
        RpcMethod.of("unloadwallet", WALLET)
            .help(
                "Unloads the wallet referenced by the request endpoint, otherwise unloads the wallet specified in the argument.")
            .param(
                RpcParam.optional(
                    "wallet_name",
                    RpcType.STRING,
                    "the wallet name from the RPC endpoint",
                    "The name of the wallet to unload."))
            .param(loadOnStartup)
            .result("{ \"warnings\": [...] }    (json object)")
            .example("wallet_name")
            .handler(WalletCalls.guarded(this::unload)));
    registry.add(
        RpcMethod.of("migratewallet", WALLET)
            .help(
                """
                Migrate the wallet to a descriptor wallet. Wallets here are of descriptors from the beginning, so each says that it is one already.
                To bring a wallet of Bitcoin Core here, give what "listdescriptors true" says there to importdescriptors; one of its legacy wallets it has to migrate first.\
                """)
            .param(
                RpcParam.optional(
                    "wallet_name",
                    RpcType.STRING,
                    "the wallet name from the RPC endpoint",
                    "The name of the wallet to migrate. If provided both here and in the RPC endpoint, the two must be identical."))
            .param(RpcParam.optional("passphrase", RpcType.STRING, "", "The wallet passphrase"))
            .result("none: it always fails, with what the wallet is")
            .example("\"testwallet\"")
            .handler(WalletCalls.guarded(this::migrate)));
    registry.add(
        RpcMethod.of("listwallets", WALLET)
            .help("Returns a list of currently loaded wallets.")
            .result("[ \"str\", ... ]    (json array) the wallet names")
            .example("")
            .handler(_ -> {
              ArrayNode names = Json.array();
              calls.wallets().list().forEach(wallet -> names.add(wallet.name()));
              return names;
            }));
    registry.add(
        RpcMethod.of("listwalletdir", WALLET)
            .help("Returns a list of wallets in the wallet directory.")
            .result("{ \"wallets\": [ { \"name\": \"str\" }, ... ] }    (json object)")
            .example("")
            .handler(
                WalletCalls.guarded(_ -> {
                  ArrayNode names = Json.array();
                  calls
                      .wallets()
                      .names()
                      .forEach(name ->
                          names.add(Json.object().put("name", name).set("warnings", Json.array())));
                  return Json.object().set("wallets", names);
                })));
    registry.add(
        RpcMethod.of("getwalletinfo", WALLET)
            .help("Returns an object containing various wallet state info.")
            .result("{ ... }    (json object)")
            .example("")
            .handler(calls.on((wallet, _) -> wallet.locked(() -> info(wallet)))));
    registry.add(
        RpcMethod.of("backupwallet", WALLET)
            .help(
                "Safely copies the wallet to the specified destination, which can either be a directory or a path with filename.")
            .param(
                RpcParam.required(
                    "destination", RpcType.STRING, "The destination directory or file"))
            .result("null")
            .example("\"backup.qcw\"")
            .handler(
                calls.on((wallet, call) -> {
                  wallet.backup(Path.of(call.string(0)));
                  return Json.nothing();
                })));
    registry.add(
        RpcMethod.of("restorewallet", WALLET)
            .help("Restores and loads a wallet from backup.")
            .param(
                RpcParam.required(
                    "wallet_name",
                    RpcType.STRING,
                    "The name that will be applied to the restored wallet"))
            .param(
                RpcParam.required(
                    "backup_file",
                    RpcType.STRING,
                    "The backup file that will be used to restore the wallet."))
            .param(loadOnStartup)
            .param(passphrase)
            .result("{ \"name\": \"str\" }    (json object)")
            .example("\"testwallet\" \"home\\backups\\backup-file.qcw\"")
            .handler(WalletCalls.guarded(this::restore)));
    registry.add(
        RpcMethod.of("keypoolrefill", WALLET)
            .help(
                "Refills each descriptor keypool in the wallet up to the specified number of new keys.")
            .param(
                RpcParam.optional(
                    "newsize",
                    RpcType.NUMBER,
                    "1000, or as set by -keypool",
                    "The new keypool size"))
            .result("null")
            .example("")
            .handler(calls.on(this::refill)));
  }

  private void onStartup(String name, JsonNode value) {
    if (!value.isNull()) {
      if (RpcCall.bool(value)) {
        startup.add(name);
      } else {
        startup.remove(name);
      }
    }
  }

  private JsonNode create(RpcCall call) {
    if (!call.bool(5, true)) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "Legacy wallets are not supported: every wallet here is a descriptor wallet.");
    }
    if (call.bool(7, false)) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "External signers are not supported. Use a watch-only wallet and PSBT files instead.");
    }
    String name = call.string(0);
    byte[] passphrase = call.string(3, "").getBytes(StandardCharsets.UTF_8);
    boolean watchOnly = call.bool(1, false);
    if (watchOnly && passphrase.length > 0) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "Passphrase provided but private keys are disabled. A passphrase is only used to encrypt private keys, so cannot be used for wallets with private keys disabled.");
    }
    ArrayNode warnings = Json.array();
    if (passphrase.length == 0 && call.has(3)) {
      warnings.add("Empty string given as passphrase, wallet will not be encrypted.");
    }
    WalletOptions options = new WalletOptions(watchOnly, call.bool(2, false), call.bool(4, false));
    try {
      Wallet wallet = calls.wallets().create(name, options, passphrase);
      onStartup(name, call.get(6));
      return named(wallet, warnings);
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private static JsonNode named(Wallet wallet, ArrayNode warnings) {
    ObjectNode result = Json.object().put("name", wallet.name());
    if (!warnings.isEmpty()) {
      result.set("warnings", warnings);
    }
    return result;
  }

  private JsonNode load(RpcCall call) {
    String name = call.string(0);
    return WalletCalls.withPassphrase(
        call,
        2,
        passphrase -> {
          Wallet wallet = calls.wallets().load(name, passphrase);
          onStartup(name, call.get(1));
          return named(wallet, Json.array());
        });
  }

  private JsonNode unload(RpcCall call) {
    String name = uniqueName(call);
    if (!calls.wallets().unload(name)) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_NOT_FOUND, "Requested wallet does not exist or is not loaded");
    }
    onStartup(name, call.get(1));
    return Json.object();
  }

  /// Core's `EnsureUniqueWalletName`.
  private static String uniqueName(RpcCall call) {
    Optional<String> path = WalletCalls.pathName(call);
    if (path.isPresent() && call.has(0) && !call.string(0).equals(path.get())) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "The RPC endpoint wallet and the wallet name parameter specify different wallets");
    }
    if (path.isEmpty() && !call.has(0)) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "Either the RPC endpoint wallet or the wallet name parameter must be provided");
    }
    return path.orElseGet(() -> call.string(0));
  }

  private JsonNode migrate(RpcCall call) {
    String name = uniqueName(call);
    boolean known =
        calls.wallets().find(name).isPresent() || calls.wallets().names().contains(name);
    throw WalletCalls.error(
        RpcErrorCode.WALLET_ERROR,
        known
            ? "Error: This wallet is already a descriptor wallet"
            : "Error: Wallet does not exist");
  }

  private JsonNode restore(RpcCall call) {
    return WalletCalls.withPassphrase(
        call,
        3,
        passphrase -> {
          Wallet wallet =
              calls.wallets().restore(call.string(0), Path.of(call.string(1)), passphrase);
          onStartup(wallet.name(), call.get(2));
          return named(wallet, Json.array());
        });
  }

  private JsonNode refill(Wallet wallet, RpcCall call) {
    int size = call.integer(0, wallet.config().gap());
    if (size < 0 || size > MAX_REFILL) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER, "Invalid parameter, expected valid size.");
    }
    wallet.refill(size);
    return Json.nothing();
  }

  private static ObjectNode info(Wallet wallet) {
    ObjectNode info = Json.object();
    info.put("walletname", wallet.name());
    info.put("walletversion", WALLET_VERSION);
    info.put("format", "h2");
    info.put("txcount", wallet.ledger().size());
    int receiving = 0;
    int change = 0;
    for (ManagedDescriptor each : wallet.keys().all()) {
      if (each.isActive()) {
        int ahead = each.row().rangeEnd() - each.row().nextIndex();
        receiving += each.isChange() ? 0 : ahead;
        change += each.isChange() ? ahead : 0;
      }
    }
    info.put("keypoolsize", receiving);
    info.put("keypoolsize_hd_internal", change);
    if (wallet.isEncrypted()) {
      info.put("unlocked_until", wallet.unlockedUntil());
    }
    info.set("paytxfee", Json.amount(wallet.payFee().satPerKvb()));
    info.put("private_keys_enabled", !wallet.options().watchOnly());
    info.put("avoid_reuse", wallet.options().avoidReuse());
    Optional<Rescan> rescan = wallet.runningRescan();
    if (rescan.isPresent()) {
      ObjectNode scanning = Json.object().put("duration", rescan.get().seconds());
      scanning.set("progress", Json.number(rescan.get().progress()));
      info.set("scanning", scanning);
    } else {
      info.put("scanning", false);
    }
    info.put("descriptors", true);
    info.put("external_signer", false);
    info.put("blank", wallet.options().blank());
    info.put("birthtime", wallet.birth());
    ArrayNode flags = Json.array();
    if (wallet.options().avoidReuse()) {
      flags.add("avoid_reuse");
    }
    if (wallet.options().watchOnly()) {
      flags.add("disable_private_keys");
    }
    if (wallet.options().blank()) {
      flags.add("blank");
    }
    info.set("flags", flags.add("descriptor_wallet"));
    WalletCalls.addLastBlock(info, wallet);
    return info;
  }
}

package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.KeyExpression;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.store.DescriptorRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that show a wallet's descriptors and add to them.
final class WalletDescriptorsRpc {
  private final WalletCalls calls;
  private final DescriptorImport importer;
  private final AddressPrefixes prefixes;

  WalletDescriptorsRpc(WalletCalls calls) {
    this.calls = calls;
    this.importer = new DescriptorImport(calls);
    this.prefixes = calls.wallets().config().params().addresses();
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("listdescriptors", WALLET)
            .help("List all descriptors present in a wallet.")
            .param(
                RpcParam.optional("private", RpcType.BOOLEAN, "false", "Show private descriptors."))
            .result(
                "{ \"wallet_name\": \"str\", \"descriptors\": [ {...}, ... ] }    (json object)")
            .example("")
            .handler(calls.on(this::list)));
    registry.add(
        RpcMethod.of("importdescriptors", WALLET)
            .help(
                "Import descriptors. This will trigger a rescan of the blockchain based on the earliest timestamp of all descriptors being imported.")
            .param(
                RpcParam.required("requests", RpcType.ARRAY, "Data to be imported")
                    .shownAs(
                        "[{\"desc\":\"str\",\"active\":bool,\"range\":n or [n,n],\"next_index\":n,\"timestamp\":timestamp | \"now\",\"internal\":bool,\"label\":\"str\"},...]"))
            .result(
                "[ { \"success\": true|false, \"warnings\": [...], \"error\": {...} }, ... ]    (json array)")
            .example("'[{ \"desc\": \"<my descriptor>\", \"timestamp\":\"now\" }]'")
            .handler(calls.on(importer::run)));
    registry.add(
        RpcMethod.of("gethdkeys", WALLET)
            .help("List all BIP 32 HD keys in the wallet and which descriptors use them.")
            .param(
                RpcParam.options(
                    "options",
                    "",
                    List.of(
                        RpcParam.optional(
                            "active_only",
                            RpcType.BOOLEAN,
                            "false",
                            "Show the keys for only active descriptors"),
                        RpcParam.optional(
                            "private", RpcType.BOOLEAN, "false", "Show private keys"))))
            .result(
                "[ { \"xpub\": \"str\", \"has_private\": bool, \"xprv\": \"str\", \"descriptors\": [...] }, ... ]    (json array)")
            .example("")
            .handler(calls.on(this::keys)));
    registry.add(
        RpcMethod.of("createwalletdescriptor", WALLET)
            .help("Creates the wallet's descriptor for the given address type.")
            .param(
                RpcParam.required(
                    "type",
                    RpcType.STRING,
                    "The address type the descriptor will produce. Options are \"legacy\", \"p2sh-segwit\", \"bech32\", \"bech32m\"."))
            .param(
                RpcParam.options(
                    "options",
                    "",
                    List.of(
                        RpcParam.optional(
                            "internal",
                            RpcType.BOOLEAN,
                            "Both external and internal will be generated unless this parameter is specified",
                            "Whether to only make one descriptor that is internal (if parameter is true) or external (if parameter is false)"),
                        RpcParam.optional(
                            "hdkey",
                            RpcType.STRING,
                            "The HD key used by all other active descriptors",
                            "The HD key that the wallet knows the private key of, listed using 'gethdkeys', to use for this descriptor's key"))))
            .result("{ \"descs\": [ \"str\", ... ] }    (json object)")
            .example("bech32m")
            .handler(calls.on(this::create)));
  }

  private JsonNode list(Wallet wallet, RpcCall call) {
    boolean secret = call.bool(0, false);
    if (wallet.options().watchOnly() && secret) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR, "Can't get private descriptor string for watch-only wallets");
    }
    if (secret) {
      WalletCalls.expectUnlocked(wallet);
      wallet.record("export", "The private keys are shown (listdescriptors).");
    }
    return wallet.locked(() -> {
      record Shown(String text, ManagedDescriptor managed) {}
      List<Shown> all = new ArrayList<>();
      for (ManagedDescriptor each : wallet.keys().all()) {
        all.add(new Shown(secret ? secretText(wallet, each) : each.row().publicForm(), each));
      }
      all.sort(Comparator.comparing(Shown::text));
      ArrayNode array = Json.array();
      for (Shown each : all) {
        DescriptorRow row = each.managed().row();
        ObjectNode json = Json.object().put("desc", each.text());
        json.put("timestamp", row.createdAt());
        json.put("active", each.managed().isActive());
        if (each.managed().isActive()) {
          json.put("internal", each.managed().isChange());
        }
        if (each.managed().isRange()) {
          json.set("range", Json.array().add(row.rangeStart()).add(row.rangeEnd() - 1));
          json.put("next", row.nextIndex());
          json.put("next_index", row.nextIndex());
        }
        array.add(json);
      }
      return Json.object().put("wallet_name", wallet.name()).set("descriptors", array);
    });
  }

  private static String secretText(Wallet wallet, ManagedDescriptor managed) {
    Optional<Descriptor> opened = wallet.keys().unsealed(managed);
    if (opened.isEmpty()) {
      return managed.row().publicForm();
    }
    try (Descriptor descriptor = opened.get()) {
      return descriptor.formatWithSecrets();
    }
  }

  /// A root key and what is made from it.
  private static final class Root {
    private Optional<String> secret = Optional.empty();
    private boolean hasSecret;
    private final Map<String, Boolean> descriptors = new TreeMap<>();
  }

  private JsonNode keys(Wallet wallet, RpcCall call) {
    JsonNode options = call.get(0);
    boolean activeOnly = options.path("active_only").asBoolean(false);
    boolean secret = options.path("private").asBoolean(false);
    if (secret) {
      WalletCalls.expectUnlocked(wallet);
      wallet.record("export", "The private keys are shown (gethdkeys).");
    }
    return wallet.locked(() -> {
      Map<String, Root> roots = new TreeMap<>();
      for (ManagedDescriptor managed : wallet.keys().all()) {
        if (!activeOnly || managed.isActive()) {
          addRoots(wallet, managed, secret, roots);
        }
      }
      ArrayNode result = Json.array();
      roots.forEach((xpub, root) -> {
        ObjectNode json = Json.object().put("xpub", xpub).put("has_private", root.hasSecret);
        root.secret.ifPresent(xprv -> json.put("xprv", xprv));
        ArrayNode descriptors = Json.array();
        root.descriptors.forEach((text, active) ->
            descriptors.add(Json.object().put("desc", text).put("active", active)));
        result.add(json.set("descriptors", descriptors));
      });
      return result;
    });
  }

  private void addRoots(
      Wallet wallet, ManagedDescriptor managed, boolean withSecret, Map<String, Root> roots) {
    Optional<Descriptor> opened =
        managed.hasSecret() && !wallet.isLocked()
            ? wallet.keys().unsealed(managed)
            : Optional.empty();
    Descriptor descriptor = opened.orElse(managed.descriptor());
    for (KeyExpression key : descriptor.keys()) {
      key.extendedKey()
          .ifPresent(xpub -> {
            Root root = roots.computeIfAbsent(xpub.encode(prefixes), _ -> new Root());
            root.hasSecret |= managed.hasSecret();
            if (withSecret) {
              key.extendedSecret()
                  .ifPresent(xprv -> root.secret = Optional.of(xprv.encode(prefixes)));
            }
            root.descriptors.put(managed.row().publicForm(), managed.isActive());
          });
    }
    opened.ifPresent(Descriptor::close);
  }

  private JsonNode create(Wallet wallet, RpcCall call) {
    OutputType type = WalletCalls.type(call.string(0));
    JsonNode options = call.get(1);
    if (wallet.options().watchOnly()) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "createwalletdescriptor is not available for wallets without private keys");
    }
    WalletCalls.expectUnlocked(wallet);
    boolean[] branches =
        options.has("internal")
            ? new boolean[] {options.get("internal").asBoolean()}
            : new boolean[] {false, true};
    return wallet.changeKeys(() -> {
      try (ExtendedSecretKey root = HdRoots.find(wallet, options.path("hdkey"))) {
        ArrayNode added = Json.array();
        for (boolean change : branches) {
          if (wallet.keys().active(type, change).isEmpty()) {
            added.add(wallet.addAccount(root, type, change).row().publicForm());
          }
        }
        if (added.isEmpty()) {
          throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, "Descriptor already exists");
        }
        return Json.object().set("descs", added);
      }
    });
  }
}

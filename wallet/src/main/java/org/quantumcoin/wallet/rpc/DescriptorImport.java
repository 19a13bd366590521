package org.quantumcoin.wallet.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorException;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.DescriptorRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `importdescriptors`: each request succeeds or fails by itself, then old blocks are looked
/// through from the earliest time on that any of them names.
final class DescriptorImport {
  private final WalletCalls calls;

  DescriptorImport(WalletCalls calls) {
    this.calls = calls;
  }

  JsonNode run(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    WalletCalls.expectNotScanning(wallet);
    JsonNode requests = call.get(0);
    long now = calls.wallets().clock().instant().getEpochSecond();
    List<Long> times = new ArrayList<>();
    for (JsonNode request : requests) {
      times.add(timestamp(request, now));
    }
    ArrayNode results = Json.array();
    boolean added = false;
    for (int i = 0; i < requests.size(); i++) {
      long time = Math.max(times.get(i), 1);
      ObjectNode result = one(wallet, requests.get(i), time);
      if (result.get("success").asBoolean()) {
        added = true;
      }
      results.add(result);
    }
    if (added) {
      wallet.notBlankAnyMore();
      Optional<String> warning = WalletCalls.catchUpOnKeys(wallet);
      for (JsonNode each : results) {
        if (warning.isPresent() && each.get("success").asBoolean()) {
          ((ObjectNode) each).withArray("warnings").add(warning.get());
        }
      }
    }
    return results;
  }

  private static long timestamp(JsonNode request, long now) {
    JsonNode time = request.path("timestamp");
    if (time.isNumber()) {
      return RpcCall.longInteger(time);
    }
    if (time.isString() && time.stringValue().equals("now")) {
      return now;
    }
    if (time.isMissingNode() || time.isNull()) {
      throw WalletCalls.error(RpcErrorCode.TYPE_ERROR, "Missing required timestamp field for key");
    }
    throw WalletCalls.error(
        RpcErrorCode.TYPE_ERROR,
        "Expected number or \"now\" timestamp value for key. got type " + Json.typeName(time));
  }

  private ObjectNode one(Wallet wallet, JsonNode request, long time) {
    ObjectNode result = Json.object();
    ArrayNode warnings = Json.array();
    try {
      process(wallet, request, time, warnings);
      result.put("success", true);
    } catch (RpcException e) {
      fail(result, e.code(), String.valueOf(e.getMessage()));
    } catch (DescriptorException e) {
      fail(result, RpcErrorCode.INVALID_ADDRESS_OR_KEY, String.valueOf(e.getMessage()));
    } catch (WalletException e) {
      fail(result, WalletCalls.code(e), String.valueOf(e.getMessage()));
    }
    if (!warnings.isEmpty()) {
      result.set("warnings", warnings);
    }
    return result;
  }

  private static void fail(ObjectNode result, RpcErrorCode code, String message) {
    result.put("success", false);
    result.set("error", Json.object().put("code", code.code()).put("message", message));
  }

  /// What one request asks for.
  private record Wanted(
      boolean active, boolean internal, int start, int end, int next, Optional<String> label) {}

  private void process(Wallet wallet, JsonNode request, long time, ArrayNode warnings) {
    if (!request.path("desc").isString()) {
      throw invalid("Descriptor not found.");
    }
    List<Descriptor> parsed =
        Descriptor.parse(
            request.get("desc").stringValue(), wallet.config().params().addresses(), true);
    try {
      Wanted wanted = wanted(wallet, request, parsed, warnings);
      for (int i = 0; i < parsed.size(); i++) {
        boolean change = parsed.size() == 2 ? i == 1 : wanted.internal();
        add(wallet, parsed.get(i), time, wanted, change, warnings);
      }
    } finally {
      parsed.forEach(Descriptor::close);
    }
  }

  private Wanted wanted(
      Wallet wallet, JsonNode request, List<Descriptor> parsed, ArrayNode warnings) {
    Descriptor first = parsed.getFirst();
    boolean active = request.path("active").asBoolean(false);
    boolean hasLabel = request.has("label");
    String label = WalletCalls.label(request.path("label"));
    if (request.has("internal")) {
      require(
          parsed.size() == 1, "Cannot have multipath descriptor while also specifying 'internal'");
    }
    boolean internal = request.path("internal").asBoolean(false);
    int start = 0;
    int end = 1;
    int next = 0;
    require(
        first.isRange() || !request.has("range"),
        "Range should not be specified for an un-ranged descriptor");
    if (first.isRange()) {
      if (request.has("range")) {
        DescriptorRange range = DescriptorRange.of(request.get("range"));
        start = range.first();
        end = Math.addExact(range.last(), 1);
      } else {
        warnings.add("Range not given, using default keypool range");
        end = wallet.config().gap();
      }
      next = start;
      if (request.has("next_index")) {
        next = RpcCall.integer(request.get("next_index"));
        require(next >= start && next < end, "next_index is out of range");
      }
    }
    require(first.isRange() || !active, "Active descriptors must be ranged");
    require(parsed.size() == 1 || !hasLabel, "Multipath descriptors should not have a label");
    require(!request.has("range") || !hasLabel, "Ranged descriptors should not have a label");
    require(!internal || !hasLabel, "Internal addresses should not have a label");
    if (active && !first.isSingleType()) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR, "Combo descriptors cannot be set to active");
    }
    boolean secrets = first.hasSecrets();
    if (wallet.options().watchOnly() && secrets) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "Cannot import private keys to a wallet with private keys disabled");
    }
    if (!wallet.options().watchOnly()) {
      if (!secrets) {
        throw WalletCalls.error(
            RpcErrorCode.WALLET_ERROR,
            "Cannot import descriptor without private keys to a wallet with private keys enabled");
      }
      if (first.keys().stream().anyMatch(key -> !key.hasSecret())) {
        warnings.add(
            "Not all private keys provided. Some wallet functionality may return unexpected errors");
      }
    }
    boolean labelled = !first.isRange() && !internal;
    return new Wanted(
        active, internal, start, end, next, labelled ? Optional.of(label) : Optional.empty());
  }

  private static void add(
      Wallet wallet,
      Descriptor descriptor,
      long time,
      Wanted wanted,
      boolean change,
      ArrayNode warnings) {
    wallet.changeKeys(() -> {
      Optional<OutputType> type = descriptor.outputType();
      DescriptorRow.Role role = DescriptorRow.Role.NONE;
      if (wanted.active() && type.isEmpty()) {
        warnings.add("Unknown output type, cannot set descriptor to active.");
      } else if (wanted.active()) {
        role = change ? DescriptorRow.Role.CHANGE : DescriptorRow.Role.RECEIVING;
        wallet
            .keys()
            .active(type.get(), change)
            .filter(before -> !before.id().equals(descriptor.id()))
            .ifPresent(before -> wallet.keys().setRole(before, DescriptorRow.Role.NONE));
      }
      ManagedDescriptor added =
          wallet.keys().put(descriptor, time, role, wanted.start(), wanted.end(), wanted.next());
      wallet.usedSince(time);
      wanted
          .label()
          .ifPresent(text -> {
            for (Script script : added.scripts(0)) {
              wallet.setLabel(script, text, AddressBook.RECEIVE);
            }
          });
      return added;
    });
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw invalid(message);
    }
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }
}

package org.quantumcoin.wallet.rpc;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.wallet.treasury.AllowedAddress;
import org.quantumcoin.wallet.treasury.Policy;
import org.quantumcoin.wallet.treasury.QuorumTier;
import org.quantumcoin.wallet.treasury.TimeWindow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies as callers give and see them. What is left out is not limited.
final class PolicyJson {
  static final String SHOWN =
      "{\"per_payment\":amount,\"per_day\":amount,\"per_month\":amount,\"allow_list_only\":bool,\"cooling_hours\":n,"
          + "\"allowed\":[{\"address\":\"str\",\"name\":\"str\"},...],\"quorum\":[{\"from\":amount,\"approvals\":n},...],"
          + "\"window\":{\"days\":[\"monday\",...],\"from\":\"09:00\",\"to\":\"17:00\",\"utc_offset_minutes\":n},\"admin_approvals\":n}";

  private PolicyJson() {}

  private static final Set<String> RULES =
      Set.of(
          "per_payment",
          "per_day",
          "per_month",
          "allow_list_only",
          "cooling_hours",
          "allowed",
          "quorum",
          "window",
          "admin_approvals");

  /// A rule that is not known is an error: of one that was misspelt everybody would believe that it
  /// holds.
  private static void expectKnown(JsonNode json, Set<String> names, String what) {
    if (!json.isObject()) {
      throw invalid("%s must be an object.".formatted(what));
    }
    for (String name : json.propertyNames()) {
      if (!names.contains(name)) {
        throw invalid("%s has no rule called %s.".formatted(what, name));
      }
    }
  }

  static Policy read(JsonNode json, WalletCalls calls) {
    expectKnown(json, RULES, "A policy");
    List<AllowedAddress> allowed = new ArrayList<>();
    for (JsonNode each : json.path("allowed")) {
      expectKnown(each, Set.of("address", "name"), "An allowed address");
      allowed.add(
          new AllowedAddress(
              calls.script(RpcCall.string(each.path("address"))), each.path("name").asString("")));
    }
    List<QuorumTier> tiers = new ArrayList<>();
    for (JsonNode each : json.path("quorum")) {
      expectKnown(each, Set.of("from", "approvals"), "A quorum");
      tiers.add(new QuorumTier(amount(each, "from"), RpcCall.integer(each.path("approvals"))));
    }
    if (tiers.isEmpty()) {
      throw invalid("The policy has no quorum: say how many must approve a payment.");
    }
    return new Policy(
        amount(json, "per_payment"),
        amount(json, "per_day"),
        amount(json, "per_month"),
        json.has("allow_list_only") && RpcCall.bool(json.get("allow_list_only")),
        json.has("cooling_hours") ? RpcCall.integer(json.get("cooling_hours")) : 0,
        allowed,
        tiers,
        json.has("window") ? Optional.of(window(json.get("window"))) : Optional.empty(),
        json.has("admin_approvals") ? RpcCall.integer(json.get("admin_approvals")) : 1);
  }

  private static long amount(JsonNode json, String name) {
    return json.has(name) ? Json.amountFrom(json.get(name)) : 0;
  }

  private static TimeWindow window(JsonNode json) {
    expectKnown(json, Set.of("days", "from", "to", "utc_offset_minutes"), "A time window");
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (JsonNode each : json.path("days")) {
      String word = RpcCall.string(each).toUpperCase(Locale.ROOT);
      days.add(
          Arrays.stream(DayOfWeek.values())
              .filter(day -> day.name().equals(word))
              .findFirst()
              .orElseThrow(() -> invalid("There is no day called " + word + ".")));
    }
    return new TimeWindow(
        days,
        minute(json.path("from")),
        minute(json.path("to")),
        json.has("utc_offset_minutes") ? RpcCall.integer(json.get("utc_offset_minutes")) : 0);
  }

  private static int minute(JsonNode value) {
    String text = RpcCall.string(value);
    if (!text.matches("[0-2][0-9]:[0-5][0-9]")) {
      throw invalid("A time of day is written like 09:30.");
    }
    return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
  }

  private static RpcException invalid(String sentence) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, sentence);
  }

  static ObjectNode write(Policy policy, WalletCalls calls) {
    ObjectNode json = Json.object();
    json.set("per_payment", Json.amount(policy.perPaymentSats()));
    json.set("per_day", Json.amount(policy.perDaySats()));
    json.set("per_month", Json.amount(policy.perMonthSats()));
    json.put("allow_list_only", policy.allowListOnly());
    json.put("cooling_hours", policy.coolingHours());
    var allowed = json.putArray("allowed");
    for (AllowedAddress each : policy.allowed()) {
      allowed
          .addObject()
          .put("address", calls.addresses().encode(each.script()).orElse(each.script().toHex()))
          .put("name", each.name());
    }
    var quorum = json.putArray("quorum");
    for (QuorumTier each : policy.tiers()) {
      ObjectNode tier = quorum.addObject();
      tier.set("from", Json.amount(each.fromSats()));
      tier.put("approvals", each.approvals());
    }
    policy
        .window()
        .ifPresent(window -> {
          ObjectNode shown = json.putObject("window");
          var days = shown.putArray("days");
          window.days().stream()
              .sorted()
              .forEach(day -> days.add(day.name().toLowerCase(Locale.ROOT)));
          shown
              .put("from", time(window.fromMinute()))
              .put("to", time(window.toMinute()))
              .put("utc_offset_minutes", window.offsetMinutes());
        });
    return json.put("admin_approvals", policy.adminApprovals());
  }

  private static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}

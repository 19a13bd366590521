package org.quantumcoin.wallet.rpc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.spend.PaymentRequest;
import tools.jackson.databind.JsonNode;

/// The three parameters that say what fee a payment gets (Core's `SetFeeEstimateMode`).
final class FeeParams {
  private static final int MAX_TARGET = 1008;

  static final RpcParam TARGET =
      RpcParam.optional(
          "conf_target",
          RpcType.NUMBER,
          "wallet -txconfirmtarget",
          "Confirmation target in blocks");

  static final RpcParam MODE =
      RpcParam.optional(
          "estimate_mode",
          RpcType.STRING,
          "\"unset\"",
          "The fee estimate mode: unset, economical, conservative");

  static final RpcParam RATE =
      RpcParam.optional(
          "fee_rate",
          RpcType.AMOUNT,
          "not set, fall back to wallet fee estimation",
          "Specify a fee rate in sat/vB.");

  /// All three, for methods that have them among their options.
  static final List<RpcParam> OPTIONS = List.of(TARGET, MODE, RATE);

  /// Fee rates have three decimals of a satoshi.
  private static final int DECIMALS = 3;

  private FeeParams() {}

  /// What a method wants that has them among its options and whose payment is found elsewhere.
  static PaymentRequest of(JsonNode options) {
    return apply(
        PaymentRequest.to(List.of()),
        options.path("conf_target"),
        options.path("estimate_mode"),
        options.path("fee_rate"));
  }

  static PaymentRequest apply(
      PaymentRequest request, JsonNode target, JsonNode mode, JsonNode feeRate) {
    boolean hasTarget = !absent(target);
    String modeName = absent(mode) ? "unset" : RpcCall.string(mode).toLowerCase(Locale.ROOT);
    if (!absent(feeRate)) {
      if (hasTarget) {
        throw invalid(
            "Cannot specify both conf_target and fee_rate. Please provide either a confirmation target in blocks for automatic fee estimation, or an explicit fee rate.");
      }
      if (!modeName.equals("unset")) {
        throw invalid("Cannot specify both estimate_mode and fee_rate");
      }
      return request.withFee(Optional.of(satPerVb(feeRate)), OptionalInt.empty(), Optional.empty());
    }
    Optional<Boolean> conservative =
        switch (modeName) {
          case "unset" -> Optional.empty();
          case "economical" -> Optional.of(false);
          case "conservative" -> Optional.of(true);
          default ->
              throw invalid(
                  "Invalid estimate_mode parameter, must be one of: \"unset\", \"economical\", \"conservative\"");
        };
    OptionalInt blocks = OptionalInt.empty();
    if (hasTarget) {
      int given = RpcCall.integer(target);
      if (given < 1 || given > MAX_TARGET) {
        throw invalid("Invalid conf_target, must be between 1 and " + MAX_TARGET);
      }
      blocks = OptionalInt.of(given);
    }
    return request.withFee(Optional.empty(), blocks, conservative);
  }

  /// The same for methods that take them as parameters or among their options (Core's
  /// `InterpretFeeEstimationInstructions`).
  static PaymentRequest apply(
      PaymentRequest request, JsonNode target, JsonNode mode, JsonNode feeRate, JsonNode options) {
    boolean estimates = options.has("conf_target") || options.has("estimate_mode");
    if (estimates && !(absent(target) && absent(mode))) {
      throw invalid(
          "Pass conf_target and estimate_mode either as arguments or in the options object, but not both");
    }
    if (options.has("fee_rate") && !absent(feeRate)) {
      throw invalid(
          "Pass the fee_rate either as an argument, or in the options object, but not both");
    }
    JsonNode usedTarget = estimates ? options.path("conf_target") : target;
    JsonNode usedMode = estimates ? options.path("estimate_mode") : mode;
    if (!absent(usedTarget) && (absent(usedMode) || RpcCall.string(usedMode).equals("unset"))) {
      throw invalid("Specify estimate_mode");
    }
    return apply(
        request, usedTarget, usedMode, options.has("fee_rate") ? options.get("fee_rate") : feeRate);
  }

  private static boolean absent(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }

  private static FeeRate satPerVb(JsonNode value) {
    try {
      BigDecimal rate =
          value.isNumber() ? value.decimalValue() : new BigDecimal(value.stringValue());
      long satPerKvb = rate.movePointRight(DECIMALS).longValueExact();
      if (satPerKvb < 0) {
        throw WalletCalls.error(RpcErrorCode.TYPE_ERROR, "Amount out of range");
      }
      return new FeeRate(satPerKvb);
    } catch (ArithmeticException | NumberFormatException _) {
      throw WalletCalls.error(RpcErrorCode.TYPE_ERROR, "Invalid amount");
    }
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }
}

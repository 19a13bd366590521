package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.Set;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletConfig;
import tools.jackson.databind.JsonNode;

/// `setwalletflag` and `settxfee`.
final class WalletSettingsRpc {
  private static final String AVOID_REUSE = "avoid_reuse";

  /// Core's flags; all but one are for good.
  private static final Set<String> FLAGS =
      Set.of(
          AVOID_REUSE,
          "blank",
          "key_origin_metadata",
          "last_hardened_xpub_cached",
          "disable_private_keys",
          "descriptor_wallet",
          "external_signer");

  private final WalletCalls calls;

  WalletSettingsRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("setwalletflag", WALLET)
            .help("Change the state of the given wallet flag for a wallet.")
            .param(
                RpcParam.required(
                    "flag",
                    RpcType.STRING,
                    "The name of the flag to change. Current available flags: avoid_reuse"))
            .param(RpcParam.optional("value", RpcType.BOOLEAN, "true", "The new state."))
            .result("{ \"flag_name\": \"str\", \"flag_state\": bool }    (json object)")
            .example("avoid_reuse")
            .handler(calls.on(WalletSettingsRpc::setFlag)));
    registry.add(
        RpcMethod.of("settxfee", WALLET)
            .help(
                """
                Set the transaction fee rate in BTC/kvB for this wallet. Overrides the global -paytxfee command line parameter.
                Can be deactivated by passing 0 as the fee. In that case automatic fee selection will be used by default.
                It lasts until the wallet is closed.\
                """)
            .param(
                RpcParam.required("amount", RpcType.AMOUNT, "The transaction fee rate in BTC/kvB"))
            .result("true|false    (boolean) Returns true if successful")
            .example("0.00001")
            .handler(calls.on(WalletSettingsRpc::setFee)));
  }

  /// What was spent from before is known from the history, so that unlike in Core no rescan is
  /// needed.
  private static JsonNode setFlag(Wallet wallet, RpcCall call) {
    String flag = call.string(0);
    boolean value = call.bool(1, true);
    if (!FLAGS.contains(flag)) {
      throw invalid("Unknown wallet flag: " + flag);
    }
    if (!flag.equals(AVOID_REUSE)) {
      throw invalid("Wallet flag is immutable: " + flag);
    }
    if (!wallet.setAvoidReuse(value)) {
      throw invalid("Wallet flag is already set to %s: %s".formatted(value, flag));
    }
    return Json.object().put("flag_name", flag).put("flag_state", value);
  }

  private static JsonNode setFee(Wallet wallet, RpcCall call) {
    FeeRate wanted = new FeeRate(Json.amountFrom(call.get(0)));
    WalletConfig.Spending usual = wallet.config().spending();
    if (wanted.satPerKvb() != 0) {
      expectAtLeast("min relay tx fee", wallet.node().feeLimits().minRelay(), wanted);
      expectAtLeast("wallet min fee", usual.minFee(), wanted);
      if (wanted.satPerKvb() > usual.maxFeeSats()) {
        throw invalid(
            "txfee cannot be more than wallet max tx fee (%s)"
                .formatted(text(new FeeRate(usual.maxFeeSats()))));
      }
    }
    wallet.setPayFee(wanted);
    return Json.bool(true);
  }

  private static void expectAtLeast(String what, FeeRate least, FeeRate wanted) {
    if (wanted.compareTo(least) < 0) {
      throw invalid("txfee cannot be less than %s (%s)".formatted(what, text(least)));
    }
  }

  private static String text(FeeRate rate) {
    return Json.amount(rate.satPerKvb()) + " BTC/kvB";
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }
}

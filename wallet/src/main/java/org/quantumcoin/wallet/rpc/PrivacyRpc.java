package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.PsbtAnalysis;
import org.quantumcoin.wallet.spend.PrivacyCheck;
import org.quantumcoin.wallet.spend.PrivacyFacts;
import org.quantumcoin.wallet.spend.WalletPsbts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `analyzepayment`: what a payment would tell strangers. Core has no such method.
final class PrivacyRpc {
  private final WalletCalls calls;

  PrivacyRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("analyzepayment", WALLET)
            .help(
                """
                Says what a payment of this wallet would tell those who read the chain, before it is signed (see walletcreatefundedpsbt).
                The codes are paid-before, labels-joined, tracing-coin, address-reused, whole-wallet, change-type, round-amount, change-small.\
                """)
            .param(RpcParam.required("psbt", RpcType.STRING, "The payment as a PSBT"))
            .result(
                "{ \"warnings\": [ { \"code\": \"str\", \"text\": \"str\" }, ... ] }    (json object)")
            .example("\"psbt\"")
            .handler(calls.on(PrivacyRpc::analyze)));
  }

  private static JsonNode analyze(Wallet wallet, RpcCall call) {
    Psbt psbt = PsbtRpc.decode(call.get(0));
    List<PrivacyCheck.Warning> warnings =
        wallet.locked(() -> {
          PsbtAnalysis analysis =
              PsbtAnalysis.of(
                  WalletPsbts.update(wallet, psbt, false),
                  Amount.MAX_MONEY,
                  new MiniscriptSatisfier());
          OptionalInt size = analysis.estimatedVirtualSize();
          return PrivacyCheck.check(
              PrivacyFacts.of(
                  wallet,
                  psbt.unsignedTx(),
                  analysis.feeSats(),
                  size.isPresent() ? OptionalLong.of(size.getAsInt()) : OptionalLong.empty()));
        });
    ArrayNode list = Json.array();
    for (PrivacyCheck.Warning warning : warnings) {
      list.add(Json.object().put("code", warning.kind().code()).put("text", warning.text()));
    }
    return Json.object().set("warnings", list);
  }
}

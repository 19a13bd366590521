package org.quantumcoin.wallet.rpc;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.WalletPsbts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of a payment in `send` and `sendall` (Core's `FinishTransaction`): signed and sent,
/// or given back as a transaction, or as a PSBT where it is wanted so or signatures are missing.
final class FinishedPayment {
  /// The options that are understood here.
  static final RpcParam PSBT =
      RpcParam.optional("psbt", RpcType.BOOLEAN, "automatic", "Always return a PSBT");

  static final RpcParam ADD_TO_WALLET =
      RpcParam.optional(
          "add_to_wallet",
          RpcType.BOOLEAN,
          "true",
          "When false, returns a serialized transaction which will not be added to the wallet or broadcast");

  private final Wallet wallet;
  private final boolean asPsbt;
  private final boolean keep;

  FinishedPayment(Wallet wallet, JsonNode options) {
    this.wallet = wallet;
    this.asPsbt = options.path("psbt").asBoolean(false) || wallet.options().watchOnly();
    this.keep = options.path("add_to_wallet").asBoolean(true);
  }

  /// Works the payment out and finishes it as one step for everybody else who wants coins.
  ObjectNode of(Supplier<Payment> build) {
    ObjectNode result = Json.object();
    Optional<Transaction> ready = wallet.locked(() -> finish(build.get(), result));
    ready.ifPresent(tx -> Payments.send(wallet, tx));
    return result;
  }

  private Optional<Transaction> finish(Payment payment, ObjectNode result) {
    Signer.Result signed =
        WalletPsbts.sign(
            wallet, WalletPsbts.of(wallet, payment, true), OptionalInt.empty(), true, true);
    Optional<Transaction> complete = WalletPsbts.complete(signed);
    boolean sends = keep && !asPsbt && complete.isPresent();
    if (asPsbt || complete.isEmpty()) {
      result.put("psbt", signed.psbt().toBase64());
    }
    if (sends) {
      wallet.keepTransaction(complete.orElseThrow(), Map.of());
      result.put("txid", complete.orElseThrow().txid().toString());
    } else if (complete.isPresent() && !asPsbt) {
      result.put("hex", Hex.encode(complete.get().toBytes()));
    }
    result.put("complete", complete.isPresent());
    return sends ? complete : Optional.empty();
  }
}

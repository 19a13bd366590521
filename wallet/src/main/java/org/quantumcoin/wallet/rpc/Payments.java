package org.quantumcoin.wallet.rpc;

import java.security.SecureRandom;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentBuilder;
import org.quantumcoin.wallet.spend.PaymentRequest;
import tools.jackson.databind.JsonNode;

/// What all methods that pay have in common.
final class Payments {
  private final WalletCalls calls;

  Payments(WalletCalls calls) {
    this.calls = calls;
  }

  /// Works a payment out; within `locked()`.
  Payment build(Wallet wallet, PaymentRequest request) {
    return builder(wallet).build(request);
  }

  PaymentBuilder builder(Wallet wallet) {
    return new PaymentBuilder(
        wallet, new SecureRandom(), calls.wallets().clock().instant().getEpochSecond());
  }

  /// The same for one that others will finish: nobody else gets its change address, nor its coins
  /// if `lockUnspents` is among the options.
  Payment buildReserved(Wallet wallet, PaymentRequest request, JsonNode options) {
    Payment payment = build(wallet, request);
    payment
        .changePosition()
        .ifPresent(at -> wallet.takeChange(payment.tx().outputs().get(at).script()));
    if (options.path("lockUnspents").asBoolean(false)) {
      payment.tx().inputs().forEach(input -> wallet.lockCoin(input.prevout(), false));
    }
    return payment;
  }

  /// Sends what the wallet keeps already; one that is refused now is sent again later.
  static void send(Wallet wallet, Transaction tx) {
    wallet
        .sendTransaction(tx)
        .ifPresent(reason ->
            Log.warning(
                "[%s] the mempool does not take %s: %s"
                    .formatted(wallet.name(), tx.txid(), reason)));
  }
}

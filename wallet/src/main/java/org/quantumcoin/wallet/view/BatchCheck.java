package org.quantumcoin.wallet.view;

import java.util.List;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.payment.BatchPayments;

/// Judges many payments by the network of a wallet and by what its node relays.
public final class BatchCheck {
  private BatchCheck() {}

  public static BatchPayments.Result of(Wallet wallet, List<BatchPayments.Line> lines) {
    return BatchPayments.check(
        lines,
        new Addresses(wallet.config().params().addresses()),
        wallet.node().feeLimits().dustRelay());
  }
}

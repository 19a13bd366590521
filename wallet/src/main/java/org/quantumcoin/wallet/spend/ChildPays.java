package org.quantumcoin.wallet.spend;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.WalletTx;

/// A transaction that pays for another one, which waits for a block, by spending what that one pays
/// to the wallet: miners take both for the fees of both (child pays for parent). It works for
/// payments that one receives, too, which nobody but their sender can replace. Within the wallet's
/// lock.
public final class ChildPays {
  private final Wallet wallet;
  private final Random random;
  private final long now;

  /// @param now unix seconds
  public ChildPays(Wallet wallet, Random random, long now) {
    this.wallet = wallet;
    this.random = random;
    this.now = now;
  }

  /// At the wished rate for the transaction, its unconfirmed ancestors and the child together.
  /// Throws [WalletException] if it cannot be done.
  public Payment build(WalletTx parent, PaymentRequest wishes) {
    if (wallet.ledger().depth(parent) != 0) {
      throw refused(
          "Transaction has been mined, or is conflicted with a mined transaction. Nothing was sent.");
    }
    if (wallet.node().pooled(parent.txid()).isEmpty()) {
      throw refused(
          "Transaction is not in the mempool, so a child of it would not be taken either. Nothing was sent; bumpfee can replace it where this wallet made it.");
    }
    Map<OutPoint, OptionalLong> coins = coins(parent);
    if (coins.isEmpty()) {
      throw refused(
          "This wallet has no unspent and unlocked output of the transaction that could pay for it. Nothing was sent.");
    }
    FeeRate rate = new FeeChoice(wallet).rate(wishes);
    OptionalLong lacking = wallet.node().combinedBumpFee(coins.keySet(), rate);
    if (lacking.isPresent() && lacking.getAsLong() == 0) {
      throw refused(
          "The transaction pays %s sat/vB or more already, its ancestors included. Nothing was sent; give a higher fee_rate."
              .formatted(
                  BigDecimal.valueOf(rate.satPerKvb(), 3).stripTrailingZeros().toPlainString()));
    }
    Script to = new PaymentBuilder(wallet, random, now).changeScript();
    PaymentRequest request =
        PaymentRequest.to(List.of(new Recipient(to, 0, true)))
            .withCoins(coins, false)
            .withReplaceable(wishes.replaceable())
            .withFee(Optional.of(rate), OptionalInt.empty(), Optional.empty());
    return new SendAll(wallet, request, Set.of(to), random, now).build(false);
  }

  private Map<OutPoint, OptionalLong> coins(WalletTx parent) {
    Map<OutPoint, OptionalLong> coins = new LinkedHashMap<>();
    Set<OutPoint> reserved = wallet.reservedCoins();
    for (int i = 0; i < parent.tx().outputs().size(); i++) {
      OutPoint outpoint = new OutPoint(parent.txid(), i);
      if (parent.isOurs(i)
          && !wallet.ledger().isSpent(outpoint)
          && !wallet.lockedCoins().contains(outpoint)
          && !reserved.contains(outpoint)) {
        coins.put(outpoint, OptionalLong.empty());
      }
    }
    return coins;
  }

  private static WalletException refused(String message) {
    return new WalletException(WalletException.Kind.REFUSED, message);
  }
}

package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.quantumcoin.node.policy.Dust;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.sign.TransactionSigner;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletConfig;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.SelectionParams;
import org.quantumcoin.wallet.descriptor.Descriptor;

/// Moves the coins of keys from elsewhere to a script of a wallet, in one signed transaction.
/// Within the wallet's lock.
public final class KeySweep {
  private static final int TX_VERSION = 2;

  /// Not final, so that the lock time counts; and not replaceable, since nobody keeps the keys.
  private static final int SEQUENCE = 0xffff_fffe;

  private static final Comparator<Piece> LARGEST_FIRST =
      Comparator.comparingLong((Piece piece) -> -piece.out().value())
          .thenComparing(piece -> piece.outpoint().txid())
          .thenComparing(piece -> piece.outpoint().indexUnsigned());

  private final Wallet wallet;
  private final WalletConfig.Spending usual;
  private final SweepKeys keys;
  private final Random random;
  private final long now;

  /// A coin with what spends it.
  private record Piece(OutPoint outpoint, TxOut out, Descriptor descriptor) {}

  /// The payment.
  ///
  /// @param amountSats what arrives
  /// @param left coins for which there was no room, or which cost more than they bring
  public record Sweep(Transaction tx, long amountSats, long feeSats, int coins, int left) {}

  /// @param now unix seconds
  public KeySweep(Wallet wallet, SweepKeys keys, Random random, long now) {
    this.wallet = wallet;
    this.usual = wallet.config().spending();
    this.keys = keys;
    this.random = random;
    this.now = now;
  }

  /// `request` says what fee is paid. Throws [WalletException] with a sentence if it cannot be
  /// done.
  public Sweep build(Map<OutPoint, Coin> coins, Script to, PaymentRequest request) {
    FeeChoice fees = new FeeChoice(wallet);
    FeeRate rate = fees.rate(request, WalletException.Kind.BAD_PARAMETER);
    List<Piece> worth = worthwhile(coins, rate);
    if (worth.isEmpty()) {
      throw new WalletException(
          WalletException.Kind.INSUFFICIENT_FUNDS,
          coins.isEmpty()
              ? "These keys have no coins that can be moved now."
              : "What these keys have is worth less than the fee to move it. Try a lower fee rate.");
    }
    List<Piece> taken = worth;
    long weight = weight(taken, to);
    while (weight > SelectionParams.MAX_STANDARD_TX_WEIGHT) {
      // The smallest ones stay for another transaction; all inputs weigh about the same.
      int fits = (int) (taken.size() * (long) SelectionParams.MAX_STANDARD_TX_WEIGHT / weight);
      taken = taken.subList(0, Math.min(fits, taken.size() - 1));
      weight = weight(taken, to);
    }
    long fee = rate.fee(Math.ceilDiv(weight, Transaction.WITNESS_SCALE_FACTOR));
    if (fee > usual.maxFeeSats()) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)");
    }
    long in = taken.stream().mapToLong(piece -> piece.out().value()).reduce(0, Math::addExact);
    TxOut out = new TxOut(in - fee, to);
    if (in <= fee || Dust.isDust(out, fees.dustRate())) {
      throw new WalletException(
          WalletException.Kind.INSUFFICIENT_FUNDS,
          "What these keys have is worth less than the fee to move it. Try a lower fee rate.");
    }
    return new Sweep(
        signed(taken, out, request), out.value(), fee, taken.size(), coins.size() - taken.size());
  }

  private List<Piece> worthwhile(Map<OutPoint, Coin> coins, FeeRate rate) {
    List<Piece> pieces = new ArrayList<>();
    for (Map.Entry<OutPoint, Coin> entry : coins.entrySet()) {
      TxOut out = entry.getValue().out();
      Descriptor descriptor =
          keys.descriptor(out.script())
              .orElseThrow(() -> new IllegalArgumentException("a coin of none of the keys"));
      int size = InputSizes.inputVirtualBytes(descriptor).orElseThrow();
      if (rate.fee(size) < out.value()) {
        pieces.add(new Piece(entry.getKey(), out, descriptor));
      }
    }
    pieces.sort(LARGEST_FIRST);
    return pieces;
  }

  private static long weight(List<Piece> pieces, Script to) {
    return InputSizes.transactionWeight(
            List.of(new TxOut(0, to)),
            pieces.stream().map(Piece::descriptor).map(InputSizes.Spend::own).toList())
        .orElseThrow();
  }

  private Transaction signed(List<Piece> pieces, TxOut out, PaymentRequest request) {
    List<TxIn> inputs =
        pieces.stream().map(piece -> new TxIn(piece.outpoint(), Script.EMPTY, SEQUENCE)).toList();
    Transaction tx =
        Transaction.create(
            TX_VERSION, inputs, List.of(out), LockTimeChoice.of(wallet, request, random, now));
    TransactionSigner.Result result =
        TransactionSigner.sign(
            tx,
            pieces.stream().map(piece -> Optional.of(piece.out())).toList(),
            keys.store(),
            SigHash.DEFAULT);
    if (!result.isComplete()) {
      throw new WalletException(
          WalletException.Kind.REFUSED, "Signing transaction failed: " + result.errors());
    }
    return result.tx();
  }
}

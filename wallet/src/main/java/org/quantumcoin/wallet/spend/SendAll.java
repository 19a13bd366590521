package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.quantumcoin.node.policy.Dust;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletConfig;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.SelectionParams;

/// A payment that leaves nothing: all coins, or those that were named, and no change. What the
/// recipients with a fixed amount leave is shared by the others, who so pay the fee (Core's
/// `sendall`). Within the wallet's lock.
public final class SendAll {
  private static final int TX_VERSION = 2;

  private final Wallet wallet;
  private final WalletConfig.Spending usual;
  private final PaymentRequest request;
  private final Set<Script> sharers;
  private final Random random;
  private final long now;

  /// @param request recipients in order; the amounts of sharers do not matter. Coins that it names
  ///   are spent as they are; without any all that are free and safe
  /// @param sharers recipients who get equal parts of the remainder; at least one
  /// @param now unix seconds
  public SendAll(
      Wallet wallet, PaymentRequest request, Set<Script> sharers, Random random, long now) {
    this.wallet = wallet;
    this.random = random;
    this.now = now;
    this.usual = wallet.config().spending();
    this.request = request;
    this.sharers = Set.copyOf(sharers);
  }

  private static WalletException failed(WalletException.Kind kind, String message) {
    return new WalletException(kind, message);
  }

  /// With `onlyWorthwhile` coins stay behind that cost more to spend than they bring. Throws
  /// [WalletException] with Core's words if it cannot be done.
  public Payment build(boolean onlyWorthwhile) {
    FeeRate rate = new FeeChoice(wallet).rate(request, WalletException.Kind.BAD_PARAMETER);
    List<SpendableCoins.Known> coins = coins(rate, onlyWorthwhile);
    List<TxOut> spent = coins.stream().map(known -> known.candidate().out()).toList();
    long in = spent.stream().mapToLong(TxOut::value).reduce(0, Math::addExact);
    List<TxOut> outputs =
        new ArrayList<>(
            request.recipients().stream()
                .map(to -> new TxOut(isSharer(to) ? 0 : to.sats(), to.script()))
                .toList());
    List<InputSizes.Spend> spends = coins.stream().map(SpendableCoins.Known::spend).toList();
    long weight =
        InputSizes.transactionWeight(outputs, spends)
            .orElseThrow(() ->
                failed(
                    WalletException.Kind.REFUSED,
                    "Unable to determine the size of the transaction, the wallet contains unsolvable descriptors"));
    int size = Math.toIntExact(Math.ceilDiv(weight, Transaction.WITNESS_SCALE_FACTOR));
    long fee = rate.fee(size);
    List<OutPoint> outpoints = coins.stream().map(known -> known.candidate().outpoint()).toList();
    long bump = wallet.node().combinedBumpFee(outpoints, rate).orElse(0);
    check(fee, in - fee - bump, weight, onlyWorthwhile);
    share(outputs, in, in - fee - bump);
    List<TxIn> inputs = outpoints.stream().map(this::input).toList();
    Transaction tx =
        Transaction.create(
            TX_VERSION, inputs, outputs, LockTimeChoice.of(wallet, request, random, now));
    return new Payment(tx, spent, fee + bump, OptionalInt.empty(), size, Map.of());
  }

  private boolean isSharer(Recipient to) {
    return sharers.contains(to.script());
  }

  private List<SpendableCoins.Known> coins(FeeRate rate, boolean onlyWorthwhile) {
    request.coins().keySet().forEach(this::expectUnspent);
    Map<OutPoint, SpendableCoins.Known> all = new SpendableCoins(wallet).candidates(request, rate);
    if (!request.coins().isEmpty()) {
      return request.coins().keySet().stream().map(all::get).toList();
    }
    return all.values().stream()
        .filter(known -> known.candidate().safe())
        .filter(known ->
            !onlyWorthwhile
                || rate.fee(known.candidate().inputVbytes()) <= known.candidate().out().value())
        .toList();
  }

  private void expectUnspent(OutPoint wanted) {
    String place = "(%s:%d)".formatted(wanted.txid(), wanted.index());
    if (wallet.ledger().ownOutput(wanted).isEmpty()) {
      throw failed(
          WalletException.Kind.BAD_PARAMETER,
          "Input not found. UTXO " + place + " is not part of wallet.");
    }
    if (wallet.ledger().isSpent(wanted)) {
      throw failed(
          WalletException.Kind.BAD_PARAMETER,
          "Input not available. UTXO " + place + " was already spent.");
    }
  }

  private void check(long fee, long left, long weight, boolean onlyWorthwhile) {
    if (fee > usual.maxFeeSats()) {
      throw failed(
          WalletException.Kind.REFUSED,
          "Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)");
    }
    if (left <= 0) {
      throw failed(
          WalletException.Kind.INSUFFICIENT_FUNDS,
          onlyWorthwhile
              ? "Total value of UTXO pool too low to pay for transaction, try using lower feerate."
              : "Total value of UTXO pool too low to pay for transaction. Try using lower feerate or excluding uneconomic UTXOs with 'send_max' option.");
    }
    if (weight > SelectionParams.MAX_STANDARD_TX_WEIGHT) {
      throw failed(WalletException.Kind.REFUSED, "Transaction too large.");
    }
  }

  /// The first sharer gets the satoshis that cannot be divided.
  private void share(List<TxOut> outputs, long in, long left) {
    long fixed = outputs.stream().mapToLong(TxOut::value).reduce(0, Math::addExact);
    if (fixed > in) {
      throw failed(
          WalletException.Kind.INSUFFICIENT_FUNDS,
          "Assigned more value to outputs than available funds.");
    }
    long remainder = left - fixed;
    if (remainder < 0) {
      throw failed(
          WalletException.Kind.INSUFFICIENT_FUNDS,
          "Insufficient funds for fees after creating specified outputs.");
    }
    long part = remainder / sharers.size();
    long rest = remainder % sharers.size();
    FeeRate dustRate = wallet.node().feeLimits().dustRelay();
    for (int i = 0; i < outputs.size(); i++) {
      TxOut out = outputs.get(i);
      boolean shares = sharers.contains(out.script());
      if (shares) {
        out = new TxOut(part + rest, out.script());
        rest = 0;
        outputs.set(i, out);
      }
      if (Dust.isDust(out, dustRate)) {
        throw shares
            ? failed(
                WalletException.Kind.INSUFFICIENT_FUNDS,
                "Dynamically assigned remainder results in dust output.")
            : failed(
                WalletException.Kind.BAD_PARAMETER,
                "Specified output amount to %s is below dust threshold."
                    .formatted(
                        new Addresses(wallet.config().params().addresses())
                            .encode(out.script())
                            .orElse("a script")));
      }
    }
  }

  private TxIn input(OutPoint outpoint) {
    OptionalLong given = request.coins().getOrDefault(outpoint, OptionalLong.empty());
    boolean replaceable = request.replaceable().orElse(usual.replaceable());
    int usualSequence = replaceable ? PaymentBuilder.REPLACEABLE_SEQUENCE : TxIn.SEQUENCE_FINAL;
    return new TxIn(
        outpoint, Script.EMPTY, given.isPresent() ? (int) given.getAsLong() : usualSequence);
  }
}

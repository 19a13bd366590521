package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.api.PoolAccess;
import org.quantumcoin.node.api.PoolAccess.PoolTransaction;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.Candidate;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.OutputType;

/// Which coins of a wallet a payment may take (Core's `AvailableCoins`). Within the wallet's lock.
final class SpendableCoins {
  private final Wallet wallet;

  SpendableCoins(Wallet wallet) {
    this.wallet = wallet;
  }

  /// What is known of a coin.
  record Known(Candidate candidate, InputSizes.Spend spend) {}

  /// Those that are free to be taken, and those that the request names. Unconfirmed ones know what
  /// their ancestors lack to be mined at the rate.
  Map<OutPoint, Known> candidates(PaymentRequest request, FeeRate rate) {
    Map<OutPoint, OwnCoin> all = new LinkedHashMap<>();
    Set<OutPoint> reserved = wallet.reservedCoins();
    for (OwnCoin coin : wallet.ledger().coins(false)) {
      boolean free = isFree(coin, request) && !reserved.contains(coin.outpoint());
      if (free || request.coins().containsKey(coin.outpoint())) {
        all.put(coin.outpoint(), coin);
      }
    }
    // Also coins that are spent: by the transaction that this one is to replace.
    Map<OutPoint, Coin> foreign = new LinkedHashMap<>();
    for (OutPoint wanted : request.coins().keySet()) {
      if (!all.containsKey(wanted)) {
        Optional<OwnCoin> own = chosen(wanted);
        own.ifPresent(coin -> all.put(wanted, coin));
        if (own.isEmpty()) {
          foreign.put(wanted, foreign(wanted, request));
        }
      }
    }
    List<OutPoint> unconfirmed = new ArrayList<>();
    all.values().stream()
        .filter(coin -> coin.depth() == 0)
        .map(OwnCoin::outpoint)
        .forEach(unconfirmed::add);
    foreign.forEach((outpoint, coin) -> {
      if (coin.height() == PoolAccess.POOL_HEIGHT) {
        unconfirmed.add(outpoint);
      }
    });
    expectAllowed(all, request);
    Map<OutPoint, Long> bumpFees = bumpFees(unconfirmed, rate);
    Map<OutPoint, Known> known = new LinkedHashMap<>();
    all.forEach((outpoint, coin) ->
        known.put(outpoint, known(coin, request, bumpFees.getOrDefault(outpoint, 0L))));
    foreign.forEach((outpoint, coin) ->
        known.put(
            outpoint, known(outpoint, coin.out(), request, bumpFees.getOrDefault(outpoint, 0L))));
    return known;
  }

  /// Coins that were named must be of the kind that may be spent, as those that are found are.
  private static void expectAllowed(Map<OutPoint, OwnCoin> all, PaymentRequest request) {
    for (OutPoint named : request.coins().keySet()) {
      OwnCoin coin = all.get(named);
      if (request.coinsOf().filter(may -> coin == null || !may.test(coin)).isPresent()) {
        throw new WalletException(
            WalletException.Kind.REFUSED,
            "The coin %s is not the treasury's, so that a proposal cannot spend it. Nothing was changed."
                .formatted(named));
      }
    }
  }

  /// Coins of a treasury are chosen for its proposals and for nothing else.
  private boolean isOfTheKind(OwnCoin coin, PaymentRequest request) {
    return request.coinsOf().isPresent()
        ? request.coinsOf().get().test(coin)
        : wallet.treasury().filter(treasury -> treasury.watches(coin)).isEmpty();
  }

  private boolean isFree(OwnCoin coin, PaymentRequest request) {
    return coin.depth() >= request.minDepth()
        && isOfTheKind(coin, request)
        && coin.depth() <= request.maxDepth()
        && coin.out().value() > 0
        && !wallet.lockedCoins().contains(coin.outpoint())
        && !(wallet.options().avoidReuse()
            && request.avoidReuse()
            && wallet.isReused(coin.out().script()));
  }

  private Optional<OwnCoin> chosen(OutPoint outpoint) {
    return wallet
        .ledger()
        .find(outpoint.txid())
        .flatMap(tx ->
            tx.source(outpoint.index())
                .map(source ->
                    new OwnCoin(
                        outpoint,
                        tx.tx().outputs().get(outpoint.index()),
                        source,
                        tx,
                        Math.max(wallet.ledger().depth(tx), 0),
                        true)));
  }

  private static Coin foreign(OutPoint outpoint, PaymentRequest request) {
    Coin coin = request.presets().foreign().coins().get(outpoint);
    if (coin == null) {
      throw preset("Not found", outpoint);
    }
    return coin;
  }

  private static WalletException preset(String what, OutPoint outpoint) {
    return new WalletException(
        WalletException.Kind.REFUSED,
        "%s pre-selected input COutPoint(%s, %d)"
            .formatted(
                what, outpoint.txid().toString().substring(0, 10), outpoint.indexUnsigned()));
  }

  /// With very many relatives each coin counts by its own ancestors alone, which is no less.
  private Map<OutPoint, Long> bumpFees(List<OutPoint> unconfirmed, FeeRate rate) {
    if (unconfirmed.isEmpty()) {
      return Map.of();
    }
    return wallet
        .node()
        .bumpFees(unconfirmed, rate)
        .orElseGet(() -> {
          Map<OutPoint, Long> own = new LinkedHashMap<>();
          for (OutPoint outpoint : unconfirmed) {
            wallet
                .node()
                .pooled(outpoint.txid())
                .ifPresent(entry ->
                    own.put(
                        outpoint,
                        Math.max(0, rate.fee(entry.ancestorSize()) - entry.ancestorFeeSats())));
          }
          return own;
        });
  }

  /// A coin of somebody else, which Core takes for a confirmed one.
  private static Known known(OutPoint outpoint, TxOut out, PaymentRequest request, long bumpFee) {
    InputSizes.Spend spend =
        new InputSizes.Spend(
            request.presets().solve(out.script()).orElseThrow(),
            request.presets().weight(outpoint),
            true);
    return new Known(
        new Candidate(
            outpoint,
            out,
            spend.descriptor().outputType().orElse(OutputType.UNKNOWN),
            0,
            spend.virtualBytes().orElseThrow(() -> preset("Not solvable", outpoint)),
            false,
            true,
            0,
            0,
            bumpFee),
        spend);
  }

  /// A coin that the wallet watches without knowing how it is spent, by what the caller knows.
  private static InputSizes.Spend solved(
      InputSizes.Spend unknown, OwnCoin coin, PaymentRequest request) {
    Optional<Descriptor> told = request.presets().solve(coin.out().script());
    if (told.isEmpty()) {
      return unknown;
    }
    InputSizes.Spend spend = InputSizes.Spend.own(told.get());
    if (spend.virtualBytes().isEmpty()) {
      throw preset("Not solvable", coin.outpoint());
    }
    return spend;
  }

  private Known known(OwnCoin coin, PaymentRequest request, long bumpFee) {
    Descriptor descriptor = wallet.keys().get(coin.source().descriptor()).descriptor();
    InputSizes.Spend spend =
        new InputSizes.Spend(descriptor, request.presets().weight(coin.outpoint()), false);
    if (request.coins().containsKey(coin.outpoint()) && spend.virtualBytes().isEmpty()) {
      spend = solved(spend, coin, request);
    }
    int ancestors = 0;
    int descendants = 0;
    if (coin.depth() == 0) {
      Optional<PoolTransaction> pooled = wallet.node().pooled(coin.outpoint().txid());
      ancestors = pooled.map(PoolTransaction::ancestors).orElse(0);
      descendants = pooled.map(PoolTransaction::descendants).orElse(0);
    }
    return new Known(
        new Candidate(
            coin.outpoint(),
            coin.out(),
            descriptor.outputType().orElse(OutputType.UNKNOWN),
            coin.depth(),
            spend.virtualBytes().orElse(Candidate.UNKNOWN_SIZE),
            wallet.ledger().isFromUs(coin.tx()),
            coin.safe(),
            ancestors,
            descendants,
            bumpFee),
        spend);
  }
}

package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.store.AddressRow;

/// What a wallet knows about a payment, for the [PrivacyCheck]. Within the wallet's lock; looks at
/// every transaction once.
public final class PrivacyFacts {
  private final Wallet wallet;
  private final Transaction tx;
  private final Txid txid;
  private final Addresses addresses;
  private final Map<Script, Integer> paid = new HashMap<>();
  private final Set<Script> spentFrom = new HashSet<>();
  private final Set<OutPoint> spent = new HashSet<>();

  private PrivacyFacts(Wallet wallet, Transaction tx) {
    this.wallet = wallet;
    this.tx = tx;
    this.txid = tx.txid();
    tx.inputs().forEach(input -> spent.add(input.prevout()));
    this.addresses = new Addresses(wallet.config().params().addresses());
  }

  /// `feeSats` and `virtualSize` where they are known. Inputs that are not the wallet's do not
  /// count.
  public static PrivacyCheck.Facts of(
      Wallet wallet, Transaction tx, OptionalLong feeSats, OptionalLong virtualSize) {
    return new PrivacyFacts(wallet, tx).gather(feeSats, virtualSize);
  }

  private PrivacyCheck.Facts gather(OptionalLong feeSats, OptionalLong virtualSize) {
    Set<Script> asked = new HashSet<>();
    for (TxIn input : tx.inputs()) {
      wallet.ledger().ownOutput(input.prevout()).ifPresent(out -> asked.add(out.script()));
    }
    tx.outputs().forEach(out -> asked.add(out.script()));
    count(asked);
    List<PrivacyCheck.Input> inputs = new ArrayList<>();
    for (TxIn input : tx.inputs()) {
      wallet
          .ledger()
          .ownOutput(input.prevout())
          .ifPresent(out -> inputs.add(input(input.prevout(), out)));
    }
    List<PrivacyCheck.Output> outputs = tx.outputs().stream().map(this::output).toList();
    return new PrivacyCheck.Facts(inputs, outputs, changeSpend(feeSats, virtualSize), spendsAll());
  }

  /// How often each script was paid and whether it was spent from, by other transactions.
  private void count(Set<Script> asked) {
    for (WalletTx each : wallet.ledger().all()) {
      if (each.isAbandoned() || each.isBlockConflicted() || excludes(each)) {
        continue;
      }
      for (TxOut out : each.tx().outputs()) {
        if (asked.contains(out.script())) {
          paid.merge(out.script(), 1, Integer::sum);
        }
      }
      for (TxIn input : each.tx().inputs()) {
        Optional<Script> from = wallet.ledger().ownOutput(input.prevout()).map(TxOut::script);
        from.filter(asked::contains).ifPresent(spentFrom::add);
      }
    }
  }

  /// Whether it is this payment, or one that this one replaces: only one of them is ever in a
  /// block.
  private boolean excludes(WalletTx other) {
    return other.txid().equals(txid)
        || other.tx().inputs().stream().map(TxIn::prevout).anyMatch(spent::contains);
  }

  private String address(Script script) {
    return addresses.encode(script).orElse("a script");
  }

  private PrivacyCheck.Input input(OutPoint outpoint, TxOut out) {
    boolean fromOutside =
        wallet
            .ledger()
            .find(outpoint.txid())
            .map(each -> !wallet.ledger().isFromUs(each))
            .orElse(true);
    return new PrivacyCheck.Input(
        address(out.script()),
        wallet.book().find(out.script()).map(AddressRow::label).orElse(""),
        out.value(),
        paid.getOrDefault(out.script(), 0),
        spentFrom.contains(out.script()),
        fromOutside);
  }

  private PrivacyCheck.Output output(TxOut out) {
    boolean ours = wallet.keys().find(out.script()).isPresent();
    boolean change = ours && !wallet.book().contains(out.script());
    return new PrivacyCheck.Output(
        address(out.script()),
        ScriptTemplates.solve(out.script()).type(),
        out.value(),
        change,
        !ours && paid.containsKey(out.script()));
  }

  private OptionalLong changeSpend(OptionalLong feeSats, OptionalLong virtualSize) {
    if (feeSats.isEmpty() || virtualSize.isEmpty() || virtualSize.getAsLong() <= 0) {
      return OptionalLong.empty();
    }
    for (TxOut out : tx.outputs()) {
      Optional<Long> cost =
          wallet
              .keys()
              .find(out.script())
              .filter(_ -> !wallet.book().contains(out.script()))
              .map(source -> wallet.keys().get(source.descriptor()).descriptor())
              .flatMap(descriptor -> {
                var size = InputSizes.inputVirtualBytes(descriptor);
                return size.isPresent() ? Optional.of((long) size.getAsInt()) : Optional.empty();
              })
              // At most 21 million coins times a few hundred bytes: no overflow.
              .map(size -> size * feeSats.getAsLong() / virtualSize.getAsLong());
      if (cost.isPresent()) {
        return OptionalLong.of(cost.get());
      }
    }
    return OptionalLong.empty();
  }

  private boolean spendsAll() {
    return wallet.ledger().coins(false).stream()
        .filter(coin -> !coin.tx().txid().equals(txid))
        .map(OwnCoin::outpoint)
        .allMatch(spent::contains);
  }
}

package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.spend.PaymentDraft.In;
import org.quantumcoin.wallet.spend.PaymentDraft.Out;
import org.quantumcoin.wallet.spend.PaymentDraft.Purpose;
import org.quantumcoin.wallet.store.AddressRow;

/// What is to be shown of a payment before it is signed. Within the wallet's lock.
final class DraftReader {
  private final Wallet wallet;
  private final Payment payment;
  private final Addresses addresses;

  DraftReader(Wallet wallet, Payment payment) {
    this.wallet = wallet;
    this.payment = payment;
    this.addresses = new Addresses(wallet.config().params().addresses());
  }

  PaymentDraft read(Purpose purpose) {
    return read(purpose, Optional.empty(), OptionalLong.empty());
  }

  PaymentDraft replacing(Purpose purpose, FeeBump bump) {
    return read(purpose, Optional.of(bump.original().txid()), OptionalLong.of(bump.oldFee()));
  }

  private PaymentDraft read(Purpose purpose, Optional<Txid> replaces, OptionalLong replacedFee) {
    Transaction tx = payment.tx();
    Set<OutPoint> held = new HashSet<>();
    Set<OutPoint> reserved = wallet.reservedCoins();
    tx.inputs()
        .forEach(input -> {
          OutPoint coin = input.prevout();
          if (reserved.contains(coin)) {
            throw new WalletException(
                WalletException.Kind.REFUSED,
                "The coin %s is reserved for a proposal of the treasury.".formatted(coin));
          }
          if (wallet.lockedCoins().contains(coin)) {
            held.add(coin);
          }
        });
    List<In> inputs = inputs();
    List<Out> outputs = outputs();
    return new PaymentDraft(
        purpose,
        payment,
        FeeRate.of(payment.feeSats(), payment.virtualSize()),
        inputs.stream().mapToLong(In::sats).reduce(0, Math::addExact),
        outputs.stream()
            .filter(out -> !out.change())
            .mapToLong(Out::sats)
            .reduce(0, Math::addExact),
        payment.changePosition().isPresent()
            ? OptionalLong.of(outputs.get(payment.changePosition().getAsInt()).sats())
            : OptionalLong.empty(),
        inputs,
        outputs,
        warnings(),
        replaces,
        replacedFee,
        needsOthers(),
        held,
        fresh());
  }

  private Set<Script> fresh() {
    return payment.tx().outputs().stream()
        .map(TxOut::script)
        .filter(script -> PaymentDesk.isFresh(wallet, script))
        .collect(Collectors.toSet());
  }

  private String label(Script script) {
    return wallet.book().find(script).map(AddressRow::label).orElse("");
  }

  private List<In> inputs() {
    List<In> inputs = new ArrayList<>();
    for (int i = 0; i < payment.spent().size(); i++) {
      TxOut out = payment.spent().get(i);
      inputs.add(
          new In(
              payment.tx().inputs().get(i).prevout(),
              addresses.encode(out.script()),
              label(out.script()),
              out.value()));
    }
    return inputs;
  }

  private List<Out> outputs() {
    List<Out> outputs = new ArrayList<>();
    List<TxOut> made = payment.tx().outputs();
    for (int i = 0; i < made.size(); i++) {
      TxOut out = made.get(i);
      boolean ours = wallet.keys().find(out.script()).isPresent();
      boolean isChange =
          (payment.changePosition().isPresent() && payment.changePosition().getAsInt() == i)
              || (ours && !wallet.book().contains(out.script()));
      outputs.add(
          new Out(
              addresses.encode(out.script()), label(out.script()), out.value(), ours, isChange));
    }
    return outputs;
  }

  private List<PrivacyCheck.Warning> warnings() {
    return PrivacyCheck.check(
        PrivacyFacts.of(
            wallet,
            payment.tx(),
            OptionalLong.of(payment.feeSats()),
            OptionalLong.of(payment.virtualSize())));
  }

  /// Without secrets for one of the coins, or with several keys where it has not enough of them,
  /// which shows when it signs.
  private boolean needsOthers() {
    for (TxOut out : payment.spent()) {
      Optional<ScriptSource> source = wallet.keys().find(out.script());
      if (source.isEmpty() || !wallet.keys().get(source.get().descriptor()).hasSecret()) {
        return true;
      }
    }
    return false;
  }
}

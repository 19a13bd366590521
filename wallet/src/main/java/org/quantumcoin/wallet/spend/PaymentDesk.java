package org.quantumcoin.wallet.spend;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.LabelExchange;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.spend.PaymentDraft.Purpose;

/// Where payments are worked out, looked at, and then signed and sent as they were looked at.
///
/// Between the two the wallet goes on living: a coin may be spent, frozen or reserved, a
/// transaction that was to be replaced may be in a block. Then the draft is refused with a sentence
/// and has to be worked out anew, rather than that another payment is made than the one that was
/// confirmed.
///
/// Every method locks the wallet for as long as it takes; for no window's thread.
public final class PaymentDesk {
  private final Wallet wallet;
  private final Random random = new SecureRandom();

  public PaymentDesk(Wallet wallet) {
    this.wallet = wallet;
  }

  private PaymentBuilder builder() {
    return new PaymentBuilder(wallet, random, wallet.now());
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  // Fees.

  /// What it costs to be in a block within some number of them.
  ///
  /// @param rate empty while too little has been seen to tell, and `-fallbackfee` is off
  public record FeeOffer(int targetBlocks, Optional<FeeRate> rate) {}

  /// What payments would pay for each of some targets, by the rules of [#draft].
  public List<FeeOffer> feeOffers(List<Integer> targets) {
    return targets.stream()
        .map(target ->
            new FeeOffer(
                target,
                new FeeChoice(wallet)
                    .usual(
                        PaymentRequest.to(List.of())
                            .withFee(Optional.empty(), OptionalInt.of(target), Optional.empty()))))
        .toList();
  }

  /// The least that a payment may pay and the mempool takes now.
  public FeeRate leastFee() {
    return new FeeChoice(wallet).least();
  }

  // Drafts.

  public Drafted draft(PaymentRequest request) {
    return drafted(() -> new DraftReader(wallet, builder().build(request)).read(Purpose.PAYMENT));
  }

  /// All coins, or those that the request names, to recipients who share what is left when those
  /// with fixed amounts have theirs.
  ///
  /// @param sharers at least one of the recipients; their amounts do not matter
  /// @param onlyWorthwhile leaves coins behind that cost more than they bring
  public Drafted drain(PaymentRequest request, Set<Script> sharers, boolean onlyWorthwhile) {
    return drafted(() -> {
      Payment payment =
          new SendAll(wallet, request, sharers, random, wallet.now()).build(onlyWorthwhile);
      return new DraftReader(wallet, payment).read(Purpose.DRAIN);
    });
  }

  /// The same payments at a higher fee: that of the wishes, or the least that will do.
  public Drafted bump(Txid txid, PaymentRequest wishes) {
    return drafted(() -> {
      FeeBump bump = FeeBump.of(wallet, transaction(txid));
      PaymentRequest request = bump.request(wishes, List.of(), OptionalInt.empty());
      Payment payment = bump.build(builder(), request, wishes);
      return new DraftReader(wallet, payment).replacing(Purpose.BUMP, bump);
    });
  }

  /// Its coins back to the wallet.
  public Drafted cancel(Txid txid, PaymentRequest wishes) {
    return drafted(() -> {
      FeeBump bump = FeeBump.of(wallet, transaction(txid));
      PaymentRequest request = bump.cancellation(wishes, builder().changeScript());
      Payment payment = bump.build(builder(), request, wishes);
      return new DraftReader(wallet, payment).replacing(Purpose.CANCEL, bump);
    });
  }

  /// Another that spends from it and pays for both, at the rate of the wishes.
  public Drafted childPays(Txid txid, PaymentRequest wishes) {
    return drafted(() -> {
      Payment payment =
          new ChildPays(wallet, random, wallet.now()).build(transaction(txid), wishes);
      return new DraftReader(wallet, payment).read(Purpose.CHILD_PAYS);
    });
  }

  private WalletTx transaction(Txid txid) {
    return wallet
        .ledger()
        .find(txid)
        .orElseThrow(() -> refused("This wallet does not have that transaction."));
  }

  private Drafted drafted(Supplier<PaymentDraft> work) {
    try {
      return wallet.locked(work);
    } catch (WalletException e) {
      return Drafted.Refused.of(e);
    }
  }

  // Sending.

  /// What is left to be done when the wallet's lock is given back.
  private sealed interface Signed {
    record Complete(Transaction tx) implements Signed {}

    record Partial(Psbt psbt) implements Signed {}
  }

  /// Signs what was drafted, keeps it and sends it.
  ///
  /// @param notes `comment` and `to`, as Core names them
  /// @param label of the transaction; or empty
  public SendOutcome send(PaymentDraft draft, Map<String, String> notes, String label) {
    Signed signed;
    try {
      signed = wallet.locked(() -> sign(draft, notes, label));
    } catch (WalletException e) {
      return new SendOutcome.Refused(e.kind(), String.valueOf(e.getMessage()));
    }
    return switch (signed) {
      case Signed.Partial(Psbt psbt) -> new SendOutcome.PartlySigned(psbt);
      case Signed.Complete(Transaction tx) -> {
        if (!wallet.config().spending().broadcast()) {
          yield new SendOutcome.Kept(tx, "Sending is switched off (-walletbroadcast=0).");
        }
        yield wallet
            .sendTransaction(tx)
            .<SendOutcome>map(reason -> new SendOutcome.Kept(tx, reason))
            .orElseGet(() -> new SendOutcome.Sent(tx));
      }
    };
  }

  private Signed sign(PaymentDraft draft, Map<String, String> notes, String label) {
    if (!wallet.options().watchOnly() && wallet.isLocked()) {
      throw new WalletException(
          WalletException.Kind.LOCKED, "The wallet is locked. Nothing was signed.");
    }
    Optional<FeeBump> bump = draft.replaces().map(txid -> FeeBump.of(wallet, transaction(txid)));
    bump.ifPresent(each -> each.check(draft.payment()));
    expectAsDrafted(draft);
    Payment payment = draft.payment();
    Signer.Result result =
        WalletPsbts.sign(
            wallet, WalletPsbts.of(wallet, payment, true), OptionalInt.empty(), true, true);
    Optional<Transaction> complete = WalletPsbts.complete(result);
    if (complete.isEmpty()) {
      draft.fresh().forEach(wallet::takeChange);
      return new Signed.Partial(result.psbt());
    }
    Transaction tx = complete.get();
    Map<String, String> all = new TreeMap<>(notes);
    if (bump.isPresent()) {
      bump.get().keep(tx, all);
    } else {
      wallet.keepTransaction(tx, all);
    }
    if (!label.isEmpty()) {
      LabelExchange.labelTransaction(wallet, tx.txid(), label);
    }
    return new Signed.Complete(tx);
  }

  private static WalletException changed(String what) {
    return refused(what + " Nothing was signed; look at the payment again.");
  }

  /// Throws if something has come between; within the wallet's lock.
  public void expectAsDrafted(PaymentDraft draft) {
    Set<OutPoint> reserved = wallet.reservedCoins();
    Set<OutPoint> replaced = new HashSet<>();
    draft
        .replaces()
        .ifPresent(txid ->
            transaction(txid).tx().inputs().forEach(input -> replaced.add(input.prevout())));
    for (TxIn input : draft.payment().tx().inputs()) {
      OutPoint coin = input.prevout();
      expectUnspent(coin, replaced.contains(coin));
      if (wallet.lockedCoins().contains(coin) && !draft.held().contains(coin)) {
        throw changed("The coin %s was frozen meanwhile.".formatted(coin));
      }
      if (reserved.contains(coin)) {
        throw changed("The coin %s is reserved for a proposal of the treasury.".formatted(coin));
      }
    }
    for (Script script : draft.fresh()) {
      if (!isFresh(wallet, script)) {
        throw changed("Another payment took the address for its change meanwhile.");
      }
    }
  }

  /// @param replaced whether the transaction that is to be replaced spends it
  private void expectUnspent(OutPoint coin, boolean replaced) {
    Optional<WalletTx> parent = wallet.ledger().find(coin.txid());
    boolean gone =
        parent.isEmpty() || parent.get().isBlockConflicted() || parent.get().isAbandoned();
    if (gone || (!replaced && wallet.ledger().isSpent(coin))) {
      throw changed("The coin %s was spent meanwhile.".formatted(coin));
    }
  }

  /// Whether a script is ours and was neither given out nor taken yet.
  static boolean isFresh(Wallet wallet, Script script) {
    return wallet
        .keys()
        .find(script)
        .filter(
            source -> source.index() >= wallet.keys().get(source.descriptor()).row().nextIndex())
        .isPresent();
  }
}

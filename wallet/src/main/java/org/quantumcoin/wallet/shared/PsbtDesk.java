package org.quantumcoin.wallet.shared;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.Combiner;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Finalizer;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.spend.SendOutcome;
import org.quantumcoin.wallet.spend.WalletPsbts;

/// A payment that somebody else made, given as a PSBT (BIP-0174) to a wallet that is no seat: it is
/// looked at, signed, put together with what others signed, and sent. What is refused throws
/// [WalletException] with a sentence. For no window's thread.
public final class PsbtDesk {
  private final Wallet wallet;

  public PsbtDesk(Wallet wallet) {
    this.wallet = wallet;
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  public PsbtDetails details(Psbt psbt) {
    Optional<MultisigSetup> setup = new SetupDesk(wallet).setup();
    return wallet.locked(
        () -> new PsbtReader(wallet, setup).read(WalletPsbts.update(wallet, psbt, true)));
  }

  /// With the signatures of the wallet's keys beside those that it has; the wallet must be
  /// unlocked. Nothing is made final, so that everybody sees who has signed.
  public Psbt sign(Psbt psbt) {
    if (wallet.isLocked()) {
      throw new WalletException(
          WalletException.Kind.LOCKED, "The wallet is locked. Nothing was signed.");
    }
    Signer.Result signed =
        wallet.locked(() -> WalletPsbts.sign(wallet, psbt, OptionalInt.empty(), true, false));
    if (signatures(signed.psbt()) == signatures(psbt)) {
      throw refused(
          signed.inputs().stream()
              .flatMap(each -> each.refusal().stream())
              .findFirst()
              .map(why -> why + " Nothing was signed; the coins are safe.")
              .orElse(
                  "This wallet has signed already, or has none of the keys. Nothing was changed."));
    }
    wallet.record("sign", "The PSBT of %s is signed.".formatted(psbt.unsignedTx().txid()));
    return signed.psbt();
  }

  private static int signatures(Psbt psbt) {
    return psbt.inputs().stream().mapToInt(PsbtReader::signatures).sum();
  }

  /// What both have signed. Two different payments are refused.
  public Psbt combine(Psbt first, Psbt second) {
    try {
      return Combiner.combine(List.of(first, second));
    } catch (PsbtException _) {
      throw refused("This is another payment. Nothing was taken from it.");
    }
  }

  /// Makes it final and sends it; a payment out of this wallet is kept by it first, so that its
  /// coins are not spent twice.
  public SendOutcome send(Psbt psbt) {
    Transaction tx = extract(psbt);
    boolean ours =
        wallet.locked(() ->
            tx.inputs().stream()
                .anyMatch(input -> wallet.ledger().ownOutput(input.prevout()).isPresent()));
    if (!wallet.config().spending().broadcast()) {
      throw refused("Sending is switched off (-walletbroadcast=0). Nothing was sent.");
    }
    if (ours) {
      wallet.keepTransaction(tx, Map.of());
    }
    Optional<String> refusal = wallet.sendTransaction(tx);
    if (refusal.isPresent() && !ours) {
      throw refused(
          "The mempool does not take it (%s). Nothing was sent; the coins are where they were."
              .formatted(refusal.get()));
    }
    return refusal
        .<SendOutcome>map(reason -> new SendOutcome.Kept(tx, reason))
        .orElseGet(() -> new SendOutcome.Sent(tx));
  }

  private static Transaction extract(Psbt psbt) {
    try {
      return Extractor.extract(new Finalizer(new MiniscriptSatisfier()).finish(psbt).psbt());
    } catch (PsbtException e) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "The payment cannot be sent yet (%s). Nothing was sent.".formatted(e.getMessage()),
          e);
    }
  }
}

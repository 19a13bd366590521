package org.quantumcoin.wallet.spend;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.PsbtOutput;
import org.quantumcoin.wallet.psbt.role.DescriptorKeys;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.KeySource;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.psbt.role.Updater;

/// What a wallet does to a PSBT (Core's `FillPSBT`): tells what it knows of coins, scripts and
/// origins, and signs. Within the wallet's lock.
public final class WalletPsbts {
  private WalletPsbts() {}

  /// A payment, with what the wallet knows, and the coins of others that it spends.
  public static Psbt of(Wallet wallet, Payment payment, boolean withOrigins) {
    Psbt psbt = Psbt.of(payment.tx());
    Map<OutPoint, TxOut> coins = new HashMap<>();
    for (int i = 0; i < payment.spent().size(); i++) {
      coins.put(psbt.inputs().get(i).prevout(), payment.spent().get(i));
    }
    try (DescriptorKeys keys = keys(wallet, psbt, false)) {
      return new Updater(keys.hiding(false, !withOrigins), new MiniscriptSatisfier())
          .update(
              psbt,
              txid -> {
                Transaction own = transaction(wallet, txid);
                return own == null ? payment.previous().get(txid) : own;
              },
              coins);
    }
  }

  /// Adds what the wallet knows, without signing.
  public static Psbt update(Wallet wallet, Psbt psbt, boolean withOrigins) {
    try (DescriptorKeys keys = keys(wallet, psbt, false)) {
      return update(wallet, psbt, keys.hiding(false, !withOrigins));
    }
  }

  private static Psbt update(Wallet wallet, Psbt psbt, KeySource source) {
    return new Updater(source, new MiniscriptSatisfier())
        .update(psbt, txid -> transaction(wallet, txid), Map.of());
  }

  /// The same, and signs what the wallet's keys can. Coins of a treasury are left to
  /// [#signProposal].
  ///
  /// @param finish makes complete inputs final
  public static Signer.Result sign(
      Wallet wallet, Psbt psbt, OptionalInt hashType, boolean withOrigins, boolean finish) {
    wallet.treasury().ifPresent(treasury -> treasury.expectForeign(spent(wallet, psbt)));
    return signAll(wallet, psbt, hashType, withOrigins, finish);
  }

  /// The transaction, if every input is final.
  public static Optional<Transaction> complete(Signer.Result signed) {
    try {
      return signed.isComplete() ? Optional.of(Extractor.extract(signed.psbt())) : Optional.empty();
    } catch (PsbtException e) {
      throw new WalletException(WalletException.Kind.REFUSED, String.valueOf(e.getMessage()), e);
    }
  }

  /// Signs what a treasury has approved; that it has is the caller's to know.
  public static Psbt signProposal(Wallet wallet, Psbt psbt) {
    return signAll(wallet, psbt, OptionalInt.empty(), true, false).psbt();
  }

  private static Signer.Result signAll(
      Wallet wallet, Psbt psbt, OptionalInt hashType, boolean withOrigins, boolean finish) {
    Psbt updated = update(wallet, psbt, withOrigins);
    try (DescriptorKeys keys = keys(wallet, updated, true)) {
      return new Signer(keys.hiding(false, !withOrigins), new MiniscriptSatisfier())
          .sign(updated, hashType, finish);
    }
  }

  private static @Nullable Transaction transaction(Wallet wallet, Txid txid) {
    return wallet.ledger().find(txid).map(WalletTx::tx).orElse(null);
  }

  /// What the inputs spend, by the PSBT and by the wallet.
  private static Set<Script> spent(Wallet wallet, Psbt psbt) {
    Set<Script> scripts = new HashSet<>();
    for (PsbtInput input : psbt.inputs()) {
      input.spent().map(TxOut::script).ifPresent(scripts::add);
      wallet.ledger().ownOutput(input.prevout()).map(TxOut::script).ifPresent(scripts::add);
    }
    return scripts;
  }

  private static DescriptorKeys keys(Wallet wallet, Psbt psbt, boolean withSecrets) {
    Set<ScriptSource> sources = new HashSet<>();
    spent(wallet, psbt).forEach(script -> wallet.keys().find(script).ifPresent(sources::add));
    DescriptorKeys keys = new DescriptorKeys();
    wallet.keys().expand(sources, withSecrets, keys::add);
    Set<ScriptSource> paid = new HashSet<>();
    for (PsbtOutput output : psbt.outputs()) {
      wallet.keys().find(output.txOut().script()).ifPresent(paid::add);
    }
    wallet.keys().expand(paid, false, keys::add);
    return keys;
  }
}

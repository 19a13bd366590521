package org.quantumcoin.wallet.spend;

import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.PsbtOutput;
import org.quantumcoin.wallet.psbt.role.DescriptorKeys;
import org.quantumcoin.wallet.psbt.role.KeySource;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.psbt.role.Updater;

/// What a wallet does to a PSBT (Core's `FillPSBT`): tells what it knows of coins, scripts and
/// origins, and signs. Within the wallet's lock.
public final class WalletPsbts {
  private WalletPsbts() {}

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

  /// The same, and signs what the wallet's keys can.
  ///
  /// @param finish makes complete inputs final
  public static Signer.Result sign(
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

  private static DescriptorKeys keys(Wallet wallet, Psbt psbt, boolean withSecrets) {
    Set<Script> scripts = new HashSet<>();
    for (PsbtInput input : psbt.inputs()) {
      input
          .spent()
          .or(() -> wallet.ledger().ownOutput(input.prevout()))
          .map(TxOut::script)
          .ifPresent(scripts::add);
    }
    Set<ScriptSource> sources = new HashSet<>();
    scripts.forEach(script -> wallet.keys().find(script).ifPresent(sources::add));
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

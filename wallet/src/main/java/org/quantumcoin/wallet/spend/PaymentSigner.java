package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.TransactionSigner;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;

/// Signs with the keys of a wallet. Within its lock, while it is unlocked.
public final class PaymentSigner {
  private PaymentSigner() {}

  /// As far as the wallet can; `spent` are the outputs that the inputs spend, in their order.
  public static TransactionSigner.Result sign(Wallet wallet, Transaction tx, List<TxOut> spent) {
    try (KeyStore keys = keys(wallet, spent.stream().map(TxOut::script).toList())) {
      return TransactionSigner.sign(
          tx,
          spent.stream().map(Optional::of).toList(),
          keys,
          new MiniscriptSatisfier(),
          SigHash.DEFAULT);
    }
  }

  /// The keys behind those of these scripts that are the wallet's, for the caller to close.
  public static KeyStore keys(Wallet wallet, List<Script> scripts) {
    wallet.treasury().ifPresent(treasury -> treasury.expectForeign(scripts));
    List<ScriptSource> sources = new ArrayList<>();
    for (Script script : scripts) {
      wallet.keys().find(script).ifPresent(sources::add);
    }
    return wallet.keys().keys(sources, true);
  }
}

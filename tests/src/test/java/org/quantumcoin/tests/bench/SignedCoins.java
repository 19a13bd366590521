package org.quantumcoin.tests.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.TransactionSigner;

/// Outputs to a few known keys, and transactions that spend them with real signatures.
///
/// The kinds follow each other as on the main chain of late: three P2WPKH, two P2TR by key, one
/// P2PKH.
final class SignedCoins implements AutoCloseable {
  static final int KINDS = 6;
  private static final int KEYS = 12;

  private final KeyStore keys = new KeyStore();
  private final List<SecretKey> secrets = new ArrayList<>();
  private final List<Script> scripts = new ArrayList<>();

  /// An output and where it is.
  record Spendable(OutPoint outpoint, TxOut out) {}

  SignedCoins() {
    for (int i = 0; i < KEYS; i++) {
      SecretKey key = SecretKey.of(Sha256.hash(new byte[] {(byte) i, 1}), true).orElseThrow();
      secrets.add(key);
      keys.addKey(key);
      scripts.add(script(i % KINDS, key));
    }
  }

  private Script script(int kind, SecretKey key) {
    byte[] keyHash = Hash160.hash(key.publicKey());
    return switch (kind) {
      case 0, 1, 2 -> ScriptTemplates.payToWitnessPubkeyHash(keyHash);
      case 3, 4 -> {
        byte[] internal = key.xOnly();
        keys.addTaproot(internal, Optional.empty());
        byte[] parityAndKey = Taproot.outputKey(internal, Optional.empty()).orElseThrow();
        yield ScriptTemplates.payToTaproot(Arrays.copyOfRange(parityAndKey, 1, 33));
      }
      default -> ScriptTemplates.payToPubkeyHash(keyHash);
    };
  }

  /// The script of the n-th key; of kind `n % KINDS`.
  Script script(int number) {
    return scripts.get(number % KEYS);
  }

  /// A signed transaction.
  Transaction spend(List<Spendable> coins, List<TxOut> outputs) {
    List<TxIn> inputs = new ArrayList<>();
    List<Optional<TxOut>> spent = new ArrayList<>();
    for (Spendable coin : coins) {
      inputs.add(new TxIn(coin.outpoint(), Script.EMPTY, TxIn.SEQUENCE_FINAL));
      spent.add(Optional.of(coin.out()));
    }
    var result =
        TransactionSigner.sign(
            Transaction.create(2, inputs, outputs, 0), spent, keys, SigHash.DEFAULT);
    if (!result.isComplete()) {
      throw new IllegalStateException(result.errors().toString());
    }
    return result.tx();
  }

  static List<Spendable> outputs(Transaction tx) {
    List<Spendable> coins = new ArrayList<>();
    for (int i = 0; i < tx.outputs().size(); i++) {
      coins.add(new Spendable(new OutPoint(tx.txid(), i), tx.outputs().get(i)));
    }
    return coins;
  }

  @Override
  public void close() {
    keys.close();
    secrets.forEach(SecretKey::close);
  }
}

package org.quantumcoin.wallet.psbt.role;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.script.sign.SignatureData;
import org.quantumcoin.node.script.sign.SignatureProducer;
import org.quantumcoin.node.script.sign.TaprootSpend;
import org.quantumcoin.node.script.sign.TransactionSignatureCreator;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.PsbtOutput;
import org.quantumcoin.wallet.psbt.TapLeaf;

/// Adds what signers need: the coins, scripts, where the keys come from, and for change outputs
/// what proves them ours (BIP-0174, "Updater").
public final class Updater {
  private final KeySource source;
  private final ScriptSatisfier satisfier;

  /// Secrets of the source are not used.
  public Updater(KeySource source, ScriptSatisfier satisfier) {
    this.source = source.hiding(true, false);
    this.satisfier = satisfier;
  }

  /// With previous transactions by their ids (null for an unknown one), and coins of which no whole
  /// transaction is known; these are of use for segwit alone.
  public Psbt update(
      Psbt psbt, Function<Txid, @Nullable Transaction> transactions, Map<OutPoint, TxOut> coins) {
    Psbt updated = withCoins(psbt, transactions, coins);
    fill(updated);
    InputWorker.dropNeedlessTransactions(updated);
    return updated;
  }

  /// With the coins alone, for a signer who fills in the rest.
  public Psbt withCoins(
      Psbt psbt, Function<Txid, @Nullable Transaction> transactions, Map<OutPoint, TxOut> coins) {
    Psbt updated = psbt.copy();
    addCoins(updated, transactions, coins);
    return updated;
  }

  private void addCoins(
      Psbt psbt, Function<Txid, @Nullable Transaction> transactions, Map<OutPoint, TxOut> coins) {
    for (PsbtInput input : psbt.inputs()) {
      if (input.nonWitnessUtxo() != null) {
        continue;
      }
      OutPoint prevout = input.prevout();
      Transaction whole = transactions.apply(prevout.txid());
      if (whole != null && prevout.indexUnsigned() < whole.outputs().size()) {
        input.setNonWitnessUtxo(whole);
        continue;
      }
      TxOut coin = coins.get(prevout);
      if (coin != null && isSegwit(coin.script())) {
        input.setWitnessUtxo(coin);
      }
    }
  }

  /// Core's `IsSegWitOutput`: a witness program, bare or behind a redeem script that is known.
  private boolean isSegwit(Script script) {
    if (ScriptTemplates.isWitnessProgram(script)) {
      return true;
    }
    return ScriptTemplates.solve(script).type() == TxoutType.SCRIPTHASH
        && source
            .script(script.toBytes(2, 22))
            .filter(ScriptTemplates::isWitnessProgram)
            .isPresent();
  }

  /// Scripts and origins alone.
  private void fill(Psbt psbt) {
    InputWorker worker = new InputWorker(psbt, source, satisfier);
    for (int i = 0; i < psbt.inputs().size(); i++) {
      if (!psbt.inputs().get(i).isFinal()) {
        worker.work(i, SigHash.ALL, false, new SignatureData());
      }
    }
    updateOutputs(psbt, source, satisfier);
  }

  static void updateOutputs(Psbt psbt, KeySource source, ScriptSatisfier satisfier) {
    // A would-be spend of each output tells which scripts and keys it takes.
    KeySource hidden = source.hiding(true, false);
    PrecomputedTransactionData data = new PrecomputedTransactionData(psbt.unsignedTx(), List.of());
    for (PsbtOutput output : psbt.outputs()) {
      updateOutput(output, data, hidden, satisfier);
    }
  }

  private static void updateOutput(
      PsbtOutput output,
      PrecomputedTransactionData data,
      KeySource source,
      ScriptSatisfier satisfier) {
    if (data.tx().inputs().isEmpty()) {
      return;
    }
    SignatureData known = new SignatureData();
    known.setRedeemScript(output.redeemScript());
    known.setWitnessScript(output.witnessScript());
    Script script = output.txOut().script();
    SignatureProducer.produce(
        source,
        new TransactionSignatureCreator(data, 0, output.txOut().value(), SigHash.ALL),
        satisfier,
        script,
        known);
    if (output.redeemScript() == null) {
      output.setRedeemScript(known.redeemScript());
    }
    if (output.witnessScript() == null) {
      output.setWitnessScript(known.witnessScript());
    }
    for (ByteString key : known.askedKeys()) {
      source
          .origin(key.toBytes())
          .ifPresent(origin -> output.derivations().putIfAbsent(key, origin));
    }
    TaprootSpend spend = known.taproot();
    if (spend.internalKey() != null) {
      output.setTapInternalKey(spend.internalKey());
    }
    if (ScriptTemplates.solve(script).type() == TxoutType.WITNESS_V1_TAPROOT) {
      List<TapLeaf> tree = source.tapTree(ScriptTemplates.witnessProgram(script));
      if (!tree.isEmpty()) {
        output.setTapTree(tree);
      }
    }
    InputWorker.tapDerivations(source, known)
        .forEach((key, derivation) -> output.tapDerivations().putIfAbsent(key, derivation));
  }
}

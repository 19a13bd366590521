package org.quantumcoin.wallet.psbt.role;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.TransactionSignatureChecker;
import org.quantumcoin.node.script.sign.SatisfactionSource.HashFunction;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.script.sign.SignatureCreator;
import org.quantumcoin.node.script.sign.SignatureData;
import org.quantumcoin.node.script.sign.SignatureProducer;
import org.quantumcoin.node.script.sign.TaprootSpend;
import org.quantumcoin.node.script.sign.TransactionSignatureCreator;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.TapDerivation;

/// Satisfies inputs of a PSBT as far as it can, in place: Core's `SignPSBTInput`, on which updater,
/// signer, finalizer and analysis rest.
final class InputWorker {
  private final Psbt psbt;
  private final PrecomputedTransactionData data;
  private final KeySource source;
  private final ScriptSatisfier satisfier;

  InputWorker(Psbt psbt, KeySource source, ScriptSatisfier satisfier) {
    this.psbt = psbt;
    this.data = new PrecomputedTransactionData(psbt.unsignedTx(), psbt.allSpent());
    this.source = source;
    this.satisfier = satisfier;
  }

  /// Has it a scriptSig or witness that spends its coin? Core's `PSBTInputSignedAndVerified`.
  boolean isSignedAndValid(int index) {
    PsbtInput input = psbt.inputs().get(index);
    Optional<TxOut> spent = input.spent();
    return spent.isPresent()
        && ScriptVerifier.verify(
                input.finalScriptSig(),
                spent.get().script(),
                input.finalWitness(),
                ScriptFlags.STANDARD,
                new TransactionSignatureChecker(data, index, spent.get().value()))
            .isOk();
  }

  /// True if the input is complete. `finish` writes the final scriptSig and witness then. What was
  /// found missing stands in the data; without a coin there is none.
  boolean work(int index, int hashType, boolean finish, SignatureData known) {
    if (isSignedAndValid(index)) {
      return true;
    }
    Optional<TxOut> spent = psbt.inputs().get(index).spent();
    return spent.isPresent()
        && work(
            index,
            new TransactionSignatureCreator(data, index, spent.get().value(), hashType),
            finish,
            known);
  }

  boolean work(int index, SignatureCreator creator, boolean finish, SignatureData known) {
    PsbtInput input = psbt.inputs().get(index);
    Optional<TxOut> spent = input.spent();
    if (spent.isEmpty()) {
      return false;
    }
    fill(known, input);
    boolean complete =
        SignatureProducer.produce(source, creator, satisfier, spent.get().script(), known);
    // Without the whole transaction nobody can know the coin's value. A segwit signature commits to
    // it; for any other one an attacker could make us pay a fee of his choice.
    if (input.nonWitnessUtxo() == null && !known.isWitness()) {
      known.clearMissing();
      return false;
    }
    if (finish && complete) {
      finish(input, known);
    } else {
      takeOver(input, known);
    }
    if (known.isWitness()) {
      input.setWitnessUtxo(spent.get());
    }
    return complete;
  }

  /// Core's `FillSignatureData`.
  private static void fill(SignatureData known, PsbtInput input) {
    if (input.isFinal()) {
      known.setFinal(input.finalScriptSig(), input.finalWitness());
      return;
    }
    input
        .partialSignatures()
        .forEach((key, signature) ->
            known.signatures().put(hash(key), new SignatureData.KeyAndSignature(key, signature)));
    known.setRedeemScript(input.redeemScript());
    known.setWitnessScript(input.witnessScript());
    input.derivations().keySet().forEach(key -> known.publicKeys().put(hash(key), key));
    known.setTaprootKeySignature(input.tapKeySignature());
    known.taprootScriptSignatures().putAll(input.tapScriptSignatures());
    known.setTaproot(
        TaprootSpend.of(input.tapInternalKey(), input.tapMerkleRoot(), input.tapLeafScripts()));
    input.tapDerivations().keySet().forEach(key -> known.publicKeys().put(hash(key), key));
    for (HashFunction function : HashFunction.values()) {
      known.preimages(function).putAll(input.preimages(function));
    }
  }

  private static ByteString hash(ByteString key) {
    return ByteString.of(Hash160.hash(key.toBytes()));
  }

  private static void finish(PsbtInput input, SignatureData known) {
    input.clearSigningData();
    input.setFinalScriptSig(known.scriptSig());
    input.setFinalWitness(known.scriptWitness());
  }

  /// Core's `FromSignatureData`, for an input that is not finished.
  private void takeOver(PsbtInput input, SignatureData known) {
    if (input.isFinal()) {
      return;
    }
    known
        .signatures()
        .values()
        .forEach(pair -> input.partialSignatures().putIfAbsent(pair.key(), pair.signature()));
    if (input.redeemScript() == null) {
      input.setRedeemScript(known.redeemScript());
    }
    if (input.witnessScript() == null) {
      input.setWitnessScript(known.witnessScript());
    }
    for (ByteString key : known.askedKeys()) {
      source
          .origin(key.toBytes())
          .ifPresent(origin -> input.derivations().putIfAbsent(key, origin));
    }
    takeOverTaproot(input, known);
  }

  private void takeOverTaproot(PsbtInput input, SignatureData known) {
    if (known.taprootKeySignature() != null) {
      input.setTapKeySignature(known.taprootKeySignature());
    }
    known.taprootScriptSignatures().forEach(input.tapScriptSignatures()::putIfAbsent);
    TaprootSpend spend = known.taproot();
    if (spend.internalKey() != null) {
      input.setTapInternalKey(spend.internalKey());
    }
    if (spend.merkleRoot() != null) {
      input.setTapMerkleRoot(spend.merkleRoot());
    }
    spend.scripts().forEach((leaf, blocks) -> input.controlBlocks(leaf).addAll(blocks));
    tapDerivations(source, known)
        .forEach((key, derivation) -> input.tapDerivations().putIfAbsent(key, derivation));
  }

  /// Where the asked keys come from, as far as the source knows.
  static NavigableMap<ByteString, TapDerivation> tapDerivations(
      KeySource source, SignatureData known) {
    NavigableMap<ByteString, TapDerivation> found = new TreeMap<>();
    known
        .askedXOnlyKeys()
        .forEach((key, leaves) ->
            source
                .originByXOnly(key.toBytes())
                .ifPresent(origin -> found.put(key, new TapDerivation(leaves, origin))));
    return found;
  }

  /// Core's `RemoveUnnecessaryTransactions`: whole transactions are only needed where a signature
  /// does not commit to all amounts, which taproot's do.
  static void dropNeedlessTransactions(Psbt psbt) {
    for (PsbtInput input : psbt.inputs()) {
      @Nullable TxOut coin = input.witnessUtxo();
      if (coin == null || ScriptTemplates.witnessVersion(coin.script()) <= 0) {
        return;
      }
    }
    List<PsbtInput> inputs = psbt.inputs();
    inputs.forEach(input -> input.setNonWitnessUtxo(null));
  }
}

package org.quantumcoin.node.script.sign;

import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;

/// Signs one input of a raw transaction.
///
/// Signatures that the input already carries are kept, so that the owners of a multisig can sign
/// one after the other.
final class InputSigner {
  private InputSigner() {}

  /// The input as far as it can be signed; unchanged where it is complete already.
  static TxIn sign(
      PrecomputedTransactionData data,
      int index,
      TxOut spent,
      int hashType,
      SigningProvider provider,
      ScriptSatisfier satisfier) {
    TxIn input = data.tx().inputs().get(index);
    ExistingSignatures existing = new ExistingSignatures(data, index, spent);
    if (existing.isComplete()) {
      return input;
    }
    SignatureData known = new SignatureData();
    known.signatures().putAll(existing.signatures());
    known.setRedeemScript(existing.redeemScript());
    known.setWitnessScript(existing.witnessScript());
    SignatureCreator creator =
        new TransactionSignatureCreator(data, index, spent.value(), hashType);
    SignatureProducer.produce(provider, creator, satisfier, spent.script(), known);
    return input.withScriptSig(known.scriptSig()).withWitness(known.scriptWitness());
  }
}

package org.quantumcoin.wallet.psbt.role;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.PsbtInput;

/// Takes the network's transaction out of a PSBT whose inputs are all final (BIP-0174, "Transaction
/// Extractor").
public final class Extractor {
  /// It works with what the PSBT has.
  private static final KeySource NOTHING = new DescriptorKeys();

  private Extractor() {}

  /// Throws unless every input is final and spends its coin by the rules.
  public static Transaction extract(Psbt psbt) throws PsbtException {
    InputWorker worker = new InputWorker(psbt, NOTHING, ScriptSatisfier.NONE);
    List<TxIn> inputs = new ArrayList<>();
    Transaction unsigned = psbt.unsignedTx();
    for (int i = 0; i < psbt.inputs().size(); i++) {
      PsbtInput input = psbt.inputs().get(i);
      if (!worker.isSignedAndValid(i)) {
        throw new PsbtException("Input " + i + " is not finalized");
      }
      inputs.add(
          unsigned
              .inputs()
              .get(i)
              .withScriptSig(input.finalScriptSig())
              .withWitness(input.finalWitness()));
    }
    return Transaction.create(unsigned.version(), inputs, unsigned.outputs(), unsigned.lockTime());
  }
}

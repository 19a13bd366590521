package org.quantumcoin.wallet.psbt.role;

import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.script.sign.SignatureData;
import org.quantumcoin.wallet.psbt.Psbt;

/// Turns signatures into final scriptSigs and witnesses (BIP-0174, "Input Finalizer"), each checked
/// by the interpreter.
public final class Finalizer {
  /// It works with what the PSBT has.
  private static final KeySource NOTHING = new DescriptorKeys();

  /// The PSBT with every input final that can be, and whether these are all.
  public record Result(Psbt psbt, boolean complete) {}

  private final ScriptSatisfier satisfier;

  public Finalizer(ScriptSatisfier satisfier) {
    this.satisfier = satisfier;
  }

  public Result finish(Psbt psbt) {
    Psbt finished = psbt.copy();
    InputWorker worker = new InputWorker(finished, NOTHING, satisfier);
    boolean complete = true;
    for (int i = 0; i < finished.inputs().size(); i++) {
      complete &= worker.work(i, SigHash.ALL, true, new SignatureData());
    }
    return new Result(finished, complete);
  }
}

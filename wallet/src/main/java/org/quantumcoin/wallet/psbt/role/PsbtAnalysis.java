package org.quantumcoin.wallet.psbt.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.SigOps;
import org.quantumcoin.node.script.sign.DummySignatureCreator;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.script.sign.SignatureData;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;

/// How far a PSBT has come, what it lacks and who acts next: Core's `AnalyzePSBT`.
public final class PsbtAnalysis {
  /// Weight that a signature operation counts for at least (Core's `-bytespersigop`).
  private static final int BYTES_PER_SIGOP = 20;

  /// How one input stands. The hashes are of keys (HASH160), of the redeem script (HASH160) and of
  /// the witness script (SHA-256).
  public record Input(
      boolean hasUtxo,
      boolean isFinal,
      PsbtRole next,
      List<ByteString> missingKeys,
      Optional<ByteString> missingRedeemScript,
      Optional<ByteString> missingWitnessScript,
      List<ByteString> missingSignatures) {}

  private final Psbt psbt;
  private final long maxMoney;
  private final ScriptSatisfier satisfier;
  private final List<Input> inputs = new ArrayList<>();
  private PsbtRole next = PsbtRole.EXTRACTOR;
  private @Nullable String error;
  private @Nullable Long fee;
  private @Nullable Integer virtualSize;

  private PsbtAnalysis(Psbt psbt, long maxMoney, ScriptSatisfier satisfier) {
    this.psbt = psbt.copy();
    this.maxMoney = maxMoney;
    this.satisfier = satisfier;
  }

  /// `maxMoney` is the bound of the coin whose network it is for.
  public static PsbtAnalysis of(Psbt psbt, long maxMoney, ScriptSatisfier satisfier) {
    PsbtAnalysis analysis = new PsbtAnalysis(psbt, maxMoney, satisfier);
    analysis.run();
    return analysis;
  }

  /// Empty where there is an error.
  public List<Input> inputs() {
    return List.copyOf(inputs);
  }

  public PsbtRole next() {
    return next;
  }

  /// Why the PSBT can never become a valid transaction.
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  /// Known where all coins are.
  public OptionalLong feeSats() {
    return fee == null ? OptionalLong.empty() : OptionalLong.of(fee);
  }

  /// Of the finished transaction, where it can be told.
  public OptionalInt estimatedVirtualSize() {
    return virtualSize == null ? OptionalInt.empty() : OptionalInt.of(virtualSize);
  }

  public Optional<FeeRate> estimatedFeeRate() {
    return fee == null || virtualSize == null
        ? Optional.empty()
        : Optional.of(FeeRate.of(fee, virtualSize));
  }

  private void invalid(String reason) {
    error = "PSBT is not valid. " + reason;
    next = PsbtRole.CREATOR;
    inputs.clear();
    fee = null;
  }

  private boolean inRange(long sats) {
    return sats >= 0 && sats <= maxMoney;
  }

  private void run() {
    InputWorker worker = new InputWorker(psbt, new DescriptorKeys(), satisfier);
    long total = 0;
    boolean allKnown = true;
    for (int i = 0; i < psbt.inputs().size(); i++) {
      Optional<TxOut> spent = psbt.inputs().get(i).spent();
      if (spent.isPresent()) {
        long value = spent.get().value();
        if (!inRange(value) || !inRange(total + value)) {
          invalid("Input " + i + " has invalid value");
          return;
        }
        total += value;
      } else if (psbt.inputs().get(i).nonWitnessUtxo() != null) {
        invalid("Input " + i + " specifies invalid prevout");
        return;
      }
      allKnown &= spent.isPresent();
      if (spent.isPresent() && ScriptTemplates.isUnspendable(spent.get().script())) {
        invalid("Input " + i + " spends unspendable output");
        return;
      }
      Input input = input(worker, i, spent.isPresent());
      inputs.add(input);
      next = input.next().compareTo(next) < 0 ? input.next() : next;
    }
    if (allKnown) {
      feeAndSize(total);
    }
  }

  private Input input(InputWorker worker, int index, boolean hasUtxo) {
    SignatureData found = new SignatureData();
    boolean isFinal = worker.isSignedAndValid(index);
    PsbtRole role;
    if (isFinal) {
      role = PsbtRole.EXTRACTOR;
    } else if (worker.work(index, SigHash.ALL, true, found)) {
      role = PsbtRole.FINALIZER;
      found.clearMissing();
    } else {
      boolean onlySignatures =
          found.missingKeyHashes().isEmpty()
              && found.missingRedeemScript() == null
              && found.missingWitnessScript() == null
              && !found.missingSignatures().isEmpty();
      role = onlySignatures ? PsbtRole.SIGNER : PsbtRole.UPDATER;
    }
    return new Input(
        hasUtxo,
        isFinal,
        role,
        List.copyOf(found.missingKeyHashes()),
        Optional.ofNullable(found.missingRedeemScript()),
        Optional.ofNullable(found.missingWitnessScript()),
        List.copyOf(found.missingSignatures()));
  }

  private void feeAndSize(long total) {
    long paid = 0;
    for (TxOut out : psbt.unsignedTx().outputs()) {
      if (!inRange(out.value()) || !inRange(paid + out.value())) {
        invalid("Output amount invalid");
        return;
      }
      paid += out.value();
    }
    fee = total - paid;
    virtualSize = estimate();
  }

  /// With signatures of the right size; null where a script is not known.
  private @Nullable Integer estimate() {
    InputWorker worker = new InputWorker(psbt, new DescriptorKeys(), satisfier);
    Transaction unsigned = psbt.unsignedTx();
    List<TxIn> signed = new ArrayList<>();
    for (int i = 0; i < psbt.inputs().size(); i++) {
      PsbtInput input = psbt.inputs().get(i);
      boolean complete =
          worker.isSignedAndValid(i)
              || worker.work(i, new DummySignatureCreator(true), true, new SignatureData());
      if (!complete) {
        return null;
      }
      signed.add(
          unsigned
              .inputs()
              .get(i)
              .withScriptSig(input.finalScriptSig())
              .withWitness(input.finalWitness()));
    }
    Transaction tx =
        Transaction.create(unsigned.version(), signed, unsigned.outputs(), unsigned.lockTime());
    int sigOps = SigOps.transactionSigOpCost(tx, psbt.allSpent(), ScriptFlags.STANDARD);
    return Math.ceilDiv(
        Math.max(tx.weight(), Math.multiplyExact(sigOps, BYTES_PER_SIGOP)),
        Transaction.WITNESS_SCALE_FACTOR);
  }
}

package org.quantumcoin.wallet.psbt.role;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.script.sign.SignatureData;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;

/// Signs what its keys can sign (BIP-0174, "Signer"): ECDSA, and Schnorr for taproot's key and
/// script paths. Some signatures of several are a success; the report says whose are missing.
public final class Signer {
  /// How one input stands after signing.
  ///
  /// @param complete nothing is missing
  /// @param added keys that signed now; x-only ones for taproot
  /// @param missing keys that were asked and have not signed. For a quorum not all of them have to.
  /// @param refusal why the signer would not touch the input; then it is as it was
  public record InputReport(
      boolean complete,
      NavigableSet<ByteString> added,
      NavigableSet<ByteString> missing,
      Optional<String> refusal) {
    static InputReport refused(String reason) {
      return new InputReport(false, new TreeSet<>(), new TreeSet<>(), Optional.of(reason));
    }
  }

  /// The PSBT with signatures, and a report for each input.
  public record Result(Psbt psbt, List<InputReport> inputs) {
    public boolean isComplete() {
      return inputs.stream().allMatch(InputReport::complete);
    }
  }

  private final KeySource source;
  private final ScriptSatisfier satisfier;

  public Signer(KeySource source, ScriptSatisfier satisfier) {
    this.source = source;
    this.satisfier = satisfier;
  }

  /// With the given hash type, or where none is given with SIGHASH_DEFAULT, which is "everything,
  /// in the shortest form". An input that names another type is refused: whoever made the PSBT
  /// could otherwise have signed less than what is shown. With `finish` complete inputs become
  /// final.
  public Result sign(Psbt psbt, OptionalInt hashType, boolean finish) {
    Psbt signed = psbt.copy();
    InputWorker worker = new InputWorker(signed, source, satisfier);
    List<InputReport> reports = new ArrayList<>();
    for (int i = 0; i < signed.inputs().size(); i++) {
      reports.add(sign(signed, worker, i, hashType, finish));
    }
    Updater.updateOutputs(signed, source, satisfier);
    // A signature of one input alone does not commit to the amounts of the others.
    if ((hashType.orElse(SigHash.DEFAULT) & SigHash.ANYONECANPAY) == 0) {
      InputWorker.dropNeedlessTransactions(signed);
    }
    if (signed.version() != 0 && signed.modifiable().isPresent()) {
      closeModifiable(signed, reports, hashType);
    }
    return new Result(signed, List.copyOf(reports));
  }

  private static InputReport sign(
      Psbt psbt, InputWorker worker, int index, OptionalInt hashType, boolean finish) {
    PsbtInput input = psbt.inputs().get(index);
    if (worker.isSignedAndValid(index)) {
      return new InputReport(true, new TreeSet<>(), new TreeSet<>(), Optional.empty());
    }
    int named = input.sighashType().orElse(SigHash.DEFAULT);
    int type = hashType.orElse(named == SigHash.ALL ? SigHash.ALL : SigHash.DEFAULT);
    Optional<String> refusal = SigningRefusal.of(psbt, index, type);
    if (refusal.isPresent()) {
      return InputReport.refused(refusal.get());
    }
    SignatureData known = new SignatureData();
    NavigableSet<ByteString> before = new TreeSet<>(input.partialSignatures().keySet());
    boolean complete = worker.work(index, type, finish, known);
    return new InputReport(complete, added(known, before), missing(known), Optional.empty());
  }

  private static NavigableSet<ByteString> added(
      SignatureData known, NavigableSet<ByteString> before) {
    NavigableSet<ByteString> keys = new TreeSet<>();
    known.signatures().values().forEach(pair -> keys.add(pair.key()));
    keys.removeAll(before);
    known.taprootScriptSignatures().keySet().forEach(key -> keys.add(key.xOnlyKey()));
    ByteString internal = known.taproot().internalKey();
    if (known.taprootKeySignature() != null && internal != null) {
      keys.add(internal);
    }
    return keys;
  }

  private static NavigableSet<ByteString> missing(SignatureData known) {
    NavigableSet<ByteString> keys = new TreeSet<>();
    for (ByteString key : known.askedKeys()) {
      if (!known.signatures().containsKey(ByteString.of(Hash160.hash(key.toBytes())))) {
        keys.add(key);
      }
    }
    if (known.taprootKeySignature() == null) {
      known
          .askedXOnlyKeys()
          .forEach((key, leaves) -> {
            boolean signedAll =
                !leaves.isEmpty()
                    && leaves.stream()
                        .allMatch(leaf ->
                            known
                                .taprootScriptSignatures()
                                .containsKey(new SignatureData.LeafKey(key, leaf)));
            if (!signedAll) {
              keys.add(key);
            }
          });
    }
    return keys;
  }

  /// BIP-0370, "Signer": what a signature commits to can be changed no more.
  private static void closeModifiable(Psbt psbt, List<InputReport> reports, OptionalInt hashType) {
    int flags = psbt.modifiable().orElse(0);
    for (int i = 0; i < reports.size(); i++) {
      if (reports.get(i).added().isEmpty()) {
        continue;
      }
      int type = hashType.orElse(SigHash.ALL);
      int outputs = type & ~SigHash.ANYONECANPAY;
      if ((type & SigHash.ANYONECANPAY) == 0) {
        flags &= ~Psbt.INPUTS_MODIFIABLE;
      }
      if (outputs != SigHash.NONE) {
        flags &= ~Psbt.OUTPUTS_MODIFIABLE;
      }
      if (outputs == SigHash.SINGLE) {
        flags |= Psbt.HAS_SIGHASH_SINGLE;
      }
    }
    psbt.setModifiable(flags);
  }
}

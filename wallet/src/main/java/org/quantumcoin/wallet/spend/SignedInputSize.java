package org.quantumcoin.wallet.spend;

import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ExecutionData;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureChecker;
import org.quantumcoin.node.script.TransactionSignatureChecker;

/// How heavy an input can become when it is signed anew, seen from the signatures that it has
/// (Core's `SignatureWeightChecker`): ECDSA signatures differ in length, so each counts as the
/// longest.
final class SignedInputSize implements SignatureChecker {
  private static final int MAX_SIGNATURE_BYTES = 72;

  private final SignatureChecker checker;
  private long missing;

  private SignedInputSize(SignatureChecker checker) {
    this.checker = checker;
  }

  /// Weight units of input `index` of a signed transaction that spends `spent`.
  static long maxWeight(PrecomputedTransactionData data, int index, TxOut spent) {
    TxIn input = data.tx().inputs().get(index);
    SignedInputSize size =
        new SignedInputSize(new TransactionSignatureChecker(data, index, spent.value()));
    ScriptError _ =
        ScriptVerifier.verify(
            input.scriptSig(), spent.script(), input.witness(), ScriptFlags.STANDARD, size);
    return weight(input) + size.missing;
  }

  /// Core's `GetTransactionInputWeight`.
  static long weight(TxIn input) {
    ByteWriter base = new ByteWriter();
    input.prevout().write(base);
    input.scriptSig().write(base);
    base.writeInt32(input.sequence());
    ByteWriter witness = new ByteWriter();
    input.witness().write(witness);
    return (long) base.size() * Transaction.WITNESS_SCALE_FACTOR + witness.size();
  }

  @Override
  public boolean checkEcdsa(
      byte[] signature, byte[] key, byte[] scriptCode, int from, SigVersion version) {
    boolean valid = checker.checkEcdsa(signature, key, scriptCode, from, version);
    if (valid) {
      int scale = version == SigVersion.BASE ? Transaction.WITNESS_SCALE_FACTOR : 1;
      missing += (long) (MAX_SIGNATURE_BYTES - signature.length) * scale;
    }
    return valid;
  }

  @Override
  public ScriptError checkSchnorr(
      byte[] signature, byte[] key, SigVersion version, ExecutionData data) {
    return checker.checkSchnorr(signature, key, version, data);
  }

  @Override
  public boolean checkLockTime(long lockTime) {
    return checker.checkLockTime(lockTime);
  }

  @Override
  public boolean checkSequence(long sequence) {
    return checker.checkSequence(sequence);
  }
}

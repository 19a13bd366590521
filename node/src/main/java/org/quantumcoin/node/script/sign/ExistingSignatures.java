package org.quantumcoin.node.script.sign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ExecutionData;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCursor;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureChecker;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.node.script.TransactionSignatureChecker;
import org.quantumcoin.node.script.TxoutType;

/// What an input that is signed in part already carries: Core's `DataFromTransaction`.
///
/// Signatures are recognised by verifying, never by their place: whatever the script checked with
/// success while it ran, and for an unfinished multisig every pair of signature and key.
final class ExistingSignatures {
  private final TransactionSignatureChecker checker;
  private final Map<ByteString, SignatureData.KeyAndSignature> signatures = new HashMap<>();
  private final boolean complete;
  private @Nullable Script redeemScript;
  private @Nullable Script witnessScript;

  ExistingSignatures(PrecomputedTransactionData data, int index, TxOut spent) {
    TxIn input = data.tx().inputs().get(index);
    checker = new TransactionSignatureChecker(data, index, spent.value());
    complete =
        ScriptVerifier.verify(
                input.scriptSig(),
                spent.script(),
                input.witness(),
                ScriptFlags.STANDARD,
                new Recorder())
            .isOk();
    if (!complete) {
      collect(input, spent.script());
    }
  }

  boolean isComplete() {
    return complete;
  }

  /// By the hash of the key.
  Map<ByteString, SignatureData.KeyAndSignature> signatures() {
    return signatures;
  }

  @Nullable Script redeemScript() {
    return redeemScript;
  }

  @Nullable Script witnessScript() {
    return witnessScript;
  }

  private void collect(TxIn input, Script scriptPubKey) {
    List<byte[]> stack = pushes(input.scriptSig());
    SigVersion version = SigVersion.BASE;
    Solution solution = ScriptTemplates.solve(scriptPubKey);
    Script script = scriptPubKey;
    if (solution.type() == TxoutType.SCRIPTHASH && endsInScript(stack)) {
      script = Script.of(stack.removeLast());
      redeemScript = script;
      solution = ScriptTemplates.solve(script);
    }
    List<byte[]> witness = items(input.witness());
    if (solution.type() == TxoutType.WITNESS_V0_SCRIPTHASH && endsInScript(witness)) {
      script = Script.of(witness.removeLast());
      witnessScript = script;
      solution = ScriptTemplates.solve(script);
      stack = witness;
      version = SigVersion.WITNESS_V0;
    }
    if (solution.type() == TxoutType.MULTISIG) {
      matchMultisig(stack, solution.multisigKeys(), script.toBytes(), version);
    }
  }

  private static boolean endsInScript(List<byte[]> stack) {
    return !stack.isEmpty() && stack.getLast().length > 0;
  }

  private static List<byte[]> pushes(Script scriptSig) {
    List<byte[]> result = new ArrayList<>();
    ScriptCursor cursor = new ScriptCursor(scriptSig);
    while (cursor.next()) {
      result.add(cursor.data());
    }
    return result;
  }

  private static List<byte[]> items(Witness witness) {
    List<byte[]> result = new ArrayList<>();
    for (int i = 0; i < witness.size(); i++) {
      result.add(witness.item(i));
    }
    return result;
  }

  private void matchMultisig(
      List<byte[]> stack, List<byte[]> keys, byte[] script, SigVersion version) {
    for (byte[] signature : stack) {
      for (byte[] key : keys) {
        if (!signatures.containsKey(hash(key))
            && checker.checkEcdsa(signature, key, script, 0, version)) {
          keep(key, signature);
          break;
        }
      }
    }
  }

  private static ByteString hash(byte[] key) {
    return ByteString.of(Hash160.hash(key));
  }

  private void keep(byte[] key, byte[] signature) {
    signatures.put(
        hash(key), new SignatureData.KeyAndSignature(ByteString.of(key), ByteString.of(signature)));
  }

  /// Notes every ECDSA signature that verifies.
  private final class Recorder implements SignatureChecker {
    @Override
    public boolean checkEcdsa(
        byte[] signature, byte[] key, byte[] scriptCode, int from, SigVersion version) {
      boolean valid = checker.checkEcdsa(signature, key, scriptCode, from, version);
      if (valid) {
        keep(key, signature);
      }
      return valid;
    }

    @Override
    public ScriptError checkSchnorr(
        byte[] signature, byte[] key, SigVersion version, ExecutionData execution) {
      return checker.checkSchnorr(signature, key, version, execution);
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
}

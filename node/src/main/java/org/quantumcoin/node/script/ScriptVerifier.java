package org.quantumcoin.node.script;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Witness;

/// May this input spend that output? Core's `VerifyScript`.
public final class ScriptVerifier {
  private ScriptVerifier() {}

  /// OK if it may under the given [ScriptFlags], or the first rule broken. Never throws, whatever
  /// the bytes. CLEANSTACK makes sense together with P2SH and WITNESS only.
  public static ScriptError verify(
      Script scriptSig, Script scriptPubKey, Witness witness, int flags, SignatureChecker checker) {
    boolean segwit = (flags & ScriptFlags.WITNESS) != 0;
    boolean pushOnly = ScriptTemplates.isPushOnly(scriptSig);
    if ((flags & ScriptFlags.SIGPUSHONLY) != 0 && !pushOnly) {
      return ScriptError.SIG_PUSHONLY;
    }
    Interpreter interpreter = new Interpreter(flags, checker);
    ScriptStack stack = new ScriptStack();
    // One after the other on the same stack, never as one script: CVE-2010-5141.
    ScriptError error = run(interpreter, scriptSig, stack);
    if (error != ScriptError.OK) {
      return error;
    }
    boolean payToScriptHash =
        (flags & ScriptFlags.P2SH) != 0 && ScriptTemplates.isPayToScriptHash(scriptPubKey);
    ScriptStack afterScriptSig = payToScriptHash ? new ScriptStack(stack) : stack;
    error = runToTrue(interpreter, scriptPubKey, stack);
    if (error != ScriptError.OK) {
      return error;
    }
    WitnessVerifier witnessVerifier = new WitnessVerifier(witness, flags, checker, interpreter);
    boolean hadWitness = false;
    int finalSize = stack.size();
    if (segwit && ScriptTemplates.witnessVersion(scriptPubKey) >= 0) {
      hadWitness = true;
      if (!scriptSig.isEmpty()) {
        return ScriptError.WITNESS_MALLEATED;
      }
      error = verifyProgram(witnessVerifier, scriptPubKey, false);
      if (error != ScriptError.OK) {
        return error;
      }
      finalSize = 1;
    }
    if (payToScriptHash) {
      if (!pushOnly) {
        return ScriptError.SIG_PUSHONLY;
      }
      byte[] redeemBytes = afterScriptSig.pop();
      Script redeem = Script.slice(redeemBytes, 0, redeemBytes.length);
      error = runToTrue(interpreter, redeem, afterScriptSig);
      if (error != ScriptError.OK) {
        return error;
      }
      finalSize = afterScriptSig.size();
      if (segwit && ScriptTemplates.witnessVersion(redeem) >= 0) {
        hadWitness = true;
        if (!isOnlyPushOf(scriptSig, redeemBytes)) {
          return ScriptError.WITNESS_MALLEATED_P2SH;
        }
        error = verifyProgram(witnessVerifier, redeem, true);
        if (error != ScriptError.OK) {
          return error;
        }
        finalSize = 1;
      }
    }
    if ((flags & ScriptFlags.CLEANSTACK) != 0 && finalSize != 1) {
      return ScriptError.CLEANSTACK;
    }
    return segwit && !hadWitness && !witness.isEmpty()
        ? ScriptError.WITNESS_UNEXPECTED
        : ScriptError.OK;
  }

  /// The top of the stack after a scriptSig has run alone and without flags: the redeem script of a
  /// pay-to-script-hash input. Empty where the script fails or leaves nothing.
  public static Optional<byte[]> topAfter(Script scriptSig) {
    ScriptStack stack = new ScriptStack();
    ScriptError error =
        run(new Interpreter(ScriptFlags.NONE, SignatureChecker.NONE), scriptSig, stack);
    return error == ScriptError.OK && stack.size() > 0
        ? Optional.of(stack.top(1))
        : Optional.empty();
  }

  private static ScriptError run(Interpreter interpreter, Script script, ScriptStack stack) {
    return interpreter.run(script.toBytes(), stack, SigVersion.BASE, new ExecutionData());
  }

  private static ScriptError runToTrue(Interpreter interpreter, Script script, ScriptStack stack) {
    ScriptError error = run(interpreter, script, stack);
    if (error != ScriptError.OK) {
      return error;
    }
    return stack.size() > 0 && ScriptNumber.toBoolean(stack.top(1))
        ? ScriptError.OK
        : ScriptError.EVAL_FALSE;
  }

  private static ScriptError verifyProgram(
      WitnessVerifier verifier, Script script, boolean nested) {
    return verifier.verify(
        ScriptTemplates.witnessVersion(script), ScriptTemplates.witnessProgram(script), nested);
  }

  /// BIP-0141: anything else in the scriptSig could be changed by others.
  private static boolean isOnlyPushOf(Script scriptSig, byte[] redeem) {
    return Arrays.equals(scriptSig.toBytes(), ScriptBuilder.pushOf(redeem));
  }
}

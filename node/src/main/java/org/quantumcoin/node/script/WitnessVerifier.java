package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.*;

import java.util.Arrays;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Witness;

/// Spends of witness programs (BIP-0141, BIP-0341): Core's `VerifyWitnessProgram`.
final class WitnessVerifier {
  private final Witness witness;
  private final int flags;
  private final SignatureChecker checker;
  private final Interpreter interpreter;

  WitnessVerifier(Witness witness, int flags, SignatureChecker checker, Interpreter interpreter) {
    this.witness = witness;
    this.flags = flags;
    this.checker = checker;
    this.interpreter = interpreter;
  }

  ScriptError verify(int version, byte[] program, boolean nested) {
    if (version == 0) {
      return verifyV0(program);
    }
    if (version == 1 && program.length == 32 && !nested) {
      return (flags & ScriptFlags.TAPROOT) != 0 ? verifyTaproot(program) : ScriptError.OK;
    }
    if (!nested && ScriptTemplates.isPayToAnchor(version, program)) {
      return ScriptError.OK;
    }
    return (flags & ScriptFlags.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM) != 0
        ? ScriptError.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM
        : ScriptError.OK;
  }

  private ScriptError verifyV0(byte[] program) {
    int items = witness.size();
    if (program.length == 32) {
      if (items == 0) {
        return ScriptError.WITNESS_PROGRAM_WITNESS_EMPTY;
      }
      byte[] script = witness.item(items - 1);
      if (!Arrays.equals(Sha256.hash(script), program)) {
        return ScriptError.WITNESS_PROGRAM_MISMATCH;
      }
      return execute(script, items - 1, SigVersion.WITNESS_V0, new ExecutionData());
    }
    if (program.length == 20) {
      return items == 2
          ? execute(keyHashScript(program), 2, SigVersion.WITNESS_V0, new ExecutionData())
          : ScriptError.WITNESS_PROGRAM_MISMATCH;
    }
    return ScriptError.WITNESS_PROGRAM_WRONG_LENGTH;
  }

  /// BIP-0143: a key hash program stands for the old script that pays to the key hash.
  private static byte[] keyHashScript(byte[] keyHash) {
    byte[] script = new byte[25];
    script[0] = (byte) OP_DUP;
    script[1] = (byte) OP_HASH160;
    script[2] = 20;
    System.arraycopy(keyHash, 0, script, 3, 20);
    script[23] = (byte) OP_EQUALVERIFY;
    script[24] = (byte) OP_CHECKSIG;
    return script;
  }

  private ScriptError verifyTaproot(byte[] program) {
    int items = witness.size();
    if (items == 0) {
      return ScriptError.WITNESS_PROGRAM_WITNESS_EMPTY;
    }
    ExecutionData data = new ExecutionData();
    if (items >= 2) {
      Script last = witness.itemAsScript(items - 1);
      if (!last.isEmpty() && last.at(0) == Taproot.ANNEX_TAG) {
        data.annexHash = annexHash(last);
        items--;
      }
    }
    return items == 1
        ? checker.checkSchnorr(witness.item(0), program, SigVersion.TAPROOT, data)
        : verifyScriptPath(program, items, data);
  }

  private static byte[] annexHash(Script annex) {
    ByteWriter out = new ByteWriter(annex.length() + 9);
    annex.write(out);
    return Sha256.hash(out.array(), 0, out.size());
  }

  private ScriptError verifyScriptPath(byte[] program, int items, ExecutionData data) {
    byte[] control = witness.item(items - 1);
    Script script = witness.itemAsScript(items - 2);
    if (!Taproot.isControlSize(control.length)) {
      return ScriptError.TAPROOT_WRONG_CONTROL_SIZE;
    }
    int leafVersion = control[0] & Taproot.LEAF_MASK;
    byte[] leafHash = Taproot.leafHash(leafVersion, script);
    if (!Taproot.commitsTo(program, control, leafHash)) {
      return ScriptError.WITNESS_PROGRAM_MISMATCH;
    }
    if (leafVersion == Taproot.LEAF_TAPSCRIPT) {
      data.tapleafHash = leafHash;
      data.validationWeightLeft = witness.serializedSize() + ExecutionData.VALIDATION_WEIGHT_OFFSET;
      return execute(script.toBytes(), items - 2, SigVersion.TAPSCRIPT, data);
    }
    return (flags & ScriptFlags.DISCOURAGE_UPGRADABLE_TAPROOT_VERSION) != 0
        ? ScriptError.DISCOURAGE_UPGRADABLE_TAPROOT_VERSION
        : ScriptError.OK;
  }

  /// Core's `ExecuteWitnessScript`: the first `items` witness items are the stack it starts with.
  private ScriptError execute(byte[] script, int items, SigVersion version, ExecutionData data) {
    if (version == SigVersion.TAPSCRIPT) {
      ScriptCursor cursor = new ScriptCursor(script, 0, script.length);
      while (cursor.next()) {
        // Comes before every other rule, and what stands behind it need not even parse.
        if (isSuccess(cursor.opcode())) {
          return (flags & ScriptFlags.DISCOURAGE_OP_SUCCESS) != 0
              ? ScriptError.DISCOURAGE_OP_SUCCESS
              : ScriptError.OK;
        }
      }
      if (cursor.isBroken()) {
        return ScriptError.BAD_OPCODE;
      }
      if (items > Interpreter.MAX_STACK_ELEMENTS) {
        return ScriptError.STACK_SIZE;
      }
    }
    ScriptStack stack = new ScriptStack();
    for (int i = 0; i < items; i++) {
      if (witness.itemLength(i) > Interpreter.MAX_ELEMENT_BYTES) {
        return ScriptError.PUSH_SIZE;
      }
      stack.push(witness.item(i));
    }
    ScriptError error = interpreter.run(script, stack, version, data);
    if (error != ScriptError.OK) {
      return error;
    }
    // Scripts in a witness need a clean stack by consensus, not by policy.
    if (stack.size() != 1) {
      return ScriptError.CLEANSTACK;
    }
    return ScriptNumber.toBoolean(stack.top(1)) ? ScriptError.OK : ScriptError.EVAL_FALSE;
  }
}

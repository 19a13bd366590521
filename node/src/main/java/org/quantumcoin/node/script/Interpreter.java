package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.*;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Ripemd160;
import org.quantumcoin.node.crypto.Sha256;

/// Runs scripts: Core's `EvalScript`.
///
/// The stack machine is small; what makes it delicate is that every order of checks is consensus or
/// shows in reject reasons, so the order here is Core's. Invariants and costs:
///
/// - A failure is a returned [ScriptError], never an exception: hostile scripts must cost no more
///   than honest ones.
/// - The loop stays small and hands groups of opcodes to methods of their own. A method of more
///   than 8,000 bytecodes would never be compiled by the JVM.
/// - Stack elements are byte arrays that nobody writes to, so they are shared, not copied.
/// - Every resource is bounded as in Core: bytes of a script and of an element, operations, stack
///   depth, keys of a multisig, and in tapscript the weight that signature checks may use.
///
/// One instance runs the scripts of one input, one after the other, and belongs to one thread.
final class Interpreter {
  /// Longest element that may be pushed (Core's `MAX_SCRIPT_ELEMENT_SIZE`).
  static final int MAX_ELEMENT_BYTES = 520;

  /// Longest script that is run outside tapscript (Core's `MAX_SCRIPT_SIZE`).
  static final int MAX_SCRIPT_BYTES = 10_000;

  /// Operations that are no push, outside tapscript (Core's `MAX_OPS_PER_SCRIPT`).
  static final int MAX_OPERATIONS = 201;

  /// Elements of stack and alternative stack together (Core's `MAX_STACK_SIZE`).
  static final int MAX_STACK_ELEMENTS = 1000;

  static final int MAX_MULTISIG_KEYS = 20;

  /// BIP-0112: with this bit the operation does nothing.
  private static final long SEQUENCE_DISABLE_FLAG = 1L << 31;

  /// Lock times may have five bytes, so that they reach 2^32 - 1 (BIP-0065).
  private static final int MAX_LOCK_TIME_BYTES = 5;

  private final int flags;
  private final boolean requireMinimal;
  private final SignatureChecker checker;

  private ScriptStack stack = new ScriptStack();
  private ScriptStack altStack = new ScriptStack();
  private Conditions conditions = new Conditions();
  private byte[] script = new byte[0];
  private SigVersion version = SigVersion.BASE;
  private ExecutionData data = new ExecutionData();
  private int operations;
  private int codeStart;

  Interpreter(int flags, SignatureChecker checker) {
    this.flags = flags;
    this.requireMinimal = (flags & ScriptFlags.MINIMALDATA) != 0;
    this.checker = checker;
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private boolean isTapscript() {
    return version == SigVersion.TAPSCRIPT;
  }

  /// Runs a script on a stack, which it leaves as the script did, also where it fails.
  ScriptError run(
      byte[] code, ScriptStack onStack, SigVersion sigVersion, ExecutionData execution) {
    script = code;
    stack = onStack;
    version = sigVersion;
    data = execution;
    operations = 0;
    codeStart = 0;
    data.codeSeparatorPosition = ExecutionData.NO_CODE_SEPARATOR;
    if (!isTapscript() && code.length > MAX_SCRIPT_BYTES) {
      return ScriptError.SCRIPT_SIZE;
    }
    if (code.length == 0) {
      return ScriptError.OK;
    }
    altStack = new ScriptStack();
    conditions = new Conditions();
    return loop(new ScriptCursor(code, 0, code.length));
  }

  private ScriptError loop(ScriptCursor cursor) {
    for (int index = 0; cursor.next(); index++) {
      int opcode = cursor.opcode();
      ScriptError error = checkOperation(opcode, cursor.dataLength());
      if (error != ScriptError.OK) {
        return error;
      }
      boolean executing = conditions.allTrue();
      if (opcode <= OP_PUSHDATA4) {
        if (executing) {
          if (requireMinimal && !cursor.isMinimalPush()) {
            return ScriptError.MINIMALDATA;
          }
          stack.push(cursor.data());
        }
      } else if (executing || (opcode >= OP_IF && opcode <= OP_ENDIF)) {
        error = execute(opcode, cursor, index, executing);
        if (error != ScriptError.OK) {
          return error;
        }
      }
      if (stack.size() + altStack.size() > MAX_STACK_ELEMENTS) {
        return ScriptError.STACK_SIZE;
      }
    }
    if (cursor.isBroken()) {
      return ScriptError.BAD_OPCODE;
    }
    return conditions.isEmpty() ? ScriptError.OK : ScriptError.UNBALANCED_CONDITIONAL;
  }

  /// What is checked of every operation, executed or not.
  private ScriptError checkOperation(int opcode, int dataLength) {
    if (dataLength > MAX_ELEMENT_BYTES) {
      return ScriptError.PUSH_SIZE;
    }
    if (opcode <= OP_16) {
      return ScriptError.OK;
    }
    if (!isTapscript() && ++operations > MAX_OPERATIONS) {
      return ScriptError.OP_COUNT;
    }
    if (isDisabled(opcode)) {
      return ScriptError.DISABLED_OPCODE;
    }
    if (opcode == OP_CODESEPARATOR
        && version == SigVersion.BASE
        && has(ScriptFlags.CONST_SCRIPTCODE)) {
      return ScriptError.OP_CODESEPARATOR;
    }
    return ScriptError.OK;
  }

  private ScriptError execute(int opcode, ScriptCursor cursor, int index, boolean executing) {
    if (opcode == OP_1NEGATE || isSmallInteger(opcode)) {
      stack.push(ScriptNumber.encode(smallInteger(opcode)));
      return ScriptError.OK;
    }
    return switch (opcode) {
      case OP_NOP -> ScriptError.OK;
      case OP_IF, OP_NOTIF -> branch(opcode, executing);
      case OP_ELSE, OP_ENDIF -> endBranch(opcode);
      case OP_VERIFY -> verify(ScriptError.VERIFY);
      case OP_RETURN -> ScriptError.OP_RETURN;
      case OP_EQUAL, OP_EQUALVERIFY -> equal(opcode);
      case OP_CODESEPARATOR -> {
        codeStart = cursor.position();
        data.codeSeparatorPosition = index;
        yield ScriptError.OK;
      }
      default -> {
        if (opcode >= OP_TOALTSTACK && opcode <= OP_SIZE) {
          yield StackOperations.execute(opcode, stack, altStack, requireMinimal);
        }
        if (opcode >= OP_1ADD && opcode <= OP_WITHIN) {
          yield Arithmetic.execute(opcode, stack, requireMinimal);
        }
        if (opcode >= OP_RIPEMD160 && opcode <= OP_HASH256) {
          yield hash(opcode);
        }
        yield opcode >= OP_CHECKSIG ? executeUpper(opcode) : ScriptError.BAD_OPCODE;
      }
    };
  }

  private ScriptError executeUpper(int opcode) {
    return switch (opcode) {
      case OP_CHECKSIG, OP_CHECKSIGVERIFY -> checkSig(opcode);
      case OP_CHECKMULTISIG, OP_CHECKMULTISIGVERIFY -> checkMultisig(opcode);
      case OP_CHECKSIGADD -> checkSigAdd();
      case OP_CHECKLOCKTIMEVERIFY ->
          has(ScriptFlags.CHECKLOCKTIMEVERIFY) ? checkLockTime() : ScriptError.OK;
      case OP_CHECKSEQUENCEVERIFY ->
          has(ScriptFlags.CHECKSEQUENCEVERIFY) ? checkSequence() : ScriptError.OK;
      case OP_NOP1, OP_NOP4, OP_NOP5, OP_NOP6, OP_NOP7, OP_NOP8, OP_NOP9, OP_NOP10 ->
          has(ScriptFlags.DISCOURAGE_UPGRADABLE_NOPS)
              ? ScriptError.DISCOURAGE_UPGRADABLE_NOPS
              : ScriptError.OK;
      default -> ScriptError.BAD_OPCODE;
    };
  }

  /// OP_VERIFY, and the second half of every `…VERIFY`: takes a true value, or fails and leaves it.
  private ScriptError verify(ScriptError failure) {
    if (stack.size() < 1) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    if (!ScriptNumber.toBoolean(stack.top(1))) {
      return failure;
    }
    stack.drop(1);
    return ScriptError.OK;
  }

  private ScriptError branch(int opcode, boolean executing) {
    boolean taken = false;
    if (executing) {
      if (stack.size() < 1) {
        return ScriptError.UNBALANCED_CONDITIONAL;
      }
      byte[] condition = stack.top(1);
      boolean minimal = condition.length == 0 || (condition.length == 1 && condition[0] == 1);
      if (!minimal && isTapscript()) {
        return ScriptError.TAPSCRIPT_MINIMALIF;
      }
      if (!minimal && version == SigVersion.WITNESS_V0 && has(ScriptFlags.MINIMALIF)) {
        return ScriptError.MINIMALIF;
      }
      taken = ScriptNumber.toBoolean(condition) == (opcode == OP_IF);
      stack.drop(1);
    }
    conditions.push(taken);
    return ScriptError.OK;
  }

  private ScriptError endBranch(int opcode) {
    if (conditions.isEmpty()) {
      return ScriptError.UNBALANCED_CONDITIONAL;
    }
    if (opcode == OP_ELSE) {
      conditions.toggleTop();
    } else {
      conditions.pop();
    }
    return ScriptError.OK;
  }

  private ScriptError equal(int opcode) {
    if (stack.size() < 2) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    boolean equal = Arrays.equals(stack.pop(), stack.pop());
    stack.push(equal);
    return opcode == OP_EQUALVERIFY ? verify(ScriptError.EQUALVERIFY) : ScriptError.OK;
  }

  private ScriptError hash(int opcode) {
    if (stack.size() < 1) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    byte[] message = stack.pop();
    stack.push(
        switch (opcode) {
          case OP_RIPEMD160 -> Ripemd160.hash(message);
          case OP_SHA1 -> sha1(message);
          case OP_SHA256 -> Sha256.hash(message);
          case OP_HASH160 -> Hash160.hash(message);
          default -> Sha256.hashTwice(message);
        });
    return ScriptError.OK;
  }

  private static byte[] sha1(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /// BIP-0065.
  private ScriptError checkLockTime() {
    if (stack.size() < 1) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    long lockTime = ScriptNumber.decode(stack.top(1), requireMinimal, MAX_LOCK_TIME_BYTES);
    if (lockTime == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    if (lockTime < 0) {
      return ScriptError.NEGATIVE_LOCKTIME;
    }
    return checker.checkLockTime(lockTime) ? ScriptError.OK : ScriptError.UNSATISFIED_LOCKTIME;
  }

  /// BIP-0112.
  private ScriptError checkSequence() {
    if (stack.size() < 1) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    long sequence = ScriptNumber.decode(stack.top(1), requireMinimal, MAX_LOCK_TIME_BYTES);
    if (sequence == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    if (sequence < 0) {
      return ScriptError.NEGATIVE_LOCKTIME;
    }
    if ((sequence & SEQUENCE_DISABLE_FLAG) != 0) {
      return ScriptError.OK;
    }
    return checker.checkSequence(sequence) ? ScriptError.OK : ScriptError.UNSATISFIED_LOCKTIME;
  }

  private ScriptError checkSig(int opcode) {
    if (stack.size() < 2) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    byte[] signature = stack.top(2);
    byte[] key = stack.top(1);
    boolean success;
    if (isTapscript()) {
      ScriptError error = checkTapscriptSignature(signature, key);
      if (error != ScriptError.OK) {
        return error;
      }
      success = signature.length != 0;
    } else {
      byte[] scriptCode = script;
      int from = codeStart;
      if (version == SigVersion.BASE) {
        byte[] without = FindAndDelete.signature(script, codeStart, signature);
        if (without != script) {
          if (has(ScriptFlags.CONST_SCRIPTCODE)) {
            return ScriptError.SIG_FINDANDDELETE;
          }
          scriptCode = without;
          from = 0;
        }
      }
      ScriptError error = checkEncoding(signature, key);
      if (error != ScriptError.OK) {
        return error;
      }
      success = checker.checkEcdsa(signature, key, scriptCode, from, version);
      if (!success && has(ScriptFlags.NULLFAIL) && signature.length != 0) {
        return ScriptError.SIG_NULLFAIL;
      }
    }
    stack.drop(2);
    stack.push(success);
    return opcode == OP_CHECKSIGVERIFY ? verify(ScriptError.CHECKSIGVERIFY) : ScriptError.OK;
  }

  private ScriptError checkEncoding(byte[] signature, byte[] key) {
    ScriptError error = SignatureEncoding.check(signature, flags);
    return error == ScriptError.OK ? SignatureEncoding.checkKey(key, flags, version) : error;
  }

  /// BIP-0342, "Rules for signature opcodes". An empty signature is a check that fails without
  /// failing the script; any other one that does not hold fails it.
  private ScriptError checkTapscriptSignature(byte[] signature, byte[] key) {
    if (signature.length != 0) {
      data.validationWeightLeft -= ExecutionData.VALIDATION_WEIGHT_PER_SIGOP;
      if (data.validationWeightLeft < 0) {
        return ScriptError.TAPSCRIPT_VALIDATION_WEIGHT;
      }
    }
    if (key.length == 0) {
      return ScriptError.TAPSCRIPT_EMPTY_PUBKEY;
    }
    if (key.length == 32) {
      return signature.length == 0
          ? ScriptError.OK
          : checker.checkSchnorr(signature, key, version, data);
    }
    return has(ScriptFlags.DISCOURAGE_UPGRADABLE_PUBKEYTYPE)
        ? ScriptError.DISCOURAGE_UPGRADABLE_PUBKEYTYPE
        : ScriptError.OK;
  }

  private ScriptError checkSigAdd() {
    if (!isTapscript()) {
      return ScriptError.BAD_OPCODE;
    }
    if (stack.size() < 3) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    byte[] signature = stack.top(3);
    long number = ScriptNumber.decode(stack.top(2), requireMinimal, ScriptNumber.MAX_BYTES);
    if (number == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    ScriptError error = checkTapscriptSignature(signature, stack.top(1));
    if (error != ScriptError.OK) {
      return error;
    }
    stack.drop(3);
    stack.push(ScriptNumber.encode(number + (signature.length != 0 ? 1 : 0)));
    return ScriptError.OK;
  }

  /// The stack holds, from the top: number of keys, the keys, number of signatures, the signatures,
  /// and one element more that Satoshi's loop took by mistake.
  private ScriptError checkMultisig(int opcode) {
    if (isTapscript()) {
      return ScriptError.TAPSCRIPT_CHECKMULTISIG;
    }
    if (stack.size() < 1) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    long keyCount = ScriptNumber.decode(stack.top(1), requireMinimal, ScriptNumber.MAX_BYTES);
    if (keyCount == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    if (keyCount < 0 || keyCount > MAX_MULTISIG_KEYS) {
      return ScriptError.PUBKEY_COUNT;
    }
    int keys = (int) keyCount;
    operations += keys;
    if (operations > MAX_OPERATIONS) {
      return ScriptError.OP_COUNT;
    }
    if (stack.size() < keys + 2) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    long signatureCount =
        ScriptNumber.decode(stack.top(keys + 2), requireMinimal, ScriptNumber.MAX_BYTES);
    if (signatureCount == ScriptNumber.INVALID) {
      return ScriptError.SCRIPTNUM;
    }
    if (signatureCount < 0 || signatureCount > keys) {
      return ScriptError.SIG_COUNT;
    }
    int signatures = (int) signatureCount;
    if (stack.size() < keys + signatures + 3) {
      return ScriptError.INVALID_STACK_OPERATION;
    }
    ScriptError error = matchSignatures(keys, signatures);
    if (error != ScriptError.OK) {
      return error;
    }
    return opcode == OP_CHECKMULTISIGVERIFY
        ? verify(ScriptError.CHECKMULTISIGVERIFY)
        : ScriptError.OK;
  }

  /// Goes through keys and signatures from the top of the stack, each key tried once, and replaces
  /// all operands by the result.
  private ScriptError matchSignatures(int keys, int signatures) {
    int firstSignature = keys + 3;
    byte[] scriptCode = script;
    int from = codeStart;
    if (version == SigVersion.BASE) {
      for (int i = 0; i < signatures; i++) {
        byte[] without = FindAndDelete.signature(scriptCode, from, stack.top(firstSignature + i));
        if (without != scriptCode) {
          if (has(ScriptFlags.CONST_SCRIPTCODE)) {
            return ScriptError.SIG_FINDANDDELETE;
          }
          scriptCode = without;
          from = 0;
        }
      }
    }
    int key = 2;
    int signature = firstSignature;
    int keysLeft = keys;
    int signaturesLeft = signatures;
    while (signaturesLeft > 0 && signaturesLeft <= keysLeft) {
      ScriptError error = checkEncoding(stack.top(signature), stack.top(key));
      if (error != ScriptError.OK) {
        return error;
      }
      if (checker.checkEcdsa(stack.top(signature), stack.top(key), scriptCode, from, version)) {
        signature++;
        signaturesLeft--;
      }
      key++;
      keysLeft--;
    }
    return finishMultisig(keys, signatures, signaturesLeft == 0);
  }

  private ScriptError finishMultisig(int keys, int signatures, boolean success) {
    if (!success && has(ScriptFlags.NULLFAIL)) {
      for (int i = 0; i < signatures; i++) {
        if (stack.top(keys + 3 + i).length != 0) {
          return ScriptError.SIG_NULLFAIL;
        }
      }
    }
    stack.drop(keys + signatures + 2);
    if (has(ScriptFlags.NULLDUMMY) && stack.top(1).length != 0) {
      return ScriptError.SIG_NULLDUMMY;
    }
    stack.drop(1);
    stack.push(success);
    return ScriptError.OK;
  }
}

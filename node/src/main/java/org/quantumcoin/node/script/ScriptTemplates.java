package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.Script;

/// The standard forms of scripts: recognising them (Core's `Solver` and `CScript::Is…`) and writing
/// them.
public final class ScriptTemplates {
  /// BIP-0141: a witness program has 2 to 40 bytes.
  private static final int MIN_PROGRAM_BYTES = 2;

  private static final int MAX_PROGRAM_BYTES = 40;

  private ScriptTemplates() {}

  /// BIP-0016.
  public static boolean isPayToScriptHash(Script script) {
    return script.length() == 23
        && script.at(0) == OP_HASH160
        && script.at(1) == 20
        && script.at(22) == OP_EQUAL;
  }

  public static boolean isPayToPubkeyHash(Script script) {
    return script.length() == 25
        && script.at(0) == OP_DUP
        && script.at(1) == OP_HASH160
        && script.at(2) == 20
        && script.at(23) == OP_EQUALVERIFY
        && script.at(24) == OP_CHECKSIG;
  }

  /// The version of a witness program, 0 to 16; -1 for any other script.
  public static int witnessVersion(Script script) {
    int length = script.length();
    if (length < MIN_PROGRAM_BYTES + 2
        || length > MAX_PROGRAM_BYTES + 2
        || script.at(1) + 2 != length) {
      return -1;
    }
    int opcode = script.at(0);
    return opcode == OP_0 || isSmallInteger(opcode) ? smallInteger(opcode) : -1;
  }

  public static boolean isWitnessProgram(Script script) {
    return witnessVersion(script) >= 0;
  }

  /// The program of a script that [#witnessVersion] took for one.
  public static byte[] witnessProgram(Script script) {
    return script.toBytes(2, script.length());
  }

  public static boolean isPayToAnchor(Script script) {
    return witnessVersion(script) == 1
        && script.length() == 4
        && script.at(2) == 0x4e
        && script.at(3) == 0x73;
  }

  static boolean isPayToAnchor(int version, byte[] program) {
    return version == 1 && program.length == 2 && program[0] == 0x4e && program[1] == 0x73;
  }

  /// Nothing but pushes, and every one complete.
  public static boolean isPushOnly(Script script) {
    return isPushOnly(new ScriptCursor(script));
  }

  private static boolean isPushOnly(ScriptCursor cursor) {
    while (cursor.next()) {
      if (cursor.opcode() > OP_16) {
        return false;
      }
    }
    return !cursor.isBroken();
  }

  /// No input can ever satisfy it, so its coin need not be kept.
  public static boolean isUnspendable(Script script) {
    return (script.length() > 0 && script.at(0) == OP_RETURN)
        || script.length() > Interpreter.MAX_SCRIPT_BYTES;
  }

  /// Core's `HasValidOps`: every operation is complete, known, and pushes no more than may be
  /// pushed.
  public static boolean hasValidOperations(Script script) {
    ScriptCursor cursor = new ScriptCursor(script);
    while (cursor.next()) {
      if (cursor.opcode() > OP_NOP10 || cursor.dataLength() > Interpreter.MAX_ELEMENT_BYTES) {
        return false;
      }
    }
    return !cursor.isBroken();
  }

  /// Core's `Solver`.
  public static Solution solve(Script script) {
    if (isPayToScriptHash(script)) {
      return Solution.of(TxoutType.SCRIPTHASH, script.toBytes(2, 22));
    }
    int version = witnessVersion(script);
    if (version >= 0) {
      return solveProgram(version, witnessProgram(script));
    }
    if (script.length() > 0
        && script.at(0) == OP_RETURN
        && isPushOnly(script.subScript(1, script.length()))) {
      return Solution.of(TxoutType.NULL_DATA);
    }
    int length = script.length();
    if ((length == 35 || length == 67)
        && script.at(0) == length - 2
        && script.at(length - 1) == OP_CHECKSIG
        && hasKeySize(script.at(1), length - 2)) {
      return Solution.of(TxoutType.PUBKEY, script.toBytes(1, length - 1));
    }
    if (isPayToPubkeyHash(script)) {
      return Solution.of(TxoutType.PUBKEYHASH, script.toBytes(3, 23));
    }
    return solveMultisig(script).orElseGet(() -> Solution.of(TxoutType.NONSTANDARD));
  }

  private static Solution solveProgram(int version, byte[] program) {
    if (version == 0) {
      return switch (program.length) {
        case 20 -> Solution.of(TxoutType.WITNESS_V0_KEYHASH, program);
        case 32 -> Solution.of(TxoutType.WITNESS_V0_SCRIPTHASH, program);
        default -> Solution.of(TxoutType.NONSTANDARD);
      };
    }
    if (version == 1 && program.length == 32) {
      return Solution.of(TxoutType.WITNESS_V1_TAPROOT, program);
    }
    if (isPayToAnchor(version, program)) {
      return Solution.of(TxoutType.ANCHOR);
    }
    return Solution.of(TxoutType.WITNESS_UNKNOWN, new byte[] {(byte) version}, program);
  }

  /// Core's `CPubKey::ValidSize`: the length fits the first byte.
  private static boolean hasKeySize(int first, int length) {
    return switch (first) {
      case 2, 3 -> length == 33;
      case 4, 6, 7 -> length == 65;
      default -> false;
    };
  }

  private static Optional<Solution> solveMultisig(Script script) {
    ScriptCursor cursor = new ScriptCursor(script);
    if (script.isEmpty() || script.at(script.length() - 1) != OP_CHECKMULTISIG || !cursor.next()) {
      return Optional.empty();
    }
    int required = multisigNumber(cursor, 1);
    if (required < 0) {
      return Optional.empty();
    }
    List<byte[]> parts = new ArrayList<>();
    parts.add(new byte[] {(byte) required});
    while (cursor.next() && isKey(cursor)) {
      parts.add(cursor.data());
    }
    if (cursor.isBroken()) {
      return Optional.empty();
    }
    int count = multisigNumber(cursor, required);
    boolean complete =
        count == parts.size() - 1
            && cursor.next()
            && cursor.opcode() == OP_CHECKMULTISIG
            && cursor.isAtEnd();
    if (!complete) {
      return Optional.empty();
    }
    parts.add(new byte[] {(byte) count});
    return Optional.of(new Solution(TxoutType.MULTISIG, List.copyOf(parts)));
  }

  private static boolean isKey(ScriptCursor cursor) {
    return cursor.dataLength() > 0 && hasKeySize(cursor.data()[0], cursor.dataLength());
  }

  /// Core's `GetScriptNumber`: a number from `min` to 20, by a small integer or a minimal push; -1
  /// for anything else.
  private static int multisigNumber(ScriptCursor cursor, int min) {
    long number = -1;
    int opcode = cursor.opcode();
    if (isSmallInteger(opcode)) {
      number = smallInteger(opcode);
    } else if (opcode > OP_0 && opcode <= OP_PUSHDATA4 && cursor.isMinimalPush()) {
      number = ScriptNumber.decode(cursor.data(), true, ScriptNumber.MAX_BYTES);
    }
    return number >= min && number <= Interpreter.MAX_MULTISIG_KEYS ? (int) number : -1;
  }

  public static Script payToPubkey(byte[] key) {
    return new ScriptBuilder().push(key).op(OP_CHECKSIG).build();
  }

  public static Script payToPubkeyHash(byte[] keyHash) {
    return new ScriptBuilder()
        .op(OP_DUP)
        .op(OP_HASH160)
        .push(keyHash)
        .op(OP_EQUALVERIFY)
        .op(OP_CHECKSIG)
        .build();
  }

  public static Script payToScriptHash(byte[] scriptHash) {
    return new ScriptBuilder().op(OP_HASH160).push(scriptHash).op(OP_EQUAL).build();
  }

  /// The output whose redeem script is given.
  public static Script payToScriptHash(Script redeem) {
    return payToScriptHash(Hash160.hash(redeem.toBytes()));
  }

  public static Script payToWitness(int version, byte[] program) {
    return new ScriptBuilder().number(version).push(program).build();
  }

  public static Script payToWitnessPubkeyHash(byte[] keyHash) {
    return payToWitness(0, keyHash);
  }

  /// The output whose witness script is given.
  public static Script payToWitnessScriptHash(Script witnessScript) {
    return payToWitness(0, Sha256.hash(witnessScript.toBytes()));
  }

  public static Script payToTaproot(byte[] outputKey) {
    return payToWitness(1, outputKey);
  }

  public static Script multisig(int required, List<byte[]> keys) {
    ScriptBuilder builder = new ScriptBuilder().number(required);
    keys.forEach(builder::push);
    return builder.number(keys.size()).op(OP_CHECKMULTISIG).build();
  }
}

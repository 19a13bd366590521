package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.*;

import java.util.List;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;

/// Counts signature operations, of which a block may hold a limited number.
///
/// The count is of what stands in the script, executed or not, so that nobody needs to run it.
public final class SigOps {
  private SigOps() {}

  /// Core's `CScript::GetSigOpCount`. A multisig counts as 20, or, where `accurate` is set, as its
  /// number of keys if that is a small integer. Counting stops where the script breaks off.
  public static int count(Script script, boolean accurate) {
    int count = 0;
    int last = OP_INVALIDOPCODE;
    ScriptCursor cursor = new ScriptCursor(script);
    while (cursor.next()) {
      int opcode = cursor.opcode();
      if (opcode == OP_CHECKSIG || opcode == OP_CHECKSIGVERIFY) {
        count++;
      } else if (opcode == OP_CHECKMULTISIG || opcode == OP_CHECKMULTISIGVERIFY) {
        count +=
            accurate && isSmallInteger(last) ? smallInteger(last) : Interpreter.MAX_MULTISIG_KEYS;
      }
      last = opcode;
    }
    return count;
  }

  /// Of all scripts that stand in a transaction (Core's `GetLegacySigOpCount`).
  public static int legacyCount(Transaction tx) {
    int count = 0;
    for (TxIn input : tx.inputs()) {
      count += count(input.scriptSig(), false);
    }
    for (TxOut output : tx.outputs()) {
      count += count(output.script(), false);
    }
    return count;
  }

  /// Of the redeem scripts that inputs reveal (BIP-0016; Core's `GetP2SHSigOpCount`). `spent` are
  /// the outputs spent, in the order of the inputs.
  public static int payToScriptHashCount(Transaction tx, List<TxOut> spent) {
    if (tx.isCoinbase()) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i < spent.size(); i++) {
      if (ScriptTemplates.isPayToScriptHash(spent.get(i).script())) {
        count += redeemCount(tx.inputs().get(i).scriptSig());
      }
    }
    return count;
  }

  /// Of the redeem script that a scriptSig reveals; 0 if it does more than push.
  static int redeemCount(Script scriptSig) {
    ScriptCursor cursor = new ScriptCursor(scriptSig);
    while (cursor.next()) {
      if (cursor.opcode() > OP_16) {
        return 0;
      }
    }
    return cursor.isBroken() || scriptSig.isEmpty() ? 0 : count(cursor.dataAsScript(), true);
  }

  /// BIP-0141, "Sigops": of one input's witness (Core's `CountWitnessSigOps`).
  public static int witnessCount(Script scriptSig, Script scriptPubKey, Witness witness) {
    if (ScriptTemplates.isWitnessProgram(scriptPubKey)) {
      return programCount(scriptPubKey, witness);
    }
    if (ScriptTemplates.isPayToScriptHash(scriptPubKey)
        && !scriptSig.isEmpty()
        && ScriptTemplates.isPushOnly(scriptSig)) {
      ScriptCursor cursor = new ScriptCursor(scriptSig);
      while (!cursor.isAtEnd()) {
        cursor.next();
      }
      Script redeem = cursor.dataAsScript();
      return ScriptTemplates.isWitnessProgram(redeem) ? programCount(redeem, witness) : 0;
    }
    return 0;
  }

  private static int programCount(Script script, Witness witness) {
    if (ScriptTemplates.witnessVersion(script) != 0) {
      return 0;
    }
    return switch (script.length() - 2) {
      case 20 -> 1;
      case 32 -> witness.isEmpty() ? 0 : count(witness.itemAsScript(witness.size() - 1), true);
      default -> 0;
    };
  }

  /// Core's `GetTransactionSigOpCost`: in units of which a block may hold 80,000; everything
  /// outside a witness counts four times.
  public static int transactionSigOpCost(Transaction tx, List<TxOut> spent, int flags) {
    int cost = legacyCount(tx) * Transaction.WITNESS_SCALE_FACTOR;
    if (tx.isCoinbase()) {
      return cost;
    }
    if ((flags & ScriptFlags.P2SH) != 0) {
      cost += payToScriptHashCount(tx, spent) * Transaction.WITNESS_SCALE_FACTOR;
    }
    if ((flags & ScriptFlags.WITNESS) != 0) {
      for (int i = 0; i < spent.size(); i++) {
        TxIn input = tx.inputs().get(i);
        cost += witnessCount(input.scriptSig(), spent.get(i).script(), input.witness());
      }
    }
    return cost;
  }
}

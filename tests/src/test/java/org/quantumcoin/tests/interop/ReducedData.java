package org.quantumcoin.tests.interop;

import java.util.List;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptCursor;
import org.quantumcoin.node.script.ScriptTemplates;

/// BIP-0110, which Knots has as a policy that no option turns off: less data in pushes, no IF in
/// tapscript, no annex, no deep trees, no witness for an anchor. Core has none of it in its
/// interpreter, and so have we.
final class ReducedData {
  private static final int MAX_PUSH_BYTES = 256;
  private static final int MAX_CONTROL_BYTES = 257;

  private ReducedData() {}

  /// Whether these rules can be the reason why Knots refuses a transaction in these words.
  static boolean explains(String refusal, Transaction tx, List<TxOut> spent) {
    if (refusal.contains("(Push value size limit exceeded)")) {
      return spent.stream().anyMatch(coin -> pushesMuch(coin.script()))
          || tx.inputs().stream().anyMatch(ReducedData::carriesMuch);
    }
    if (refusal.contains("(OP_IF/NOTIF argument must be minimal in tapscript)")) {
      return spent.stream().anyMatch(coin -> ScriptTemplates.witnessVersion(coin.script()) == 1)
          && tx.inputs().stream().anyMatch(ReducedData::hasBranches);
    }
    if (refusal.contains("(Witness version reserved for soft-fork upgrades)")) {
      return tx.hasWitness()
          && spent.stream().anyMatch(coin -> ScriptTemplates.isPayToAnchor(coin.script()));
    }
    return refusal.contains("(Invalid Taproot control block size)")
        && tx.inputs().stream().anyMatch(input -> hasItemAbove(input, MAX_CONTROL_BYTES));
  }

  private static boolean carriesMuch(TxIn input) {
    Witness witness = input.witness();
    boolean annex =
        witness.size() > 1
            && witness.itemLength(witness.size() - 1) > 0
            && witness.item(witness.size() - 1)[0] == 0x50;
    return annex || pushesMuch(input.scriptSig()) || hasItemAbove(input, MAX_PUSH_BYTES);
  }

  private static boolean hasItemAbove(TxIn input, int limit) {
    for (int i = 0; i < input.witness().size(); i++) {
      if (input.witness().itemLength(i) > limit) {
        return true;
      }
    }
    return false;
  }

  private static boolean pushesMuch(Script script) {
    ScriptCursor cursor = new ScriptCursor(script);
    while (cursor.next()) {
      if (cursor.dataLength() > MAX_PUSH_BYTES) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasBranches(TxIn input) {
    for (int i = 0; i < input.witness().size(); i++) {
      ScriptCursor cursor = new ScriptCursor(input.witness().itemAsScript(i));
      while (cursor.next()) {
        if (cursor.opcode() == Opcodes.OP_IF || cursor.opcode() == Opcodes.OP_NOTIF) {
          return true;
        }
      }
    }
    return false;
  }
}

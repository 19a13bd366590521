package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ScriptBuilder;

/// A transaction that is being made or damaged: all its parts can be changed.
final class TxDraft {
  int version;
  int lockTime;
  final List<Input> inputs = new ArrayList<>();
  final List<TxOut> outputs = new ArrayList<>();

  TxDraft(int version, int lockTime) {
    this.version = version;
    this.lockTime = lockTime;
  }

  static final class Input {
    OutPoint prevout;
    int sequence;
    byte[] scriptSig = {};
    List<byte[]> witness = new ArrayList<>();

    Input(OutPoint prevout, int sequence) {
      this.prevout = prevout;
      this.sequence = sequence;
    }

    /// Elements by their shortest pushes.
    void push(List<byte[]> elements) {
      ScriptBuilder script = new ScriptBuilder();
      elements.forEach(element -> script.raw(ScriptWriter.minimalPush(element)));
      scriptSig = script.build().toBytes();
    }

    private TxIn build() {
      return new TxIn(prevout, Script.of(scriptSig), sequence, Witness.of(witness));
    }
  }

  Transaction build() {
    return Transaction.create(
        version, inputs.stream().map(Input::build).toList(), outputs, lockTime);
  }
}

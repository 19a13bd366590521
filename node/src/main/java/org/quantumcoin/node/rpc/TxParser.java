package org.quantumcoin.node.rpc;

import java.util.Optional;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptTemplates;

/// Reads transactions from hex. One without inputs cannot be told from one with a witness by its
/// bytes, so both readings are tried (Core's `DecodeHexTx`).
public final class TxParser {
  private static final int MAX_SCRIPT_BYTES = 10_000;

  private TxParser() {}

  /// The transaction; empty when the text is none.
  public static Optional<Transaction> parse(String hex, boolean tryLegacy, boolean tryWitness) {
    byte[] bytes;
    try {
      bytes = Hex.decode(hex);
    } catch (DecodeException | IllegalArgumentException _) {
      return Optional.empty();
    }
    Optional<Transaction> extended = tryWitness ? read(bytes, true) : Optional.empty();
    if (extended.isPresent() && isPlausible(extended.get())) {
      return extended;
    }
    Optional<Transaction> legacy = tryLegacy ? read(bytes, false) : Optional.empty();
    if (legacy.isPresent() && isPlausible(legacy.get())) {
      return legacy;
    }
    return extended.or(() -> legacy);
  }

  private static Optional<Transaction> read(byte[] bytes, boolean witness) {
    try {
      ByteReader in = new ByteReader(bytes);
      Transaction tx = Transaction.read(in, witness);
      return in.hasRemaining() ? Optional.empty() : Optional.of(tx);
    } catch (DecodeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether all scripts could be scripts: a wrong reading rarely gives any.
  private static boolean isPlausible(Transaction tx) {
    if (!tx.isCoinbase()) {
      for (TxIn input : tx.inputs()) {
        if (!isPlausible(input.scriptSig())) {
          return false;
        }
      }
    }
    for (TxOut output : tx.outputs()) {
      if (!isPlausible(output.script())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlausible(Script script) {
    return script.length() <= MAX_SCRIPT_BYTES && ScriptTemplates.hasValidOperations(script);
  }
}

package org.quantumcoin.wallet.coins;

import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.descriptor.OutputType;

/// A coin that may be selected, with all that selection asks of it.
///
/// @param depth confirmations; 0 in the mempool
/// @param inputVbytes size of the input that spends it, signatures included; [#UNKNOWN_SIZE] where
///   nobody can tell, then it costs nothing
/// @param fromMe our own transaction made it, so no stranger can replace it
/// @param safe confirmed, or unconfirmed and all ours; others are taken only where asked for
/// @param ancestors unconfirmed transactions that this coin depends on, its own included
/// @param descendants of the topmost of these, as the mempool counts them
/// @param ancestorBumpFeesSats what its unconfirmed ancestors lack to reach the fee rate
public record Candidate(
    OutPoint outpoint,
    TxOut out,
    OutputType type,
    int depth,
    int inputVbytes,
    boolean fromMe,
    boolean safe,
    int ancestors,
    int descendants,
    long ancestorBumpFeesSats) {
  public static final int UNKNOWN_SIZE = -1;

  public Candidate {
    if (out.value() < 0
        || depth < 0
        || inputVbytes < UNKNOWN_SIZE
        || ancestors < 0
        || descendants < 0
        || ancestorBumpFeesSats < 0) {
      throw new IllegalArgumentException("no coin can be so: " + outpoint);
    }
  }

  /// A confirmed coin, which has no relatives in the mempool.
  public static Candidate confirmed(
      OutPoint outpoint, TxOut out, OutputType type, int depth, int inputVbytes, boolean fromMe) {
    return new Candidate(outpoint, out, type, depth, inputVbytes, fromMe, true, 0, 0, 0);
  }

  public long valueSats() {
    return out.value();
  }

  public Script script() {
    return out.script();
  }

  /// In weight units; nothing where the size is unknown, as Core counts it.
  public int inputWeight() {
    return Math.multiplyExact(Math.max(inputVbytes, 0), 4);
  }
}

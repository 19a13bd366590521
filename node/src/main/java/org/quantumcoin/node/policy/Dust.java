package org.quantumcoin.node.policy;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptTemplates;

/// Outputs that cost more to spend than they are worth, at the dust relay fee.
public final class Dust {
  /// Outpoint, script length and sequence of the input that would spend it.
  private static final int INPUT_BYTES = 32 + 4 + 1 + 4;

  /// A signature and a compressed key with their lengths.
  private static final int SATISFACTION_BYTES = 107;

  private Dust() {}

  /// The least value that is no dust, in satoshis; 0 for outputs nobody can spend. A witness
  /// program counts as pay to a witness key hash, whatever its version (Core's `GetDustThreshold`).
  public static long threshold(TxOut output, FeeRate dustRelayFee) {
    if (ScriptTemplates.isUnspendable(output.script())) {
      return 0;
    }
    int satisfaction =
        ScriptTemplates.isWitnessProgram(output.script())
            ? SATISFACTION_BYTES / Transaction.WITNESS_SCALE_FACTOR
            : SATISFACTION_BYTES;
    return dustRelayFee.fee(output.serializedSize() + INPUT_BYTES + satisfaction);
  }

  public static boolean isDust(TxOut output, FeeRate dustRelayFee) {
    return output.value() < threshold(output, dustRelayFee);
  }

  /// Indices of the outputs that are dust.
  public static List<Integer> of(Transaction tx, FeeRate dustRelayFee) {
    List<Integer> dust = new ArrayList<>();
    for (int i = 0; i < tx.outputs().size(); i++) {
      if (isDust(tx.outputs().get(i), dustRelayFee)) {
        dust.add(i);
      }
    }
    return dust;
  }
}

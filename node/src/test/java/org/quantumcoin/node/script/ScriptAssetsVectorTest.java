package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

/// The reference taproot corpus: each spend in a form that must verify and one that must not.
class ScriptAssetsVectorTest {
  /// Every combination of consensus flags that makes sense: WITNESS needs P2SH, TAPROOT needs
  /// WITNESS (Core's `ALL_CONSENSUS_FLAGS`).
  private static final List<Integer> CONSENSUS_FLAGS = allConsensusFlags();

  private static List<Integer> allConsensusFlags() {
    List<Integer> result = new ArrayList<>();
    for (int flags = 0; flags <= ScriptFlags.ALL; flags++) {
      boolean witness = (flags & ScriptFlags.WITNESS) != 0;
      if ((flags & ~ScriptFlags.MANDATORY) == 0
          && (!witness || (flags & ScriptFlags.P2SH) != 0)
          && ((flags & ScriptFlags.TAPROOT) == 0 || witness)) {
        result.add(flags);
      }
    }
    return result;
  }

  @Test
  void scriptAssets() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/script_assets_test.json")) {
      List<TxOut> spent = new ArrayList<>();
      for (JsonNode out : test.get("prevouts")) {
        spent.add(TxOut.read(new ByteReader(Hex.decode(out.asString()))));
      }
      int flags = ScriptFlags.parse(test.get("flags").asString());
      boolean isFinal = test.has("final") && test.get("final").asBoolean();
      if (test.has("success")) {
        Transaction tx = with(test, test.get("success"));
        for (int tried : CONSENSUS_FLAGS) {
          // A final case holds under rules yet to come; any other one under those it was made for.
          if (isFinal || (tried & flags) == tried) {
            assertThat(run(test, tx, spent, tried))
                .as("%s under %s", test.get("comment"), ScriptFlags.format(tried))
                .isEqualTo(ScriptError.OK);
          }
        }
      }
      if (test.has("failure")) {
        Transaction tx = with(test, test.get("failure"));
        for (int tried : CONSENSUS_FLAGS) {
          if ((tried & flags) == flags) {
            assertThat(run(test, tx, spent, tried))
                .as("%s under %s", test.get("comment"), ScriptFlags.format(tried))
                .isNotEqualTo(ScriptError.OK);
          }
        }
      }
      count++;
    }
    Vectors.report("core/script_assets_test", count);
  }

  private static ScriptError run(JsonNode test, Transaction tx, List<TxOut> spent, int flags) {
    int index = test.get("index").asInt();
    return new ScriptCheck(
            new PrecomputedTransactionData(tx, spent), index, spent.get(index), flags)
        .run();
  }

  private static Transaction with(JsonNode test, JsonNode spend) {
    Transaction tx = Transaction.parse(Hex.decode(test.get("tx").asString()));
    List<byte[]> items = new ArrayList<>();
    spend.get("witness").forEach(item -> items.add(Hex.decode(item.asString())));
    List<TxIn> inputs = new ArrayList<>(tx.inputs());
    int index = test.get("index").asInt();
    inputs.set(
        index,
        inputs
            .get(index)
            .withScriptSig(Script.fromHex(spend.get("scriptSig").asString()))
            .withWitness(Witness.of(items)));
    return Transaction.create(tx.version(), inputs, tx.outputs(), tx.lockTime());
  }
}

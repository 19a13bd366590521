package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.consensus.TxRules;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

/// Whole transactions: every input must verify, or one must not.
class TransactionVectorTest {
  private static final long MAX_MONEY = 21_000_000L * Amount.COIN;

  /// CLEANSTACK makes no sense without WITNESS, nor that without P2SH; Core's test takes flags away
  /// or adds them accordingly.
  private static int trim(int flags) {
    int result = flags;
    if ((result & ScriptFlags.P2SH) == 0) {
      result &= ~ScriptFlags.WITNESS;
    }
    if ((result & ScriptFlags.WITNESS) == 0) {
      result &= ~ScriptFlags.CLEANSTACK;
    }
    return result;
  }

  private static int fill(int flags) {
    int result = flags;
    if ((result & ScriptFlags.CLEANSTACK) != 0) {
      result |= ScriptFlags.WITNESS;
    }
    if ((result & ScriptFlags.WITNESS) != 0) {
      result |= ScriptFlags.P2SH;
    }
    return result;
  }

  private static List<TxOut> spentOutputs(JsonNode test, Transaction tx) {
    Map<OutPoint, TxOut> known = new HashMap<>();
    for (JsonNode prevout : test.get(0)) {
      long value = prevout.size() > 3 ? prevout.get(3).asLong() : 0;
      known.put(
          new OutPoint(Txid.fromHex(prevout.get(0).asString()), (int) prevout.get(1).asLong()),
          new TxOut(value, ScriptAssembler.parse(prevout.get(2).asString())));
    }
    List<TxOut> spent = new ArrayList<>();
    for (TxIn input : tx.inputs()) {
      TxOut out = known.get(input.prevout());
      if (out != null) {
        spent.add(out);
      }
    }
    return spent;
  }

  private static boolean verifies(Transaction tx, List<TxOut> spent, int flags) {
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
    for (int i = 0; i < spent.size(); i++) {
      if (!new ScriptCheck(data, i, spent.get(i), flags).run().isOk()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void txValid() {
    Random random = new Random(1);
    int count = 0;
    for (JsonNode test : Vectors.json("core/tx_valid.json")) {
      if (test.size() < 3) {
        continue;
      }
      Transaction tx = Transaction.parse(Hex.decode(test.get(1).asString()));
      List<TxOut> spent = spentOutputs(test, tx);
      assertThat(spent).hasSize(tx.inputs().size());
      assertThat(TxRules.check(tx, MAX_MONEY)).as("%s", test).isEmpty();
      int excluded = ScriptFlags.parse(test.get(2).asString());
      int allowed = trim(ScriptFlags.ALL & ~excluded);
      assertThat(verifies(tx, spent, allowed)).as("%s", test).isTrue();
      for (int bit = 1; bit < ScriptFlags.ALL; bit <<= 1) {
        assertThat(verifies(tx, spent, trim(allowed & ~bit))).as("%s %x", test, bit).isTrue();
        if ((excluded & bit) != 0) {
          assertThat(verifies(tx, spent, trim(allowed | bit)) && allowed != trim(allowed | bit))
              .as("%s needs not exclude %s", test, ScriptFlags.format(bit))
              .isFalse();
        }
      }
      for (int i = 0; i < 10; i++) {
        int flags = trim(allowed & random.nextInt());
        assertThat(verifies(tx, spent, flags))
            .as("%s under %s", test, ScriptFlags.format(flags))
            .isTrue();
      }
      count++;
    }
    Vectors.report("core/tx_valid", count);
  }

  @Test
  void txInvalid() {
    Random random = new Random(2);
    int count = 0;
    for (JsonNode test : Vectors.json("core/tx_invalid.json")) {
      if (test.size() < 3) {
        continue;
      }
      Transaction tx = Transaction.parse(Hex.decode(test.get(1).asString()));
      String rule = test.get(2).asString();
      if (rule.equals("BADTX")) {
        assertThat(TxRules.check(tx, MAX_MONEY)).as("%s", test).isPresent();
      } else {
        List<TxOut> spent = spentOutputs(test, tx);
        int flags = fill(ScriptFlags.parse(rule));
        assertThat(verifies(tx, spent, flags)).as("%s", test).isFalse();
        for (int i = 0; i < 10; i++) {
          int more = fill(flags | random.nextInt(ScriptFlags.ALL + 1));
          assertThat(verifies(tx, spent, more))
              .as("%s under %s", test, ScriptFlags.format(more))
              .isFalse();
        }
      }
      count++;
    }
    Vectors.report("core/tx_invalid", count);
  }

  /// Transactions of the real chain with quirks.
  @Test
  void chainTransactions() {
    int count = 0;
    for (String name : List.of("tx1", "tx2", "tx4", "tx7", "tx10")) {
      Transaction tx = Transaction.parse(Hex.decode(Vectors.text("txs/" + name + ".hex").strip()));
      List<TxOut> spent = new ArrayList<>();
      for (JsonNode out : Vectors.json("txs/" + name + ".prevouts.json")) {
        Script script = Script.fromHex(out.get("script").asString());
        spent.add(new TxOut(out.get("value").asLong(), script));
      }
      assertThat(verifies(tx, spent, ScriptFlags.P2SH)).as(name).isTrue();
      count++;
    }
    for (String name : List.of("tx5", "tx8", "many_inputs_tx", "huge_witness")) {
      // One of the files goes on behind its transaction.
      ByteReader in = new ByteReader(Hex.decode(Vectors.text("txs/" + name + ".hex").strip()));
      Transaction tx = Transaction.read(in);
      assertThat(tx.toBytes()).isEqualTo(Arrays.copyOf(in.array(), in.position()));
      count++;
    }
    Vectors.report("txs", count);
  }
}

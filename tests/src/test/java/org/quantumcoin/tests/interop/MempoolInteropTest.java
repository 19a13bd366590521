package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.RegtestNode.TxOutPoint;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ScriptTemplates;
import tools.jackson.databind.JsonNode;

/// The same transactions given to our mempool and to a bitcoind's: same verdicts, same reasons,
/// same words beside them.
@Timeout(180)
final class MempoolInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Script ANYONE = RegtestNode.PAYS_ANYONE;

  private final Map<String, Transaction> cases = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();

  @Test
  void verdictsAndReasons_areTheSame() {
    try (Bitcoind bitcoind = Bitcoind.start(MempoolVerdicts.CORE_POLICY);
        RealNode ours = RealNode.connectedTo(bitcoind)) {
      List<TxOutPoint> coins = mine(bitcoind, ours);
      Transaction first = spend(1000, 2, coins.get(0));
      Transaction second = spend(1000, 1, coins.get(1));
      keep(bitcoind, ours, first);
      keep(bitcoind, ours, second);
      Transaction child = spend(1000, 1, output(first, 0));
      keep(bitcoind, ours, child);
      aboutFees(coins.get(2));
      aboutShape(coins.get(3));
      aboutOutputs(coins.get(4));
      aboutInputs(coins, first);
      aboutTime(coins.get(5));
      aboutScripts(coins.get(6));
      Transaction funding = fundScripts(coins.get(7));
      keep(bitcoind, ours, funding);
      aboutFundedScripts(funding);
      aboutReplacement(bitcoind, ours, coins, first, second);
      aboutVersionThree(bitcoind, ours, coins);
      Transaction last = spend(1000, 1, coins.get(20));
      keep(bitcoind, ours, last);
      for (int i = 2; i <= 25; i++) {
        last = spend(1000, 1, output(last, 0));
        keep(bitcoind, ours, last);
      }
      cases.put("chain of 26", spend(1000, 1, output(last, 0)));
      cases.forEach((name, tx) -> compare(bitcoind, ours, name, tx));
      System.out.println("interop: mempool verdicts " + cases.size());
      assertThat(differences).isEmpty();
    }
  }

  /// Blocks of ours that bitcoind takes; answers with their coinbases.
  private static List<TxOutPoint> mine(Bitcoind bitcoind, RealNode ours) {
    List<TxOutPoint> coins = new ArrayList<>();
    for (Block block : ours.node.mine(130)) {
      coins.add(RegtestNode.coinbaseOf(block));
      bitcoind.call("submitblock", Hex.encode(block.toBytes()));
    }
    Bitcoind.await(PATIENCE, "our blocks there", () -> bitcoind.height() == 130);
    return coins;
  }

  private void keep(Bitcoind bitcoind, RealNode ours, Transaction tx) {
    compare(bitcoind, ours, "kept " + cases.size(), tx);
    ours.node.submit(tx);
    if (!bitcoind.call("getrawmempool").toString().contains(tx.txid().toString())) {
      bitcoind.call("sendrawtransaction", Hex.encode(tx.toBytes()), 0);
    }
  }

  private void compare(Bitcoind bitcoind, RealNode ours, String name, Transaction tx) {
    JsonNode theirs =
        bitcoind.call("testmempoolaccept", List.of(Hex.encode(tx.toBytes())), 0).get(0);
    TxAcceptance answer = ours.node.pool.test(tx).join();
    String expected = MempoolVerdicts.of(theirs);
    String actual = MempoolVerdicts.of(answer);
    if (!expected.equals(actual)) {
      differences.add(name + ":\n  bitcoind " + expected + "\n  ours     " + actual + "\n");
    }
  }

  private void aboutFees(TxOutPoint from) {
    int size = spend(1000, 1, from).virtualSize();
    cases.put("fee just enough", spend(size, 1, from));
    cases.put("fee too small", spend(size - 1, 1, from));
    cases.put("no fee", spend(0, 1, from));
    cases.put("pays out more", spend(-1, 1, from));
  }

  private static Transaction with(Transaction base, int version, TxOut... outputs) {
    return Transaction.create(version, base.inputs(), List.of(outputs), 0);
  }

  private void aboutShape(TxOutPoint from) {
    Transaction good = spend(10_000, 1, from);
    TxOut pays = good.outputs().get(0);
    cases.put("version 0", with(good, 0, pays));
    cases.put("version 1", with(good, 1, pays));
    cases.put("version 4", with(good, 4, pays));
    cases.put("no outputs", with(good, 2));
    cases.put("negative output", with(good, 2, new TxOut(-1, ANYONE)));
    cases.put("output too large", with(good, 2, new TxOut(21_000_000_0000_0001L, ANYONE)));
    cases.put(
        "sum too large",
        with(good, 2, new TxOut(21_000_000_0000_0000L, ANYONE), new TxOut(1, ANYONE)));
    cases.put("small", with(good, 2, new TxOut(0, Script.fromHex("6a"))));
    TxIn input = good.inputs().get(0);
    cases.put("same input twice", Transaction.create(2, List.of(input, input), List.of(pays), 0));
    cases.put(
        "coinbase",
        Transaction.create(
            2,
            List.of(new TxIn(OutPoint.NULL, Script.fromHex("5151"), TxIn.SEQUENCE_FINAL)),
            List.of(pays),
            0));
    cases.put(
        "null input among others",
        Transaction.create(
            2,
            List.of(input, new TxIn(OutPoint.NULL, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
            List.of(pays),
            0));
    cases.put(
        "script not push only",
        Transaction.create(
            2, List.of(input.withScriptSig(Script.fromHex("61"))), List.of(pays), 0));
    cases.put(
        "long scriptSig",
        Transaction.create(
            2, List.of(input.withScriptSig(Script.of(push(1700)))), List.of(pays), 0));
    cases.put(
        "scriptSig on a witness program",
        Transaction.create(
            2, List.of(input.withScriptSig(Script.fromHex("51"))), List.of(pays), 0));
    cases.put(
        "too heavy",
        Transaction.create(
            2, good.inputs(), Collections.nCopies(2_400, new TxOut(5_000, ANYONE)), 0));
  }

  private static byte[] push(int length) {
    return new ByteWriter()
        .writeByte(0x4d)
        .writeUint16(length)
        .writeBytes(new byte[length])
        .toByteArray();
  }

  private void aboutOutputs(TxOutPoint from) {
    Transaction good = spend(10_000, 1, from);
    TxOut pays = good.outputs().get(0);
    String key = "02" + "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    // Not outputs to keys and bare multisig, which Knots refuses for their length where Core does
    // not.
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("bare true", "51");
    scripts.put("1 of 4", "51" + ("21" + key).repeat(4) + "54ae");
    scripts.put("data of 83 bytes", "6a4c50" + "00".repeat(80));
    scripts.put("data of 84 bytes", "6a4c51" + "00".repeat(81));
    scripts.put("witness version 2", "5220" + "11".repeat(32));
    scripts.put("anchor", "51024e73");
    scripts.put("taproot", "5120" + "11".repeat(32));
    scripts.put("odd witness version 0", "0015" + "11".repeat(21));
    scripts.forEach(
        (name, hex) -> cases.put(name, with(good, 2, new TxOut(100_000, Script.fromHex(hex)))));
    TxOut data = new TxOut(0, Script.fromHex("6a0100"));
    cases.put("two of data", with(good, 2, data, data, pays));
    cases.put("dust", with(good, 2, new TxOut(329, ANYONE), pays));
    cases.put("just no dust", with(good, 2, new TxOut(330, ANYONE)));
    cases.put("two of dust", with(good, 2, new TxOut(1, ANYONE), new TxOut(1, ANYONE)));
  }

  private void aboutInputs(List<TxOutPoint> coins, Transaction kept) {
    OutPoint unknown = new OutPoint(Txid.fromHex("12".repeat(32)), 0);
    cases.put("unknown input", spend(1000, 1, new TxOutPoint(unknown, 5_000)));
    cases.put(
        "output that is not there",
        spend(1000, 1, new TxOutPoint(new OutPoint(kept.txid(), 9), 5_000)));
    cases.put("immature", spend(1000, 1, coins.get(31)));
    cases.put("just mature", spend(1000, 1, coins.get(30)));
    cases.put("in the pool", kept);
  }

  private void aboutTime(TxOutPoint from) {
    cases.put("height not reached", spend(1000, 1, 0, 131, from));
    cases.put("height reached", spend(1000, 1, 0, 130, from));
    cases.put("time not reached", spend(1000, 1, 0, 2_000_000_000, from));
    cases.put("relative height not reached", spend(1000, 1, 126, 0, from));
    cases.put("relative height reached", spend(1000, 1, 125, 0, from));
    cases.put("relative time not reached", spend(1000, 1, 0x0040ffff, 0, from));
  }

  private void aboutScripts(TxOutPoint from) {
    Transaction good = spend(10_000, 1, from);
    TxIn input = good.inputs().get(0);
    Map<String, Witness> witnesses = new LinkedHashMap<>();
    witnesses.put("no witness", Witness.EMPTY);
    witnesses.put("wrong script", Witness.of(List.of(new byte[] {0x52})));
    witnesses.put("left over", Witness.of(List.of(new byte[] {1}, new byte[] {0x51})));
    witnesses.put("long item", Witness.of(List.of(new byte[81], new byte[] {0x51})));
    witnesses.forEach((name, witness) ->
        cases.put(
            name, Transaction.create(2, List.of(input.withWitness(witness)), good.outputs(), 0)));
  }

  /// Witness scripts by what is wrong with them; each begins with an item of witness on the stack.
  private static Map<String, String> badScripts() {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("not minimal if", "635167" + "5168");
    scripts.put("false", "7500");
    scripts.put("upgradable nop", "75b951");
    scripts.put("return", "756a");
    scripts.put("bad opcode", "75ff");
    scripts.put("locktime", "75017fb1");
    return scripts;
  }

  private static Transaction fundScripts(TxOutPoint from) {
    List<TxOut> outputs = new ArrayList<>();
    for (String hex : badScripts().values()) {
      outputs.add(new TxOut(100_000, ScriptTemplates.payToWitnessScriptHash(Script.fromHex(hex))));
    }
    Transaction shape = spend(1000, 1, from);
    long change = shape.outputs().get(0).value() - 10_000_000;
    outputs.add(new TxOut(change, ANYONE));
    return Transaction.create(2, shape.inputs(), outputs, 0);
  }

  private void aboutFundedScripts(Transaction funding) {
    int index = 0;
    for (Map.Entry<String, String> script : badScripts().entrySet()) {
      Witness witness = Witness.of(List.of(new byte[] {2}, Hex.decode(script.getValue())));
      TxIn spends = new TxIn(new OutPoint(funding.txid(), index++), Script.EMPTY, 0, witness);
      cases.put(
          script.getKey(),
          Transaction.create(2, List.of(spends), List.of(new TxOut(90_000, ANYONE)), 0));
    }
  }

  private void aboutReplacement(
      Bitcoind bitcoind,
      RealNode ours,
      List<TxOutPoint> coins,
      Transaction first,
      Transaction second) {
    int size = second.virtualSize();
    cases.put("replaces with the same fee", spend(1000, 2, coins.get(1)));
    cases.put("replaces with a lower rate", spend(1001, 3, coins.get(1)));
    cases.put("replaces with too little more", spend(1000 + size - 1, 1, coins.get(1)));
    cases.put("replaces", spend(1000 + size, 1, coins.get(1)));
    cases.put("replaces parent, not child's fee", spend(1900, 1, coins.get(0)));
    cases.put("replaces family", spend(3000, 1, coins.get(0)));
    Transaction third = spend(1000, 1, coins.get(12));
    keep(bitcoind, ours, third);
    cases.put("adds unconfirmed", spend(50_000, 1, coins.get(0), output(third, 0)));
    Transaction joint = spend(1000, 1, output(first, 1), output(second, 0));
    keep(bitcoind, ours, joint);
    cases.put(
        "adds what a child of the replaced one spends",
        spend(50_000, 1, coins.get(0), output(second, 0)));
    cases.put("spends what it replaces", spend(50_000, 1, coins.get(0), output(first, 1)));
  }

  private void aboutVersionThree(Bitcoind bitcoind, RealNode ours, List<TxOutPoint> coins) {
    Transaction base = spend(1000, 2, coins.get(10));
    Transaction parent = Transaction.create(3, base.inputs(), base.outputs(), 0);
    keep(bitcoind, ours, parent);
    Transaction child = spend(1000, 1, output(parent, 0));
    cases.put("version 2 child of 3", child);
    cases.put("version 3 child of 3", Transaction.create(3, child.inputs(), child.outputs(), 0));
    Transaction plain = spend(1000, 2, coins.get(11));
    keep(bitcoind, ours, plain);
    Transaction odd = spend(1000, 1, output(plain, 0));
    cases.put("version 3 child of 2", Transaction.create(3, odd.inputs(), odd.outputs(), 0));
    Transaction large = spend(40_000, 30, output(parent, 1));
    cases.put("large child", Transaction.create(3, large.inputs(), large.outputs(), 0));
  }
}

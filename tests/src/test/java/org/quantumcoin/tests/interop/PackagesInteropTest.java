package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.RegtestNode.TxOutPoint;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.rpc.BlockMaker;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.rpc.NodeRpc;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.script.ScriptTemplates;
import tools.jackson.databind.node.ArrayNode;

/// The same packages given to our mempool and to a bitcoind's by the same calls: equal answers to
/// the last character, and equal mempools afterwards.
@Timeout(180)
final class PackagesInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Script ANYONE = RegtestNode.PAYS_ANYONE;

  /// Takes any one item of witness, so that two witnesses of a transaction are valid.
  private static final Script ANY_ITEM = Script.fromHex("7551");

  @TempDir static Path folder;

  private final SoftAssertions all = new SoftAssertions();
  private Bitcoind bitcoind;
  private RegtestNode ours;
  private RpcPair rpc;
  private Iterator<TxOutPoint> coins;
  private int compared;

  @BeforeEach
  void open() {
    bitcoind = Bitcoind.start(MempoolVerdicts.CORE_POLICY);
    ours = RegtestNode.open();
    RpcDispatcher dispatcher = new RpcDispatcher(new RpcRegistry());
    MempoolKeeper keeper =
        new MempoolKeeper(ours.pool, Clock.systemUTC(), folder, MempoolKeeper.Keep.NOT);
    keeper.start();
    NodeRpc.register(
        dispatcher,
        new NodeRpc.Parts(
            ours.chain,
            Indexes.NONE,
            ours.pool,
            keeper,
            Optional::empty,
            new BlockMaker(ours.chain, ours.templates),
            _ -> Optional.empty(),
            Clock.systemUTC(),
            290000,
            86_400));
    dispatcher.ready();
    rpc = new RpcPair(bitcoind, dispatcher);
    List<TxOutPoint> mature = new ArrayList<>();
    for (Block block : ours.mine(160)) {
      mature.add(RegtestNode.coinbaseOf(block));
      bitcoind.call("submitblock", Hex.encode(block.toBytes()));
    }
    Bitcoind.await(PATIENCE, "our blocks there", () -> bitcoind.height() == 160);
    coins = mature.subList(0, 60).iterator();
  }

  @AfterEach
  void close() {
    if (bitcoind != null) {
      bitcoind.close();
    }
    if (ours != null) {
      ours.close();
    }
  }

  private TxOutPoint coin() {
    return coins.next();
  }

  private static Transaction version3(Transaction tx) {
    return Transaction.create(3, tx.inputs(), tx.outputs(), tx.lockTime());
  }

  private static Transaction with(Transaction tx, TxOut... outputs) {
    return Transaction.create(tx.version(), tx.inputs(), List.of(outputs), tx.lockTime());
  }

  private static ArrayNode hex(Transaction... transactions) {
    ArrayNode list = Json.array();
    for (Transaction tx : transactions) {
      list.add(Hex.encode(tx.toBytes()));
    }
    return list;
  }

  private void same(String what, String method, Object... params) {
    compared++;
    all.assertThat(rpc.ours(method, params))
        .as(what)
        .isEqualTo(inCoresWords(rpc.theirs(method, params)));
  }

  /// Knots splits some of Core's reasons, and tells of memory.
  private static String inCoresWords(String text) {
    return text.replaceAll("\"truc-[a-z0-9-]+", "\"TRUC-violation")
        .replaceAll(",\"usage\":\\d+", "");
  }

  private void tested(String what, Transaction... transactions) {
    same("testmempoolaccept: " + what, "testmempoolaccept", hex(transactions));
  }

  private void submitted(String what, Transaction... transactions) {
    same("submitpackage: " + what, "submitpackage", hex(transactions));
    samePools(what);
  }

  private void samePools(String what) {
    TreeSet<String> here = new TreeSet<>();
    ours.pool.transactions().forEach(tx -> here.add(tx.txid().toString()));
    TreeSet<String> there = new TreeSet<>();
    bitcoind.call("getrawmempool").forEach(txid -> there.add(txid.stringValue()));
    all.assertThat(here).as("mempool after " + what).isEqualTo(there);
  }

  private void finish(String what) {
    System.out.println("interop: packages " + what + " " + compared);
    all.assertAll();
  }

  @Test
  void askedTogether_isAnsweredTheSame() {
    TxOutPoint coin = coin();
    Transaction parent = spend(1000, 2, coin);
    Transaction child = spend(2000, 1, output(parent, 0));
    tested("family", parent, child);
    tested("child without parent", child);
    tested("child first", child, parent);
    tested("twice", parent, parent);
    tested("conflict", parent, spend(3000, 1, coin));
    tested("unrelated", parent, spend(1000, 1, coin()));
    tested("one bad", parent, stripped(child));
    tested("poor parent", spend(0, 1, coin), spend(9000, 1, output(spend(0, 1, coin), 0)));
    tested("too heavy", spend(100_000, 1_300, coin()), spend(100_000, 1_300, coin()));
    tested("26", Collections.nCopies(26, parent).toArray(Transaction[]::new));
    tested("none");
    same("not hex", "testmempoolaccept", JsonReader.read("[\"00\",\"zz\"]").orElseThrow());
    Transaction dear = spend(100_000, 2, coin());
    tested("dear alone", dear);
    tested("dear parent", dear, spend(1000, 1, output(dear, 0)));
    same("dear parent allowed", "testmempoolaccept", hex(dear, spend(1000, 1, output(dear, 0))), 0);
    aboutChains();
    aboutPool();
    aboutVersionThree();
    finish("asked");
  }

  private static Transaction stripped(Transaction tx) {
    TxIn input = tx.inputs().getFirst().withWitness(Witness.EMPTY);
    return Transaction.create(tx.version(), List.of(input), tx.outputs(), tx.lockTime());
  }

  private static List<Transaction> chain(TxOutPoint from, int length) {
    List<Transaction> chain = new ArrayList<>();
    TxOutPoint last = from;
    for (int i = 0; i < length; i++) {
      Transaction tx = spend(1000, 1, last);
      chain.add(tx);
      last = output(tx, 0);
    }
    return chain;
  }

  private void send(Transaction tx) {
    same("sendrawtransaction", "sendrawtransaction", Hex.encode(tx.toBytes()), 0);
  }

  private void aboutChains() {
    List<Transaction> chain = chain(coin(), 26);
    tested("chain of 25", chain.subList(0, 25).toArray(Transaction[]::new));
    chain.subList(0, 20).forEach(this::send);
    tested("pool's chain to 25", chain.subList(20, 25).toArray(Transaction[]::new));
    tested("pool's chain to 26", chain.subList(20, 26).toArray(Transaction[]::new));
    tested("unrelated, but counted", spend(1000, 1, coin()), chain.get(20));
    List<Transaction> large = new ArrayList<>();
    TxOutPoint from = coin();
    for (int i = 0; i < 3; i++) {
      Transaction tx = spend(60_000, 900, from, coin());
      large.add(tx);
      from = output(tx, 0);
    }
    send(large.get(0));
    send(large.get(1));
    tested("family too large", large.get(2), spend(1000, 1, output(large.get(2), 0)));
    Transaction wide = spend(60_000, 40, coin());
    send(wide);
    for (int i = 0; i < 23; i++) {
      send(spend(1000, 1, output(wide, i)));
    }
    tested("too many children", spend(1000, 1, output(wide, 30)), spend(1000, 1, output(wide, 31)));
  }

  private void aboutPool() {
    TxOutPoint coin = coin();
    Transaction first = spend(1000, 2, coin);
    Transaction child = spend(1000, 1, output(first, 0));
    send(first);
    tested("known parent", first, child);
    tested("child of the pool, and another", child, spend(1000, 1, coin()));
    tested("replaces", spend(50_000, 1, coin), spend(1000, 1, coin()));
    same("priority", "prioritisetransaction", child.txid().toString(), 0, 5_000);
    tested("priority", child);
    tested("priority among others", child, spend(1000, 1, output(first, 1)));
  }

  private void aboutVersionThree() {
    Transaction parent = version3(spend(1000, 3, coin()));
    Transaction child = version3(spend(1000, 2, output(parent, 0)));
    tested("version 3", parent, child);
    tested("version 2 child", parent, spend(1000, 1, output(parent, 0)));
    Transaction plain = spend(1000, 2, coin());
    tested("version 2 parent", plain, version3(spend(1000, 1, output(plain, 0))));
    tested("two children", parent, child, version3(spend(1000, 1, output(parent, 1))));
    tested("grandchild", parent, child, version3(spend(1000, 1, output(child, 0))));
    tested("two parents", parent, version3(spend(1000, 2, coin())));
    Transaction other = version3(spend(1000, 2, coin()));
    tested(
        "two parents and child",
        parent,
        other,
        version3(spend(1000, 1, output(parent, 0), output(other, 0))));
    tested("large child", parent, version3(spend(40_000, 30, output(parent, 0))));
    tested("no fee", version3(spend(0, 1, coin())), spend(1000, 1, coin()));
    send(parent);
    tested("second child", child, version3(spend(1000, 1, output(parent, 1))));
    send(child);
    tested("third child", version3(spend(1000, 1, output(parent, 1))), spend(1000, 1, coin()));
    tested(
        "grandchild of the pool",
        version3(spend(1000, 1, output(child, 0))),
        spend(900, 1, coin()));
    tested("sibling too cheap", version3(spend(1100, 1, output(parent, 1))));
    tested("sibling", version3(spend(10_000, 1, output(parent, 1))));
  }

  @Test
  void submitted_isAnsweredTheSame() {
    aboutArguments();
    aboutFees();
    aboutKnown();
    aboutDust();
    aboutSiblings();
    aboutReplacement();
    finish("submitted");
  }

  private void aboutArguments() {
    TxOutPoint coin = coin();
    Transaction parent = spend(1000, 2, coin);
    Transaction child = spend(1000, 1, output(parent, 0));
    submitted("none");
    submitted("26", Collections.nCopies(26, parent).toArray(Transaction[]::new));
    submitted("twice", parent, parent);
    submitted("child first", child, parent);
    submitted("unrelated", parent, spend(1000, 1, coin()));
    Transaction grandchild = spend(1000, 1, output(child, 0), output(parent, 1));
    submitted("parents depend", parent, child, grandchild);
    same("not hex", "submitpackage", JsonReader.read("[\"00\",\"zz\"]").orElseThrow());
    TxOut burnt = new TxOut(5_000, Script.fromHex("6a"));
    Transaction burning = with(child, burnt, new TxOut(100_000, ANYONE));
    same("burns", "submitpackage", hex(parent, burning));
    same("burns little", "submitpackage", hex(parent, burning), 0.1, 0.00004999);
    same("rate", "submitpackage", hex(parent, child), 1);
    same("negative rate", "submitpackage", hex(parent, child), -1);
    same("dear", "submitpackage", hex(parent, child), 0.00001);
    samePools("arguments");
    Transaction heavy = spend(100_000, 1_300, coin());
    submitted("too heavy", heavy, spend(100_000, 1_300, output(heavy, 0)));
    submitted("one alone", spend(1000, 1, coin()));
    submitted("one alone without fee", version3(spend(0, 1, coin())));
    submitted("one alone with missing input", child);
  }

  private void aboutFees() {
    Transaction good = spend(1000, 2, coin());
    submitted("each pays", good, spend(1000, 1, output(good, 0)));
    Transaction poor = spend(0, 2, coin());
    submitted("poor parent of version 2", poor, spend(10_000, 1, output(poor, 0)));
    Transaction free = version3(spend(0, 2, coin()));
    submitted("too little together", free, version3(spend(100, 1, output(free, 0))));
    same(
        "dear child",
        "submitpackage",
        hex(free, version3(spend(10_000, 1, output(free, 0)))),
        0.0001);
    samePools("dear child");
    submitted("bad child", free, stripped(version3(spend(10_000, 1, output(free, 0)))));
    submitted("child pays", free, version3(spend(10_000, 1, output(free, 0))));
    Transaction named = version3(spend(0, 2, coin()));
    Transaction paying = version3(spend(1_000, 1, output(named, 0)));
    same("priority", "prioritisetransaction", named.txid().toString(), 0, 777);
    submitted("priority", named, paying);
    Transaction one = version3(spend(0, 2, coin()));
    Transaction two = spend(1000, 2, coin());
    submitted("two parents", one, two, spend(5_000, 1, output(one, 0), output(two, 0)));
    submitted("two more parents", good, two, spend(5_000, 1, output(good, 1), output(two, 0)));
    Transaction missing = spend(1000, 2, coin());
    submitted(
        "a parent not there",
        spend(1000, 2, coin()),
        spend(5_000, 1, output(missing, 0), output(two, 1)));
    Transaction apart = spend(1000, 2, coin());
    submitted("pool's parent left out", apart, spend(5_000, 1, output(apart, 0), output(two, 1)));
  }

  private void aboutKnown() {
    Transaction parent = spend(1000, 2, coin());
    Transaction child = spend(1000, 1, output(parent, 0));
    send(parent);
    submitted("known parent", parent, child);
    submitted("known family", parent, child);
    Transaction shape = spend(2000, 1, coin());
    Script any = ScriptTemplates.payToWitnessScriptHash(ANY_ITEM);
    long value = shape.outputs().getFirst().value();
    Transaction funding = with(shape, new TxOut(value, any));
    send(funding);
    Transaction first = version3(withItem(spend(1000, 2, output(funding, 0)), 1));
    Transaction second = version3(withItem(spend(1000, 2, output(funding, 0)), 2));
    assertThat(first.txid()).isEqualTo(second.txid());
    Transaction plain = Transaction.create(2, first.inputs(), first.outputs(), 0);
    Transaction malleated = Transaction.create(2, second.inputs(), second.outputs(), 0);
    submitted("first witness", plain);
    submitted("other witness", malleated, spend(1000, 1, output(malleated, 0)));
    tested("other witness", malleated);
    tested("other witness among others", malleated, spend(1000, 1, output(malleated, 1)));
  }

  private static Transaction withItem(Transaction tx, int item) {
    Witness witness = Witness.of(List.of(new byte[] {(byte) item}, ANY_ITEM.toBytes()));
    TxIn input = tx.inputs().getFirst().withWitness(witness);
    return Transaction.create(tx.version(), List.of(input), tx.outputs(), tx.lockTime());
  }

  private void aboutDust() {
    Transaction free = version3(spend(0, 1, coin()));
    long value = free.outputs().getFirst().value();
    Transaction dusty = with(free, new TxOut(value - 100, ANYONE), new TxOut(100, ANYONE));
    submitted("dust alone", dusty);
    submitted("dust left", dusty, version3(spend(5_000, 1, output(dusty, 0))));
    Transaction paying = with(free, new TxOut(value - 9_100, ANYONE), new TxOut(100, ANYONE));
    submitted(
        "dust with fee", paying, version3(spend(5_000, 1, output(paying, 1), output(paying, 0))));
    Transaction two =
        with(free, new TxOut(value - 200, ANYONE), new TxOut(100, ANYONE), new TxOut(100, ANYONE));
    submitted("two of dust", two, version3(spend(5_000, 1, output(two, 0), output(two, 1))));
    Transaction sweeping = version3(spend(5_000, 1, output(dusty, 0), output(dusty, 1)));
    submitted("dust swept", dusty, sweeping);
    submitted(
        "sweeper replaced by one that leaves dust", version3(spend(50_000, 1, output(dusty, 0))));
    tested("the same, asked", version3(spend(50_000, 1, output(dusty, 0))));
    submitted("sweeper replaced", version3(spend(50_000, 1, output(dusty, 1), output(dusty, 0))));
    same("priority of dust", "prioritisetransaction", dusty.txid().toString(), 0, 5_000);
  }

  private void aboutSiblings() {
    Transaction parent = version3(spend(1000, 3, coin()));
    Transaction child = version3(spend(1000, 1, output(parent, 0)));
    submitted("family of version 3", parent, child);
    submitted("sibling too cheap", version3(spend(1100, 1, output(parent, 1))));
    submitted("sibling with a lower rate", version3(spend(1100, 6, output(parent, 1))));
    submitted("sibling in a package", parent, version3(spend(5_000, 1, output(parent, 1))));
    submitted("sibling", version3(spend(15_000, 1, output(parent, 2))));
    submitted("child replaced", version3(spend(25_000, 1, output(parent, 2))));
    TxOutPoint coin = coin();
    Transaction other = version3(spend(1000, 1, coin));
    send(other);
    submitted(
        "replaces one and evicts a sibling", version3(spend(90_000, 1, output(parent, 1), coin)));
  }

  private void aboutReplacement() {
    TxOutPoint coin = coin();
    Transaction parent = version3(spend(0, 2, coin));
    Transaction child = version3(spend(5_000, 1, output(parent, 0)));
    submitted("to be replaced", parent, child);
    Transaction next = version3(spend(0, 3, coin));
    submitted("replaces with less", next, version3(spend(4_000, 1, output(next, 0))));
    submitted("replaces with little more", next, version3(spend(5_001, 1, output(next, 0))));
    submitted("replaces", next, version3(spend(9_000, 1, output(next, 0))));
    Transaction rich = version3(spend(9_000, 1, coin));
    submitted("child poorer than parent", rich, version3(spend(500, 1, output(rich, 0))));
    Transaction richer = version3(spend(9_300, 1, coin));
    Transaction poorest = version3(spend(120, 1, output(richer, 0)));
    submitted("parent pays for child", richer, poorest);
    TxOutPoint shared = coin();
    send(spend(2_000, 1, shared));
    Transaction free = version3(spend(0, 1, shared));
    submitted("more fees, lower rate", free, version3(spend(4_000, 18, output(free, 0))));
    aboutLargerFamilies();
    TxOutPoint contested = coin();
    send(spend(1000, 1, contested));
    Transaction two = version3(spend(0, 2, contested));
    Transaction pooled = version3(spend(1000, 2, coin()));
    send(pooled);
    submitted(
        "pool's parent",
        version3(spend(0, 2, contested, output(pooled, 0))),
        version3(spend(9_000, 1, output(version3(spend(0, 2, contested, output(pooled, 0))), 0))));
    submitted("replaces a plain one", two, version3(spend(9_000, 1, output(two, 1))));
    TxOutPoint many = coin();
    Transaction root = spend(300_000, 30, many);
    send(root);
    for (int i = 0; i < 24; i++) {
      send(spend(1000, 1, output(root, i)));
    }
    Transaction better = version3(spend(0, 1, many));
    submitted("many", better, version3(spend(900_000, 1, output(better, 0))));
  }

  private void aboutLargerFamilies() {
    TxOutPoint first = coin();
    Transaction root = spend(1000, 3, first);
    Transaction middle = spend(1000, 2, output(root, 0));
    Transaction leaf = spend(1000, 1, output(middle, 0));
    send(root);
    send(middle);
    send(leaf);
    Transaction parent = version3(spend(0, 1, first));
    submitted("two descendants", parent, version3(spend(50_000, 1, output(parent, 0))));
    TxOutPoint second = coin();
    Transaction left = spend(1000, 2, coin());
    Transaction joint = spend(1000, 1, output(left, 0), second);
    Transaction sister = spend(1000, 1, output(left, 1));
    send(left);
    send(joint);
    send(sister);
    parent = version3(spend(0, 1, second));
    submitted("not the only child", parent, version3(spend(50_000, 1, output(parent, 0))));
    TxOutPoint third = coin();
    Transaction one = spend(1000, 1, third);
    Transaction another = spend(1000, 1, coin());
    send(one);
    send(another);
    send(spend(1000, 1, output(one, 0), output(another, 0)));
    parent = version3(spend(0, 1, third));
    submitted("not the only parent", parent, version3(spend(50_000, 1, output(parent, 0))));
    TxOutPoint fourth = coin();
    Transaction below = spend(1000, 1, coin());
    Transaction above = spend(8_000, 1, output(below, 0), fourth);
    send(below);
    send(above);
    parent = version3(spend(0, 1, fourth));
    submitted("its parent stays", parent, version3(spend(50_000, 1, output(parent, 0))));
    assertThat(ours.pool.find(below.txid())).isNotNull();
  }
}

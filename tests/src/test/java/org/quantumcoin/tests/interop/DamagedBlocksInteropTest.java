package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.TransactionSigner;

/// Blocks with one fault each, given to bitcoind and to us: the same reason to refuse them.
final class DamagedBlocksInteropTest {
  private static final long COIN = 100_000_000L;
  private static final long VALUE = 50 * COIN;

  private final Map<String, Block> damaged = new LinkedHashMap<>();
  private final List<OutPoint> coins = new ArrayList<>();

  /// What the blocks stand on: known once the chain is made, before the first of them.
  @SuppressWarnings("NullAway.Init")
  private BlockIndex tip;

  private int height;

  @Test
  void eachFault_isRefusedForTheSameReason(@TempDir Path folder) {
    try (Bitcoind bitcoind = Bitcoind.start();
        ChainCopy copy = new ChainCopy(folder)) {
      bitcoind.generate(130);
      copy.follow(bitcoind);
      List<TxOut> locked = lockedOutputs();
      Transaction setup =
          Transaction.create(
              2,
              List.of(new TxIn(coinbaseOf(bitcoind, 1), Script.EMPTY, TxIn.SEQUENCE_FINAL)),
              locked,
              0);
      String funding =
          BlockMaker.hex(BlockMaker.block(copy.chain.snapshot().tip(), List.of(setup)));
      assertThat(ChainCopy.submit(bitcoind, funding)).isEmpty();
      assertThat(copy.submit(funding)).isEmpty();

      tip = copy.chain.snapshot().tip();
      height = tip.height() + 1;
      for (int i = 2; i < 20; i++) {
        coins.add(coinbaseOf(bitcoind, i));
      }
      damageHeaders();
      damageCoinbases();
      damageTransactions(coinbaseOf(bitcoind, 125));
      damageWitnesses();
      damageScripts(setup);

      SoftAssertions all = new SoftAssertions();
      damaged.forEach((fault, block) -> {
        String theirs = ChainCopy.submit(bitcoind, BlockMaker.hex(block));
        System.out.println("damaged block: " + fault + ": " + theirs);
        all.assertThat(theirs).as(fault).isNotEmpty();
        all.assertThat(copy.submit(BlockMaker.hex(block))).as(fault).isEqualTo(theirs);
      });
      String good = BlockMaker.hex(BlockMaker.block(tip, List.of(spend(0), spend(1))));
      all.assertThat(ChainCopy.submit(bitcoind, good)).as("good block, theirs").isEmpty();
      all.assertThat(copy.submit(good)).as("good block, ours").isEmpty();
      all.assertThat(copy.submit(good)).isEqualTo(ChainCopy.submit(bitcoind, good));
      all.assertAll();
    }
  }

  private static OutPoint coinbaseOf(Bitcoind bitcoind, int height) {
    String hash = bitcoind.call("getblockhash", height).asString();
    String txid = bitcoind.call("getblock", hash).get("tx").get(0).asString();
    return new OutPoint(Txid.fromHex(txid), 0);
  }

  private Transaction spend(int coin) {
    return BlockMaker.spend(coins.get(coin), VALUE, BlockMaker.ANYONE);
  }

  private void add(String fault, Transaction... others) {
    damaged.put(fault, BlockMaker.block(tip, List.of(others)));
  }

  private void addHeader(String fault, BlockHeader header, List<Transaction> all) {
    damaged.put(fault, BlockMaker.mine(header, all));
  }

  private void damageHeaders() {
    List<Transaction> all = BlockMaker.block(tip, List.of()).transactions();
    Hash256 root = BlockMaker.root(all);
    long time = tip.medianTimePast() + 1;
    addHeader("wrong merkle root", BlockMaker.header(tip.hash(), Hash256.ZERO, time), all);
    addHeader("too old", BlockMaker.header(tip.hash(), root, time - 1), all);
    long future = Instant.now().getEpochSecond() + 2 * 60 * 60 + 600;
    addHeader("too new", BlockMaker.header(tip.hash(), root, future), all);
    addHeader(
        "other difficulty",
        new BlockHeader(BlockMaker.VERSION, tip.hash(), root, time, 0x207ffffe, 0),
        all);
    for (int version = 0; version <= 3; version++) {
      addHeader(
          "version " + version,
          new BlockHeader(version, tip.hash(), root, time, BlockMaker.BITS, 0),
          all);
    }
    BlockHash unknown = new BlockHash(Hash256.of(Sha256.hash(new byte[] {1})));
    addHeader("unknown parent", BlockMaker.header(unknown, root, time), all);
    BlockHeader workless = BlockMaker.header(tip.hash(), root, time);
    while (BlockMaker.hasWork(workless)) {
      workless = workless.withNonce(workless.nonce() + 1);
    }
    damaged.put("no work", Block.create(workless, all));
  }

  private void coinbase(String fault, Transaction coinbase) {
    damaged.put(fault, BlockMaker.withTransactions(tip, List.of(coinbase)));
  }

  private void damageCoinbases() {
    Script commitment = BlockMaker.commitment(List.of());
    Script script = BlockMaker.coinbaseScript(height);
    long subsidy = BlockMaker.subsidy(height);
    coinbase("one satoshi too much", BlockMaker.coinbase(height, subsidy + 1, List.of()));
    coinbase("height of the next", BlockMaker.coinbase(height + 1, subsidy, List.of()));
    coinbase(
        "script of 101 bytes",
        BlockMaker.coinbase(
            new ScriptBuilder().number(height).push(new byte[97]).build(),
            subsidy,
            commitment,
            new byte[32]));
    coinbase(
        "script of one byte",
        BlockMaker.coinbase(Script.fromHex("51"), subsidy, commitment, new byte[32]));
    coinbase(
        "reserved value of 31 bytes",
        BlockMaker.coinbase(script, subsidy, commitment, new byte[31]));
    coinbase("other reserved value", BlockMaker.coinbase(script, subsidy, commitment, filled(32)));
    Transaction second = BlockMaker.coinbase(height, 0, List.of());
    Transaction first = BlockMaker.coinbase(height, subsidy, List.of(second));
    damaged.put("two coinbases", BlockMaker.withTransactions(tip, List.of(first, second)));
    coinbase(
        "value above all money", BlockMaker.coinbase(height, 21_000_000 * COIN + 1, List.of()));
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }

  private void damageTransactions(OutPoint young) {
    TxIn input = new TxIn(coins.get(0), Script.EMPTY, TxIn.SEQUENCE_FINAL);
    TxOut out = new TxOut(VALUE, BlockMaker.ANYONE);
    add("double spend", spend(0), BlockMaker.spend(coins.get(0), 1, BlockMaker.ANYONE));
    add("same input twice", Transaction.create(2, List.of(input, input), List.of(out), 0));
    add("young coinbase", BlockMaker.spend(young, VALUE, BlockMaker.ANYONE));
    add(
        "unknown coin",
        BlockMaker.spend(new OutPoint(coins.get(0).txid(), 7), 1, BlockMaker.ANYONE));
    add(
        "null input",
        Transaction.create(
            2, List.of(input, new TxIn(OutPoint.NULL, Script.EMPTY, -1)), List.of(out), 0));
    add("no outputs", Transaction.create(2, List.of(input), List.of(), 0));
    add("negative output", BlockMaker.spend(coins.get(0), -1, BlockMaker.ANYONE));
    add(
        "output above all money",
        BlockMaker.spend(coins.get(0), 21_000_000 * COIN + 1, BlockMaker.ANYONE));
    TxOut half = new TxOut(11_000_000 * COIN, BlockMaker.ANYONE);
    add("outputs above all money", Transaction.create(2, List.of(input), List.of(half, half), 0));
    add("pays more than it has", BlockMaker.spend(coins.get(0), VALUE + 1, BlockMaker.ANYONE));
    TxIn open = new TxIn(coins.get(0), Script.EMPTY, 0);
    add("locked to this height", Transaction.create(1, List.of(open), List.of(out), height));
    int locked = (int) tip.medianTimePast();
    add("locked to this time", Transaction.create(1, List.of(open), List.of(out), locked));
    int depth = height - 2;
    TxIn relative = new TxIn(coins.get(0), Script.EMPTY, depth + 1);
    add("too young for its sequence", Transaction.create(2, List.of(relative), List.of(out), 0));
    TxIn timed = new TxIn(coins.get(0), Script.EMPTY, 1 << 22 | 0xffff);
    add(
        "too young for its sequence in time",
        Transaction.create(2, List.of(timed), List.of(out), 0));
    Transaction a = spend(0);
    Transaction b = spend(1);
    List<Transaction> three = new ArrayList<>(BlockMaker.block(tip, List.of(a, b)).transactions());
    Hash256 root = BlockMaker.root(three);
    three.add(b);
    addHeader(
        "last transaction twice",
        BlockMaker.header(tip.hash(), root, tip.medianTimePast() + 1),
        three);
    add(
        "child before its parent",
        BlockMaker.spend(new OutPoint(a.txid(), 0), VALUE, BlockMaker.ANYONE),
        a);
    add("a million bytes", BlockMaker.spend(coins.get(0), 0, Script.of(filled(1_000_000))));
    byte[] checks = new byte[20_001];
    Arrays.fill(checks, (byte) Opcodes.OP_CHECKSIG);
    add("signature operations", BlockMaker.spend(coins.get(0), 0, Script.of(checks)));
  }

  private void damageWitnesses() {
    TxIn input = new TxIn(coins.get(0), Script.EMPTY, -1, Witness.of(List.of(new byte[] {1})));
    Transaction witnessed = BlockMaker.spend(input, VALUE, BlockMaker.ANYONE);
    add("witness for an old script", witnessed);
    long subsidy = BlockMaker.subsidy(height);
    Script script = BlockMaker.coinbaseScript(height);
    Transaction stale = BlockMaker.coinbase(height, subsidy, List.of());
    damaged.put(
        "other witness commitment", BlockMaker.withTransactions(tip, List.of(stale, witnessed)));
    Transaction bare =
        Transaction.create(
            2,
            List.of(new TxIn(OutPoint.NULL, script, -1)),
            List.of(new TxOut(subsidy, BlockMaker.ANYONE)),
            0);
    damaged.put(
        "no witness commitment", BlockMaker.withTransactions(tip, List.of(bare, witnessed)));
  }

  private static final SecretKey SECRET = SecretKey.of(filled(32), true).orElseThrow();

  private static Script number(long value, int... opcodes) {
    ScriptBuilder script = new ScriptBuilder().number(value);
    for (int opcode : opcodes) {
      script.op(opcode);
    }
    return script.build();
  }

  private static List<TxOut> lockedOutputs() {
    Script no = Script.fromHex("00");
    List<Script> scripts =
        List.of(
            ScriptTemplates.payToPubkeyHash(Hash160.hash(SECRET.publicKey())),
            ScriptTemplates.payToWitnessPubkeyHash(Hash160.hash(SECRET.publicKey())),
            ScriptTemplates.payToTaproot(SECRET.xOnly()),
            ScriptTemplates.payToScriptHash(no),
            ScriptTemplates.payToWitnessScriptHash(no),
            number(10_000, Opcodes.OP_CHECKLOCKTIMEVERIFY),
            number(1_000, Opcodes.OP_CHECKSEQUENCEVERIFY),
            Script.fromHex("6a"),
            Script.fromHex("50"),
            Script.fromHex("ba51"),
            Script.fromHex("7551"),
            Script.fromHex("63"));
    return scripts.stream().map(script -> new TxOut(COIN, script)).toList();
  }

  private void damageScripts(Transaction setup) {
    for (int i = 0; i < setup.outputs().size(); i++) {
      OutPoint from = new OutPoint(setup.txid(), i);
      Script script = setup.outputs().get(i).script();
      add("nothing for " + script, BlockMaker.spend(from, COIN, BlockMaker.ANYONE));
      byte[] no = {0};
      TxIn both =
          new TxIn(from, new ScriptBuilder().push(no).build(), 0, Witness.of(List.of(no, no)));
      add("zeros for " + script, BlockMaker.spend(both, COIN, BlockMaker.ANYONE));
    }
    try (KeyStore keys = new KeyStore()) {
      keys.addKey(SECRET);
      for (int i = 0; i < 2; i++) {
        TxOut spent = setup.outputs().get(i);
        Transaction bare = BlockMaker.spend(new OutPoint(setup.txid(), i), COIN, BlockMaker.ANYONE);
        Transaction signed =
            TransactionSigner.sign(bare, List.of(Optional.of(spent)), keys, 1).tx();
        Transaction changed =
            Transaction.create(
                2, signed.inputs(), List.of(new TxOut(COIN - 1, BlockMaker.ANYONE)), 0);
        add("signature of another transaction for " + spent.script(), changed);
      }
    }
  }
}

package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.consensus.MerkleTree;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.p2p.message.BlockTxn;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.GetBlockTxn;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
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

final class PartialBlockTest {
  private final Random random = new Random(152);
  private final List<Transaction> transactions = new ArrayList<>();
  private final Block block;
  private final CmpctBlock compact;

  PartialBlockTest() {
    transactions.add(
        Transaction.create(
            2,
            List.of(new TxIn(OutPoint.NULL, Script.fromHex("0101"), TxIn.SEQUENCE_FINAL)),
            List.of(new TxOut(50, Script.fromHex("51"))),
            0));
    for (int i = 0; i < 9; i++) {
      transactions.add(transaction());
    }
    block = blockOf(transactions);
    compact = CmpctBlock.of(block, 7);
  }

  private Transaction transaction() {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    OutPoint spent = new OutPoint(new Txid(Hash256.of(hash)), 0);
    return Transaction.create(
        2,
        List.of(new TxIn(spent, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(random.nextInt(1000), Script.fromHex("51"))),
        0);
  }

  private static Block blockOf(List<Transaction> transactions) {
    BlockHeader draft = new BlockHeader(4, BlockHash.ZERO, Hash256.ZERO, 1, 0x207fffff, 0);
    Hash256 root = MerkleTree.ofBlock(Block.create(draft, transactions)).hash();
    return Block.create(new BlockHeader(4, BlockHash.ZERO, root, 1, 0x207fffff, 0), transactions);
  }

  private List<Transaction> allButCoinbase() {
    return transactions.subList(1, transactions.size());
  }

  private static PartialBlock ready(
      CmpctBlock compact, List<Transaction> pool, List<Transaction> extra) {
    PartialBlock.Opened opened = PartialBlock.open(compact, pool, extra);
    assertThat(opened).isInstanceOf(PartialBlock.Opened.Ready.class);
    return ((PartialBlock.Opened.Ready) opened).block();
  }

  private static CmpctBlock sent(CmpctBlock compact) {
    return (CmpctBlock) MessageCodec.decode(compact.command(), payload(compact));
  }

  private static byte[] payload(Message message) {
    ByteWriter out = new ByteWriter();
    message.write(out);
    return out.toByteArray();
  }

  @Test
  void fullMempool_completesTheBlockWithoutAsking() {
    List<Transaction> pool = new ArrayList<>(allButCoinbase().reversed());
    for (int i = 0; i < 500; i++) {
      pool.add(i % pool.size(), transaction());
    }
    PartialBlock partial = ready(sent(compact), pool, List.of());
    assertThat(partial.missing()).isEmpty();
    assertThat(partial.fill(List.of(), true))
        .isInstanceOfSatisfying(
            PartialBlock.Filled.Whole.class,
            whole -> assertThat(whole.block().toBytes()).isEqualTo(block.toBytes()));
  }

  @Test
  void missingTransactions_areAskedForByPosition_andFillTheirPlaces() {
    List<Transaction> pool = new ArrayList<>(allButCoinbase());
    pool.remove(7);
    pool.remove(2);
    PartialBlock partial = ready(sent(compact), pool, List.of());
    assertThat(partial.missing()).containsExactly(3, 8);
    assertThat(partial.fill(List.of(transactions.get(3), transactions.get(8)), true))
        .isInstanceOf(PartialBlock.Filled.Whole.class);
  }

  @Test
  void extraTransactions_countAsTheMempoolsDo() {
    List<Transaction> pool = new ArrayList<>(allButCoinbase());
    Transaction gone = pool.remove(4);
    assertThat(ready(compact, pool, List.of(transaction(), gone)).missing()).isEmpty();
    // In both places it is still one transaction.
    assertThat(ready(compact, allButCoinbase(), List.of(gone)).missing()).isEmpty();
  }

  @Test
  void tooFewOrTooManyTransactions_areInvalid_andSoIsASecondAnswer() {
    List<Transaction> pool = transactions.subList(1, 8);
    List<Transaction> rest = transactions.subList(8, 10);
    assertThat(ready(compact, pool, List.of()).fill(rest.subList(0, 1), true))
        .isInstanceOf(PartialBlock.Filled.Invalid.class);
    List<Transaction> more = new ArrayList<>(rest);
    more.add(transaction());
    assertThat(ready(compact, pool, List.of()).fill(more, true))
        .isInstanceOf(PartialBlock.Filled.Invalid.class);
    PartialBlock once = ready(compact, pool, List.of());
    assertThat(once.fill(rest, true)).isInstanceOf(PartialBlock.Filled.Whole.class);
    assertThat(once.fill(rest, true)).isInstanceOf(PartialBlock.Filled.Invalid.class);
    assertThat(once.fill(transactions, true)).isInstanceOf(PartialBlock.Filled.Invalid.class);
  }

  @Test
  void wrongTransaction_failsWithoutBlame() {
    PartialBlock partial = ready(compact, transactions.subList(1, 9), List.of());
    assertThat(partial.fill(List.of(transaction()), true))
        .isInstanceOf(PartialBlock.Filled.Failed.class);
  }

  @Test
  void sameShortIdTwice_failsWithoutBlame() {
    long id = compact.shortId(0);
    CmpctBlock colliding =
        CmpctBlock.of(block.header(), 7, List.of(id, 5L, id), compact.prefilled());
    assertThat(PartialBlock.open(sent(colliding), List.of(), List.of()))
        .isInstanceOf(PartialBlock.Opened.Failed.class);
  }

  /// Short ids that all fall into the same place would make each look-up a walk.
  @Test
  void shortIdsMadeToCrowd_failWithoutBlame() {
    List<Long> crowd = new ArrayList<>();
    for (long i = 1; i <= 1000; i++) {
      crowd.add(i << 32);
    }
    CmpctBlock made = CmpctBlock.of(block.header(), 7, crowd, compact.prefilled());
    assertThat(PartialBlock.open(sent(made), List.of(), List.of()))
        .isInstanceOf(PartialBlock.Opened.Failed.class);
  }

  /// Two of ours for one place: neither is trusted, and it is asked for.
  @Test
  void twoOfOursWithOneShortId_areAskedFor() {
    Transaction ours = transactions.get(1);
    Transaction twin = transactions.get(2);
    // The message claims that one id stands for the first; the pool has two of that id.
    CmpctBlock onePlace =
        CmpctBlock.of(
            block.header(), 7, List.of(compact.shortId(ours.wtxid())), compact.prefilled());
    List<Transaction> twice = List.of(ours, ours);
    assertThat(ready(onePlace, twice.subList(0, 1), List.of()).missing()).isEmpty();
    CmpctBlock twoPlaces =
        CmpctBlock.of(
            block.header(),
            7,
            List.of(compact.shortId(ours.wtxid()), compact.shortId(twin.wtxid())),
            compact.prefilled());
    assertThat(ready(twoPlaces, twice, List.of()).missing()).containsExactly(1, 2);
  }

  @Test
  void prefilledBeyondTheBlock_isInvalid() {
    Transaction coinbase = transactions.getFirst();
    List<Long> ids = List.of(1L, 2L);
    for (int gap : new int[] {0, 1, 2}) {
      CmpctBlock inside =
          CmpctBlock.of(block.header(), 7, ids, List.of(new CmpctBlock.Prefilled(gap, coinbase)));
      assertThat(PartialBlock.open(sent(inside), List.of(), List.of()))
          .isInstanceOf(PartialBlock.Opened.Ready.class);
    }
    CmpctBlock beyond =
        CmpctBlock.of(block.header(), 7, ids, List.of(new CmpctBlock.Prefilled(3, coinbase)));
    assertThat(PartialBlock.open(sent(beyond), List.of(), List.of()))
        .isInstanceOf(PartialBlock.Opened.Invalid.class);
    CmpctBlock empty = CmpctBlock.of(block.header(), 7, List.of(), List.of());
    assertThat(PartialBlock.open(sent(empty), List.of(), List.of()))
        .isInstanceOf(PartialBlock.Opened.Invalid.class);
    Transaction nothing = Transaction.create(2, List.of(), List.of(), 0);
    CmpctBlock hollow =
        CmpctBlock.of(block.header(), 7, ids, List.of(new CmpctBlock.Prefilled(0, nothing)));
    assertThat(PartialBlock.open(hollow, List.of(), List.of()))
        .isInstanceOf(PartialBlock.Opened.Invalid.class);
  }

  @Test
  void messages_keepTheirContent() {
    assertThat(payload(sent(compact))).isEqualTo(payload(compact));
    assertThat(payload(compact)).hasSize(compact.sizeBytes());
    GetBlockTxn asked = new GetBlockTxn(block.hash(), List.of(0, 1, 5, 252, 600, 65_535));
    assertThat(MessageCodec.decode(asked.command(), payload(asked))).isEqualTo(asked);
    BlockTxn answer = new BlockTxn(block.hash(), transactions.subList(2, 4));
    assertThat(MessageCodec.decode(answer.command(), payload(answer))).isEqualTo(answer);
  }

  @Test
  void indexesAbove16Bits_areMalformed() {
    ByteWriter past = new ByteWriter();
    block.hash().write(past);
    past.writeCompactSize(2).writeCompactSize(65_535).writeCompactSize(0);
    assertThatThrownBy(() -> MessageCodec.decode("getblocktxn", past.toByteArray()))
        .isInstanceOf(DecodeException.class)
        .hasMessage("differential value overflow");
    ByteWriter far = new ByteWriter();
    block.header().write(far);
    far.writeInt64(7).writeCompactSize(0).writeCompactSize(1).writeCompactSize(65_536);
    transactions.getFirst().write(far);
    assertThatThrownBy(() -> MessageCodec.decode("cmpctblock", far.toByteArray()))
        .isInstanceOf(DecodeException.class);
  }
}

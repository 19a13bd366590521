package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.p2p.message.FilterLoad;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

class BloomFilterTest {
  private static final int NONE = 0;
  private static final int ALL = 1;
  private static final int KEYS_ONLY = 2;

  private static final String KEY = "02" + "ab".repeat(32);
  private static final String HASH = "cd".repeat(20);
  private static final Script TO_KEY = Script.fromHex("21" + KEY + "ac");
  private static final Script TO_HASH = Script.fromHex("76a914" + HASH + "88ac");
  private static final OutPoint SPENT = new OutPoint(Txid.fromHex("11".repeat(32)), 7);

  private static BloomFilter filter(int flags, String... elements) {
    BloomFilter filter = BloomFilter.of(new FilterLoad(ByteString.of(new byte[200]), 11, 5, flags));
    for (String element : elements) {
      filter.add(Hex.decode(element));
    }
    return filter;
  }

  private static Transaction transaction(OutPoint spent, Script scriptSig, Script... outputs) {
    return Transaction.create(
        2,
        List.of(new TxIn(spent, scriptSig, TxIn.SEQUENCE_FINAL)),
        List.of(outputs).stream().map(script -> new TxOut(1, script)).toList(),
        0);
  }

  private static String hex(OutPoint outpoint) {
    ByteWriter out = new ByteWriter();
    outpoint.write(out);
    return Hex.encode(out.toByteArray());
  }

  private static OutPoint output(Transaction tx, int index) {
    return new OutPoint(tx.txid(), index);
  }

  /// The filters of Core's unit tests, after three insertions.
  @ParameterizedTest
  @CsvSource({"614e9b, 0", "ce4299, 2147483649"})
  void published_containWhatWasPutIn(String bits, long tweak) {
    BloomFilter filter =
        BloomFilter.of(new FilterLoad(ByteString.fromHex(bits), 5, (int) tweak, ALL));
    assertThat(filter.contains(Hex.decode("99108ad8ed9bb6274d3980bab5a85c048f0950c8"))).isTrue();
    assertThat(filter.contains(Hex.decode("b5a2c786d9ef4658287ced5914b37a1b4aa32eee"))).isTrue();
    assertThat(filter.contains(Hex.decode("b9300670b4c5366e95b2699e8b18bc75e5f729c5"))).isTrue();
    assertThat(filter.contains(Hex.decode("19108ad8ed9bb6274d3980bab5a85c048f0950c8"))).isFalse();
  }

  @Test
  void transaction_matchesByItsId_itsOutputs_whatItSpends_andItsScripts() {
    Transaction tx = transaction(SPENT, Script.fromHex("21" + KEY), TO_HASH);
    assertThat(filter(NONE).matchAndUpdate(tx)).isFalse();
    assertThat(filter(NONE, Hex.encode(tx.txid().hash().toBytes())).matchAndUpdate(tx)).isTrue();
    assertThat(filter(NONE, HASH).matchAndUpdate(tx)).isTrue();
    assertThat(filter(NONE, hex(SPENT)).matchAndUpdate(tx)).isTrue();
    assertThat(filter(NONE, KEY).matchAndUpdate(tx)).isTrue();
    assertThat(filter(NONE, hex(new OutPoint(SPENT.txid(), 8))).matchAndUpdate(tx)).isFalse();
  }

  @Test
  void scriptThatBreaksOff_matchesByWhatStandsBefore() {
    Script broken = Script.fromHex("14" + HASH + "21" + KEY.substring(2));
    Transaction tx = transaction(SPENT, Script.EMPTY, broken);
    assertThat(filter(NONE, HASH).matchAndUpdate(tx)).isTrue();
    assertThat(filter(NONE, KEY.substring(2)).matchAndUpdate(tx)).isFalse();
  }

  @Test
  void outputsThatMatch_areTakenUp_asTheFilterWantsIt() {
    Transaction tx = transaction(SPENT, Script.EMPTY, TO_HASH, TO_KEY);
    Transaction ofHash = transaction(output(tx, 0), Script.EMPTY);
    Transaction ofKey = transaction(output(tx, 1), Script.EMPTY);

    BloomFilter none = filter(NONE, HASH, KEY);
    assertThat(none.matchAndUpdate(tx)).isTrue();
    assertThat(none.matchAndUpdate(ofHash)).isFalse();
    assertThat(none.matchAndUpdate(ofKey)).isFalse();

    BloomFilter all = filter(ALL, HASH, KEY);
    assertThat(all.matchAndUpdate(tx)).isTrue();
    assertThat(all.matchAndUpdate(ofHash)).isTrue();
    assertThat(all.matchAndUpdate(ofKey)).isTrue();

    BloomFilter keys = filter(KEYS_ONLY, HASH, KEY);
    assertThat(keys.matchAndUpdate(tx)).isTrue();
    assertThat(keys.matchAndUpdate(ofHash)).isFalse();
    assertThat(keys.matchAndUpdate(ofKey)).isTrue();
  }

  @Test
  void copy_leavesTheFilterAlone_untilItIsMerged() {
    Transaction tx = transaction(SPENT, Script.EMPTY, TO_HASH);
    Transaction next = transaction(output(tx, 0), Script.EMPTY);
    BloomFilter filter = filter(ALL, HASH);
    BloomFilter copy = filter.copy();
    assertThat(copy.matchAndUpdate(tx)).isTrue();
    assertThat(filter.matchAndUpdate(next)).isFalse();
    filter.add(Hex.decode(KEY));
    filter.merge(copy);
    assertThat(filter.matchAndUpdate(next)).isTrue();
    assertThat(filter.contains(Hex.decode(KEY))).isTrue();
  }

  @Test
  void emptyFilter_matchesEverything_andTakesNothingUp() {
    BloomFilter empty = BloomFilter.of(new FilterLoad(ByteString.EMPTY, 50, 0, ALL));
    empty.add(Hex.decode(KEY));
    assertThat(empty.contains(Hex.decode(HASH))).isTrue();
    assertThat(empty.matchAndUpdate(transaction(SPENT, Script.EMPTY, TO_HASH))).isTrue();
  }

  @Test
  void bounds_areCores() {
    assertThat(BloomFilter.isAllowed(load(36_000, 50))).isTrue();
    assertThat(BloomFilter.isAllowed(load(36_001, 50))).isFalse();
    assertThat(BloomFilter.isAllowed(load(36_000, 51))).isFalse();
    assertThat(BloomFilter.isAllowed(load(36_000, -1))).isFalse();
    assertThatThrownBy(() -> BloomFilter.of(load(1, 51)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FilterLoad load(int bytes, int functions) {
    return new FilterLoad(ByteString.of(new byte[bytes]), functions, 0, 0);
  }
}

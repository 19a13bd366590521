package org.quantumcoin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.MempoolAccess.Entry;
import org.quantumcoin.node.api.MempoolAccess.EntryOrder;
import org.quantumcoin.node.api.MempoolAccess.EntryPage;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mining.TemplateOptions;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;

final class MempoolViewTest {
  private RegtestNode node;
  private MempoolView view;
  private Transaction poor;
  private Transaction rich;
  private Transaction child;

  @BeforeEach
  void open() {
    node = RegtestNode.open();
    view = new MempoolView(node.chain, node.pool, TemplateOptions.DEFAULT);
    List<Block> mined = node.mine(110);
    poor = RegtestNode.spend(1_000, 1, RegtestNode.coinbaseOf(mined.get(0)));
    rich = RegtestNode.spend(50_000, 3, RegtestNode.coinbaseOf(mined.get(1)));
    child = RegtestNode.spend(2_000, 1, RegtestNode.output(rich, 0));
    node.submit(poor);
    node.submit(rich);
    node.submit(child);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private List<Transaction> page(EntryOrder order, boolean descending) {
    return view.entries(order, descending, 0, 10).entries().stream()
        .map(entry -> node.pool.entry(entry.txid()).orElseThrow().tx())
        .toList();
  }

  @Test
  void entries_areSortedAsAsked() {
    assertThat(page(EntryOrder.FEE_RATE, true)).containsExactly(rich, child, poor);
    assertThat(page(EntryOrder.FEE, false)).containsExactly(poor, child, rich);
    assertThat(page(EntryOrder.SIZE, true)).first().isEqualTo(rich);
    assertThat(page(EntryOrder.ANCESTORS, true)).first().isEqualTo(child);
    assertThat(page(EntryOrder.DESCENDANTS, true)).first().isEqualTo(rich);
  }

  @Test
  void entries_saySumsOverRelatives() {
    Entry entry = view.entries(EntryOrder.ANCESTORS, true, 0, 1).entries().getFirst();
    assertThat(entry.txid()).isEqualTo(child.txid());
    assertThat(entry.ancestors()).isEqualTo(2);
    assertThat(entry.ancestorFeeSats()).isEqualTo(52_000);
    assertThat(entry.ancestorSize()).isEqualTo(rich.virtualSize() + child.virtualSize());
    assertThat(entry.descendants()).isEqualTo(1);
    assertThat(entry.rate()).isEqualTo(FeeRate.of(2_000, child.virtualSize()));
  }

  @Test
  void pages_endWithTheEntries() {
    assertThat(view.entries(EntryOrder.FEE, true, 2, 2).entries()).hasSize(1);
    assertThat(view.entries(EntryOrder.FEE, true, 3, 2)).isEqualTo(new EntryPage(3, List.of()));
    assertThat(view.entries(EntryOrder.FEE, true, Integer.MAX_VALUE, Integer.MAX_VALUE).total())
        .isEqualTo(3);
    assertThatThrownBy(() -> view.entries(EntryOrder.FEE, true, -1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answers_areNewWhenThePoolIs() {
    assertThat(view.entries(EntryOrder.FEE, true, 0, 10).total()).isEqualTo(3);
    assertThat(view.nextBlocks(3)).hasSize(1);
    assertThat(view.nextBlocks(3)).isSameAs(view.nextBlocks(3));
    node.mine(1);
    assertThat(view.entries(EntryOrder.FEE, true, 0, 10).total()).isZero();
    assertThat(view.nextBlocks(3)).isEmpty();
  }

  @Test
  void feeBands_areThoseOfThePool() {
    assertThat(view.feeBands(List.of(1L, 100L)))
        .isEqualTo(
            node.pool.histogram(List.of(1L, 100L)).stream()
                .map(band ->
                    new org.quantumcoin.node.api.MempoolAccess.FeeBand(
                        band.fromSatPerVb(),
                        band.transactions(),
                        band.virtualBytes(),
                        band.feeSats()))
                .toList());
  }
}

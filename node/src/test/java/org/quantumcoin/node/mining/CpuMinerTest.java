package org.quantumcoin.node.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.mempool.RegtestNode.coinbaseOf;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;

@Timeout(120)
final class CpuMinerTest {
  private final RegtestNode node = RegtestNode.open();

  @AfterEach
  void close() {
    node.close();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still waiting: " + what);
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void miner_minesWithAsManyThreadsAsWanted_andStops() {
    try (CpuMiner miner =
        CpuMiner.open(
            node.chain,
            node.pool,
            node.templates,
            () -> RegtestNode.PAYS_ANYONE,
            Clock.systemUTC(),
            new Random(1))) {
      assertThat(miner.threads()).isZero();
      miner.setThreads(2);
      await("blocks", () -> miner.blocksFound() >= 20);
      miner.setThreads(0);
      assertThat(miner.threads()).isZero();
      assertThat(node.height()).isGreaterThanOrEqualTo(20);
      miner.setThreads(1);
      int before = node.height();
      await("more", () -> node.height() > before);
    }
  }

  @Test
  void heldMiner_restsAndGoesOn_withTheThreadsThatAreWantedByThen() {
    try (CpuMiner miner =
        CpuMiner.open(
            node.chain,
            node.pool,
            node.templates,
            () -> RegtestNode.PAYS_ANYONE,
            Clock.systemUTC(),
            new Random(1))) {
      miner.setThreads(2);
      await("a block", () -> miner.blocksFound() > 0);
      miner.hold(true);
      assertThat(miner.threads()).isEqualTo(2);
      await("the threads' end", () -> minersAlive() == 0);
      long found = miner.blocksFound();
      miner.setThreads(1);
      assertThat(minersAlive()).isZero();
      assertThat(miner.blocksFound()).isEqualTo(found);
      assertThat(miner.isHeld()).isTrue();
      miner.hold(false);
      await("more", () -> miner.blocksFound() > found);
      assertThat(minersAlive()).isEqualTo(1);
    }
  }

  private static long minersAlive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().matches("miner-\\d+"))
        .count();
  }

  @Test
  void template_takesTheParentThatItsChildPaysFor() {
    List<Block> blocks = node.mine(103);
    Transaction cheap = spend(200, 1, coinbaseOf(blocks.get(0)));
    Transaction payer = spend(90_000, 1, output(cheap, 0));
    Transaction middle = spend(5_000, 1, coinbaseOf(blocks.get(1)));
    Transaction free = spend(150, 1, coinbaseOf(blocks.get(2)));
    node.submit(cheap);
    node.submit(free);
    node.submit(middle);
    node.submit(payer);
    BlockTemplate template = node.templates.fromMempool(RegtestNode.PAYS_ANYONE).join();
    assertThat(template.block().transactions().subList(1, 5))
        .containsExactly(cheap, payer, middle, free);
    assertThat(template.totalFees()).isEqualTo(95_350);
    assertThat(template.block().transactions().get(0).outputs().get(0).value())
        .isEqualTo(50_0000_0000L + 95_350);
    assertThat(node.templates.test(template.block()).join()).isEmpty();
    assertThat(node.mine(template.block()).transactions()).hasSize(5);
  }

  @Test
  void template_leavesOutWhatDoesNotFit_andKeepsParentsBeforeChildren() {
    List<Block> blocks = node.mine(101);
    Transaction parent = spend(1_000, 2, coinbaseOf(blocks.get(0)));
    Transaction child = spend(9_000, 1, output(parent, 1));
    node.submit(parent);
    node.submit(child);
    TemplateOptions tiny =
        new TemplateOptions(8_000 + parent.weight() + 1, 8_000, TemplateOptions.DEFAULT.minFee());
    BlockTemplateBuilder builder =
        new BlockTemplateBuilder(node.chain, node.pool, Clock.systemUTC(), tiny);
    assertThat(builder.fromMempool(RegtestNode.PAYS_ANYONE).join().block().transactions())
        .hasSize(2)
        .contains(parent);
  }
}

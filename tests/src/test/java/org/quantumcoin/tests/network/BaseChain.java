package org.quantumcoin.tests.network;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.TestChains;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.MempoolConfig;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mining.BlockTemplateBuilder;
import org.quantumcoin.node.mining.TemplateOptions;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;

/// The chain that most nodes begin with, so that there are coins to pay with; the same in every
/// run.
///
/// @param folder where it is kept, to be copied
/// @param free outputs that can be spent
record BaseChain(Path folder, List<Block> blocks, List<RegtestNode.TxOutPoint> free)
    implements AutoCloseable {
  private static final int MATURITY = 100;
  private static final int SPLIT_COINBASES = 8;
  private static final int PARTS = 40;

  /// Before the simulation begins: old enough for whoever's clock is late.
  private static final Duration AGE = Duration.ofHours(3);

  static BaseChain make() {
    Path folder = Folders.make();
    Instant then = Instant.ofEpochSecond(Timeline.START_SECONDS).minus(AGE);
    InstantSource clock = InstantSource.fixed(then);
    List<Block> blocks = new ArrayList<>();
    List<RegtestNode.TxOutPoint> free = new ArrayList<>();
    try (ChainManager chain = TestChains.open(SimulatedNode.chainConfig(folder), clock);
        Mempool pool = Mempool.open(MempoolConfig.defaults(true), chain, clock, null)) {
      BlockTemplateBuilder templates =
          new BlockTemplateBuilder(chain, pool, clock, TemplateOptions.DEFAULT);
      for (int i = 0; i < MATURITY + SPLIT_COINBASES; i++) {
        List<Transaction> splits = new ArrayList<>();
        if (i >= MATURITY) {
          Transaction split =
              RegtestNode.spend(0, PARTS, RegtestNode.coinbaseOf(blocks.get(i - MATURITY)));
          splits.add(split);
          for (int part = 0; part < PARTS; part++) {
            free.add(RegtestNode.output(split, part));
          }
        }
        Block block =
            RegtestNode.solve(templates.of(RegtestNode.PAYS_ANYONE, splits).join().block());
        TestChains.add(chain, block);
        blocks.add(block);
      }
    }
    return new BaseChain(folder, blocks, free);
  }

  @Override
  public void close() {
    Folders.delete(folder);
  }
}

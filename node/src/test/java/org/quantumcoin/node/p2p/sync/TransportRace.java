package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Script;

/// A chain of blocks of 1 MB fetched over loopback by each transport, in turns; nothing is checked
/// but hashes, so that the transport is what counts.
///
/// A run of its own, by `-Dtransport.blocks=200`.
@EnabledIfSystemProperty(named = "transport.blocks", matches = "[0-9]+")
final class TransportRace {
  private static final int BLOCKS = Integer.getInteger("transport.blocks", 200);
  private static final int ROUNDS = 5;

  @Test
  void sync_byEachTransport() {
    byte[] filling = new byte[250_000];
    new Random(1).nextBytes(filling);
    try (LoopbackNode server = LoopbackNode.start()) {
      long bytes = 0;
      for (int i = 0; i < BLOCKS; i++) {
        Block block = MadeBlocks.on(server.chain.snapshot().tip(), 3, Script.of(filling));
        bytes += block.totalSize();
        server.chain.submitBlock(block, true).join();
      }
      // The first turns are for the compiler.
      seconds(server, true);
      seconds(server, false);
      double plain = Double.MAX_VALUE;
      double encrypted = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        plain = Math.min(plain, seconds(server, false));
        encrypted = Math.min(encrypted, seconds(server, true));
      }
      System.out.printf(
          "transport race: %d MB, best of %d: v1 %.3f s (%.0f MB/s), v2 %.3f s (%.0f MB/s): %.2f%n",
          bytes / 1_000_000,
          ROUNDS,
          plain,
          bytes / 1e6 / plain,
          encrypted,
          bytes / 1e6 / encrypted,
          encrypted / plain);
    }
  }

  private static double seconds(LoopbackNode server, boolean encrypted) {
    long start = System.nanoTime();
    try (LoopbackNode node =
        LoopbackNode.start(
            new FakeChain(LoopbackNode.REGTEST),
            LoopbackNode.config(server.address()).withEncryptedTransport(encrypted))) {
      LoopbackNode.await("synced", () -> node.height() == BLOCKS);
      double taken = (System.nanoTime() - start) / 1e9;
      assertThat(node.manager.info().getFirst().transportProtocolType())
          .isEqualTo(encrypted ? "v2" : "v1");
      return taken;
    }
  }
}

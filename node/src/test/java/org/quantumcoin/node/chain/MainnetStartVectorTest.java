package org.quantumcoin.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.vectors.Vectors;

class MainnetStartVectorTest {
  @TempDir Path folder;

  @Test
  void blocks_ofMainnetFromTheFirst_connectInOrder() throws IOException {
    byte[] bytes = Files.readAllBytes(Vectors.file("chains/mainnet_1_256.bin"));
    NetworkParams params = Networks.find(Coin.BITCOIN, Chain.MAIN).orElseThrow();
    int blocks = 0;
    try (ChainManager chain =
        TestChains.open(TestChains.config(folder, params), InstantSource.system())) {
      ByteReader in = new ByteReader(bytes);
      while (in.hasRemaining()) {
        assertThat(in.readInt32()).isEqualTo(params.magic());
        int length = in.readInt32();
        Block block = Block.parse(in.readBytes(length));
        BlockVerdict verdict = chain.submitBlock(block, true).join();
        assertThat(verdict).isInstanceOf(BlockVerdict.Accepted.class);
        blocks++;
      }
      assertThat(chain.snapshot().height()).isEqualTo(blocks);
      assertThat(chain.verify(4, 0).join()).isTrue();
    }
    Vectors.report("chains/mainnet_1_256", blocks);

    try (ChainManager again =
        TestChains.open(TestChains.config(folder, params), InstantSource.system())) {
      assertThat(again.snapshot().height()).isEqualTo(blocks);
    }
    ChainConfig config = TestChains.config(folder, params);
    ChainConfig reindex =
        new ChainConfig(
            params,
            folder,
            config.blocksFolder(),
            config.cacheBytes(),
            2,
            config.assumeValid(),
            config.minimumChainWork(),
            config.maxTipAgeSeconds(),
            true,
            true,
            false,
            List.of(),
            6,
            3,
            0,
            1L << 20);
    try (ChainManager rebuilt = TestChains.open(reindex, InstantSource.system())) {
      assertThat(rebuilt.snapshot().height()).isEqualTo(blocks);
    }
  }
}

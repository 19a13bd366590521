package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;

final class SeenBlocksTest {
  private static BlockHash hash(int branch, int height) {
    return new BlockHash(Hash256.of(ByteBuffer.allocate(32).putInt(branch).putInt(height).array()));
  }

  @Test
  void longChain_isNotedInFewPlaces_denseAtTheEnd() {
    SeenBlocks seen = new SeenBlocks();
    int tip = 100_000;
    for (int height = 0; height <= tip; height++) {
      seen.add(height, hash(0, height));
    }
    for (int height = tip - 16; height <= tip; height++) {
      assertThat(seen.heightOf(hash(0, height))).hasValue(height);
    }
    assertThat(seen.heightOf(hash(0, 0))).hasValue(0);
    assertThat(seen.toBytes().length).isLessThan(60 * 36);
    for (int height : SeenBlocks.below(tip)) {
      assertThat(seen.heightOf(hash(0, height))).hasValue(height);
    }
    assertThat(seen.heightOf(hash(0, tip - 17))).isEmpty();
  }

  @Test
  void whatIsKept_isAlwaysOfTheLastBranch() {
    Random random = new Random(5);
    SeenBlocks seen = new SeenBlocks();
    List<BlockHash> chain = new ArrayList<>();
    int tip = 0;
    seen.add(0, hash(0, 0));
    chain.add(hash(0, 0));
    for (int branch = 1; branch < 2_000; branch++) {
      int fork = Math.max(0, tip - random.nextInt(random.nextInt(20) == 0 ? 300 : 4));
      if (fork < tip) {
        seen.add(fork, chain.get(fork));
        chain.subList(fork + 1, chain.size()).clear();
      }
      tip = fork + random.nextInt(9);
      for (int height = fork + 1; height <= tip; height++) {
        chain.add(hash(branch, height));
        seen.add(height, hash(branch, height));
      }
      if (random.nextInt(10) == 0) {
        seen = SeenBlocks.parse(seen.toBytes());
      }
      assertThat(seen.height()).isEqualTo(tip);
      assertThat(seen.hash()).isEqualTo(chain.get(tip));
      int known = 0;
      for (int height = 0; height <= tip; height++) {
        known += seen.heightOf(chain.get(height)).isPresent() ? 1 : 0;
      }
      assertThat(seen.toBytes()).as("nothing but the chain's own").hasSize(known * 36);
    }
  }
}

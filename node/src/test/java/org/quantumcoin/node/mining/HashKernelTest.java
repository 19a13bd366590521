package org.quantumcoin.node.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Uint256;

final class HashKernelTest {
  static Stream<HashKernel> kernels() {
    return Stream.of(new DigestKernel(), new MidstateKernel());
  }

  @Test
  void fastKernel_isAvailableHere() {
    assertThat(MidstateKernel.isAvailable()).isTrue();
    assertThat(HashKernel.create()).isInstanceOf(MidstateKernel.class);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scan_findsTheNonceOfEveryGenesisBlock(HashKernel kernel) {
    for (NetworkParams params : Networks.all()) {
      BlockHeader genesis = params.genesis().header();
      Uint256 exact = Uint256.of(genesis.hash().hash());
      byte[] header = genesis.toBytes();
      // Exactly at the target, and one below it.
      assertThat(kernel.scan(header, genesis.nonce(), 10, exact))
          .as(params.toString())
          .isEqualTo(Integer.toUnsignedLong(genesis.nonce()));
      assertThat(kernel.scan(header, genesis.nonce(), 1, exact.minus(Uint256.ONE)))
          .isEqualTo(HashKernel.NONE);
      // The nonces before a main network's are all bad: the whole run has to be walked.
      if (genesis.hash().hash().word(3) >>> 32 == 0) {
        assertThat(kernel.scan(header, genesis.nonce() - 1000, 2000, exact))
            .isEqualTo(Integer.toUnsignedLong(genesis.nonce()));
      }
      Uint256 target = CompactTarget.decode(genesis.bits()).value();
      assertThat(kernel.scan(header, genesis.nonce(), 1, target)).isNotEqualTo(HashKernel.NONE);
    }
  }

  @Test
  void kernels_agreeOnRandomHeaders() {
    Random random = new Random(1);
    Uint256 target = CompactTarget.decode(0x2000ffff).value();
    for (int i = 0; i < 200; i++) {
      byte[] header = new byte[80];
      random.nextBytes(header);
      List<Long> found =
          kernels().map(kernel -> kernel.scan(header, random.nextInt(1), 2000, target)).toList();
      assertThat(found.get(0)).isEqualTo(found.get(1));
    }
  }
}

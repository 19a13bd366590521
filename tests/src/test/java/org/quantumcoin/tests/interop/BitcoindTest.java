package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BitcoindTest {
  @Test
  void harness_minesOnItsOwnChain() {
    try (Bitcoind bitcoind = Bitcoind.start()) {
      bitcoind.generate(3);
      assertThat(bitcoind.height()).isEqualTo(3);
      assertThat(bitcoind.call("getblockhash", 3).asString()).isEqualTo(bitcoind.tip());
      assertThatThrownBy(() -> bitcoind.call("getblockhash", 4))
          .isInstanceOf(Bitcoind.RpcException.class)
          .hasMessage("Block height out of range");
    }
  }
}

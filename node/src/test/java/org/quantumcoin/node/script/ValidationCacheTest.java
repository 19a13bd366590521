package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Wtxid;

final class ValidationCacheTest {
  private static final int FLAGS = ScriptFlags.P2SH | ScriptFlags.WITNESS;

  private final ValidationCache cache = new ValidationCache(1 << 16, new SplittableRandom(1));

  private static Wtxid wtxid(int n) {
    return new Wtxid(Hash256.of(Sha256.hash(new byte[] {(byte) n})));
  }

  /// A rule more or less is another question.
  @Test
  void execution_isKnownForTheVerySameTransactionAndFlags() {
    cache.addExecuted(wtxid(1), FLAGS);
    assertThat(cache.wasExecuted(wtxid(1), FLAGS, false)).isTrue();
    assertThat(cache.wasExecuted(wtxid(1), FLAGS | ScriptFlags.TAPROOT, false)).isFalse();
    assertThat(cache.wasExecuted(wtxid(1), ScriptFlags.P2SH, false)).isFalse();
    assertThat(cache.wasExecuted(wtxid(2), FLAGS, false)).isFalse();
  }

  @Test
  void execution_isForgottenOnceTheChainHasIt() {
    cache.addExecuted(wtxid(1), FLAGS);
    assertThat(cache.wasExecuted(wtxid(1), FLAGS, true)).isTrue();
    assertThat(cache.wasExecuted(wtxid(1), FLAGS, false)).isFalse();
  }

  /// Nobody can tell from outside where an entry will be.
  @Test
  void cachesOfOtherSalts_shareNothing() {
    ValidationCache other = new ValidationCache(1 << 16, new SplittableRandom(2));
    cache.addExecuted(wtxid(1), FLAGS);
    assertThat(other.wasExecuted(wtxid(1), FLAGS, false)).isFalse();
  }
}

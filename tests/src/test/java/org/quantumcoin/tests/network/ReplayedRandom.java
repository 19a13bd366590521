package org.quantumcoin.tests.network;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.random.RandomGenerator;

/// Secure in name only: gives what a seeded generator gives, so that keys are the same in each run.
final class ReplayedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  ReplayedRandom(RandomGenerator source) {
    super(new Source(source), null);
  }

  private static final class Source extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;
    private final transient RandomGenerator source;

    Source(RandomGenerator source) {
      this.source = source;
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      throw new UnsupportedOperationException("the seed is the simulation's");
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      source.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int count) {
      byte[] seed = new byte[count];
      source.nextBytes(seed);
      return seed;
    }
  }
}

package org.quantumcoin.wallet.store;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What it costs to try a passphrase: Argon2id (RFC 9106) with so much memory and so many passes.
/// Recorded in each wallet's key file, so that it can grow with machines.
public record KdfCost(int memoryKiB, int iterations, int parallelism) {
  /// RFC 9106 recommends at least 64 MiB where 2 GiB are too much; a wallet is worth more.
  static final int DEFAULT_MEMORY_KIB = 256 * 1024;

  /// For a heap that could not hold the default: RFC 9106's second recommendation.
  static final int SMALL_MEMORY_KIB = 64 * 1024;

  /// What a key file may ask for, so that a hostile one cannot exhaust this machine.
  private static final int MAX_MEMORY_KIB = 1024 * 1024;

  private static final int MAX_ITERATIONS = 1_000;
  private static final int MAX_PARALLELISM = 64;
  private static final long TARGET_NANOS = 1_000_000_000;
  private static final int KEY_BYTES = 32;

  public KdfCost {
    if (memoryKiB < 8
        || memoryKiB > MAX_MEMORY_KIB
        || iterations < 1
        || iterations > MAX_ITERATIONS
        || parallelism < 1
        || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException("key derivation cost out of range");
    }
  }

  /// About one second on this machine, measured now.
  public static KdfCost measured() {
    long quarter = Runtime.getRuntime().maxMemory() / 4 / 1024;
    int memory = quarter >= DEFAULT_MEMORY_KIB ? DEFAULT_MEMORY_KIB : SMALL_MEMORY_KIB;
    KdfCost once = new KdfCost(memory, 1, 1);
    long start = System.nanoTime();
    once.derive(new byte[16], new byte[16]);
    long nanos = Math.max(System.nanoTime() - start, 1);
    int iterations = Math.clamp(Math.round((double) TARGET_NANOS / nanos), 1, 16);
    return new KdfCost(memory, iterations, 1);
  }

  /// 32 bytes for the caller to wipe.
  byte[] derive(byte[] passphrase, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKiB)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .build());
    byte[] key = new byte[KEY_BYTES];
    generator.generateBytes(passphrase, key);
    return key;
  }
}

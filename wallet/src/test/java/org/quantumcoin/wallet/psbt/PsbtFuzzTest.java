package org.quantumcoin.wallet.psbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class PsbtFuzzTest {
  private static final long SEED = 20261122;
  private static final int ROUNDS = 60_000;

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (JsonNode test : Vectors.json("psbt/psbt_cases.json")) {
      String text = test.get("psbt").asString();
      if (!test.get("kind").asString().equals("invalid")) {
        seeds.add(Base64.getDecoder().decode(text));
      }
    }
    return seeds;
  }

  private static byte[] mutate(byte[] seed, byte[] other, SplittableRandom random) {
    byte[] bytes = seed.clone();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(5, bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        default -> {
          int length = Math.min(random.nextInt(40), Math.min(other.length, bytes.length - at));
          System.arraycopy(other, random.nextInt(other.length - length + 1), bytes, at, length);
        }
      }
    }
    return bytes;
  }

  /// One typed exception with a sentence, or a PSBT that survives writing and reading.
  @Test
  void decode_ofMutatedBytes_neverThrowsAnythingElse() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> seeds = seeds();
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] seed = seeds.get(random.nextInt(seeds.size()));
      byte[] bytes = mutate(seed, seeds.get(random.nextInt(seeds.size())), random);
      try {
        Psbt psbt = Psbt.decode(bytes);
        accepted++;
        byte[] written = psbt.encode();
        assertThat(Psbt.decode(written).encode()).isEqualTo(written);
      } catch (PsbtException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(accepted).isBetween(1, ROUNDS - 1);
  }

  @Test
  void decode_ofRandomBytes_neverThrowsAnythingElse() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(5, 120)];
      random.nextBytes(bytes);
      System.arraycopy(PsbtReader.magic(), 0, bytes, 0, 5);
      try {
        Psbt.decode(bytes);
      } catch (PsbtException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}

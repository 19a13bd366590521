package org.quantumcoin.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;

class Secp256k1Test {
  private static final byte[] SECRET = Sha256.hash(new byte[] {1});
  private static final byte[] HASH = Sha256.hash(new byte[] {2});
  private static final byte[] ORDER =
      Hex.decode("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
  private static final byte[] ORDER_MINUS_ONE =
      Hex.decode("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140");

  @Test
  void verifyEcdsa_agreesWithBouncyCastle_onRandomAndHostileInput() {
    Random random = new Random(20250101);
    int accepted = 0;
    for (int i = 0; i < 1200; i++) {
      byte[] secret = randomSecret(random);
      byte[] hash = bytes(random, 32);
      byte[] key = keyInSomeEncoding(secret, random);
      byte[] signature = Secp256k1.signEcdsa(secret, hash);
      switch (random.nextInt(4)) {
        case 0 -> mutate(signature, random);
        case 1 -> mutate(key, random);
        case 2 -> mutate(hash, random);
        default -> {}
      }
      boolean ours = Secp256k1.verifyEcdsa(signature, key, hash);
      assertThat(ours)
          .as("case %d: %s %s", i, Hex.encode(signature), Hex.encode(key))
          .isEqualTo(Secp256k1Fallback.verifyEcdsa(signature, key, hash));
      accepted += ours ? 1 : 0;
    }
    assertThat(accepted).isBetween(250, 700);
  }

  @Test
  void verifySchnorr_agreesWithBouncyCastle_onRandomAndHostileInput() {
    Random random = new Random(20250102);
    int accepted = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] secret = randomSecret(random);
      byte[] hash = bytes(random, 32);
      byte[] key = Secp256k1.xOnly(secret);
      byte[] signature = Secp256k1.signSchnorr(secret, hash, bytes(random, 32));
      switch (random.nextInt(4)) {
        case 0 -> mutate(signature, random);
        case 1 -> mutate(key, random);
        case 2 -> mutate(hash, random);
        default -> {}
      }
      boolean ours = Secp256k1.verifySchnorr(signature, key, hash);
      assertThat(ours)
          .as("case %d: %s %s", i, Hex.encode(signature), Hex.encode(key))
          .isEqualTo(Secp256k1Fallback.verifySchnorr(signature, key, hash));
      accepted += ours ? 1 : 0;
    }
    assertThat(accepted).isBetween(150, 500);
  }

  @Test
  void verification_neverThrows_onGarbageOfAnyLength() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] signature = bytes(random, random.nextInt(80));
      byte[] key = bytes(random, random.nextInt(70));
      if (signature.length > 2 && random.nextBoolean()) {
        signature[0] = 0x30;
        signature[2] = 2;
      }
      assertThat(Secp256k1.verifyEcdsa(signature, key, HASH)).isFalse();
      assertThat(Secp256k1.verifySchnorr(signature, key, HASH)).isFalse();
    }
    assertThat(Secp256k1.verifyEcdsa(new byte[0], new byte[0], HASH)).isFalse();
    assertThat(Secp256k1.verifySchnorr(new byte[64], new byte[32], HASH)).isFalse();
  }

  @Test
  void verifyEcdsa_takesHybridKeys_onlyWithTheRightParity() {
    byte[] signature = Secp256k1.signEcdsa(SECRET, HASH);
    byte[] hybrid = Secp256k1.publicKey(SECRET, false);
    int odd = hybrid[64] & 1;
    hybrid[0] = (byte) (6 + odd);
    assertThat(Secp256k1.verifyEcdsa(signature, hybrid, HASH)).isTrue();
    hybrid[0] = (byte) (7 - odd);
    assertThat(Secp256k1.verifyEcdsa(signature, hybrid, HASH)).isFalse();
  }

  @Test
  void signEcdsa_givesLowRAndLowS() {
    for (int i = 0; i < 100; i++) {
      byte[] signature = Secp256k1.signEcdsa(SECRET, Sha256.hash(new byte[] {(byte) i}));
      assertThat(signature.length).isLessThanOrEqualTo(70);
      assertThat(DerSignature.isLowS(signature, signature.length)).isTrue();
    }
  }

  @Test
  void isLowS_atHalfTheOrder() {
    byte[] half =
        Hex.decode(
            "3025020101" + "02207fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");
    assertThat(DerSignature.isLowS(half, half.length)).isTrue();
    byte[] above = half.clone();
    above[above.length - 1]++;
    assertThat(DerSignature.isLowS(above, above.length)).isFalse();
  }

  @Test
  void secret_isBetweenZeroAndTheOrder() {
    byte[] one = new byte[32];
    one[31] = 1;
    assertThat(Secp256k1.isValidSecret(new byte[32])).isFalse();
    assertThat(Secp256k1.isValidSecret(one)).isTrue();
    assertThat(Secp256k1.isValidSecret(ORDER_MINUS_ONE)).isTrue();
    assertThat(Secp256k1.isValidSecret(ORDER)).isFalse();
    assertThat(Secp256k1.isValidSecret(new byte[31])).isFalse();
    assertThatThrownBy(() -> Secp256k1.publicKey(ORDER, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void recover_givesTheSignersKey() {
    for (boolean compressed : new boolean[] {true, false}) {
      byte[] signature = Secp256k1.signEcdsaCompact(SECRET, HASH, compressed);
      assertThat(Secp256k1.recoverEcdsaCompact(signature, HASH))
          .hasValueSatisfying(
              key -> assertThat(key).isEqualTo(Secp256k1.publicKey(SECRET, compressed)));
    }
    assertThat(Secp256k1.recoverEcdsaCompact(new byte[65], HASH)).isEmpty();
    assertThat(Secp256k1.recoverEcdsaCompact(new byte[64], HASH)).isEmpty();
  }

  @Test
  void compressAndDecompress_areInverse() {
    byte[] compressed = Secp256k1.publicKey(SECRET, true);
    byte[] full = Secp256k1.decompress(compressed).orElseThrow();
    assertThat(full).isEqualTo(Secp256k1.publicKey(SECRET, false));
    assertThat(Secp256k1.compress(full)).hasValue(compressed);
    assertThat(Secp256k1.compress(new byte[33])).isEmpty();
  }

  @Test
  void tweaks_ofSecretAndPublicKeyAgree() {
    byte[] tweak = Sha256.hash(new byte[] {3});
    byte[] secret = Secp256k1.tweakSecret(SECRET, tweak).orElseThrow();
    assertThat(Secp256k1.tweakPublicKey(Secp256k1.publicKey(SECRET, true), tweak))
        .hasValue(Secp256k1.publicKey(secret, true));
    assertThat(Secp256k1.tweakSecret(SECRET, ORDER)).isEmpty();
    assertThat(Secp256k1.tweakPublicKey(Secp256k1.publicKey(SECRET, true), ORDER)).isEmpty();
  }

  @Test
  void xOnlyTweaks_agree() {
    byte[] internal = Secp256k1.xOnly(SECRET);
    for (int i = 0; i < 16; i++) {
      byte[] tweak = Sha256.hash(new byte[] {4, (byte) i});
      byte[] tweaked = Secp256k1.tweakXOnly(internal, tweak).orElseThrow();
      byte[] output = Arrays.copyOfRange(tweaked, 1, 33);
      int parity = tweaked[0] & 1;
      assertThat(Secp256k1.checkXOnlyTweak(output, parity, internal, tweak)).isTrue();
      assertThat(Secp256k1.checkXOnlyTweak(output, 1 - parity, internal, tweak)).isFalse();
      byte[] secret = Secp256k1.tweakSecretXOnly(SECRET, tweak).orElseThrow();
      assertThat(Secp256k1.publicKey(secret, true)).isEqualTo(tweaked);
      byte[] signature = Secp256k1.signSchnorr(SECRET, HASH, HASH, Optional.of(tweak));
      assertThat(Secp256k1.verifySchnorr(signature, output, HASH)).isTrue();
    }
  }

  private static byte[] keyInSomeEncoding(byte[] secret, Random random) {
    byte[] key = Secp256k1.publicKey(secret, random.nextBoolean());
    if (key.length == 65 && random.nextBoolean()) {
      key[0] = (byte) (6 + (key[64] & 1));
    }
    return key;
  }

  private static void mutate(byte[] bytes, Random random) {
    int at =
        random.nextInt(4) == 0
            ? random.nextInt(Math.min(6, bytes.length))
            : random.nextInt(bytes.length);
    bytes[at] =
        random.nextBoolean()
            ? (byte) (bytes[at] ^ (1 << random.nextInt(8)))
            : (byte) -random.nextInt(2);
  }

  private static byte[] randomSecret(Random random) {
    byte[] secret = bytes(random, 32);
    secret[0] &= 0x7f;
    return secret;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] result = new byte[length];
    random.nextBytes(result);
    return result;
  }
}

package org.quantumcoin.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;

class HashesTest {
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void ripemd160_ofItsPapersExamples() {
    assertThat(Ripemd160.hash(new byte[0]))
        .isEqualTo(Hex.decode("9c1185a5c5e9fc54612808977ee8f548b2258d31"));
    assertThat(Ripemd160.hash(ascii("abc")))
        .isEqualTo(Hex.decode("8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"));
  }

  @Test
  void ripemd160_agreesWithBouncyCastle_atEveryLength() {
    Random random = new Random(4);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      RIPEMD160Digest digest = new RIPEMD160Digest();
      digest.update(bytes, 0, length);
      byte[] expected = new byte[20];
      digest.doFinal(expected, 0);
      assertThat(Ripemd160.hash(bytes)).isEqualTo(expected);
    }
  }

  @Test
  void hmacSha512_ofRfc4231() {
    assertThat(Hex.encode(HmacSha512.hash(ascii("Jefe"), ascii("what do ya want for nothing?"))))
        .startsWith("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554");
  }

  @Test
  void sipHash_specialForms_giveWhatTheGeneralOneGives() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      long k0 = random.nextLong();
      long k1 = random.nextLong();
      long[] w = random.longs(4).toArray();
      SipHash general = new SipHash(k0, k1);
      for (long word : w) {
        general.write(word);
      }
      assertThat(SipHash.hash256(k0, k1, w[0], w[1], w[2], w[3])).isEqualTo(general.finish());
      int extra = random.nextInt();
      SipHash longer = new SipHash(k0, k1);
      for (long word : w) {
        longer.write(word);
      }
      byte[] four = {(byte) extra, (byte) (extra >> 8), (byte) (extra >> 16), (byte) (extra >> 24)};
      assertThat(SipHash.hash256Extra(k0, k1, w[0], w[1], w[2], w[3], extra))
          .isEqualTo(longer.write(four, 0, 4).finish());
    }
  }

  /// The values of Core's `crypto_tests.cpp`: elements are 32 bytes, the first one given.
  @Test
  void muHash_ofCoresExample() {
    MuHash3072 hash = new MuHash3072();
    hash.insert(element(0)).insert(element(1)).remove(element(2));
    byte[] expected =
        Hex.reversed(
            Hex.decode("10d312b100cbd32ada024a6646e40d3482fcff103668d2625f10002a607d5863"));
    assertThat(hash.finish()).isEqualTo(expected);
    assertThat(MuHash3072.fromBytes(hash.toBytes()).finish()).isEqualTo(expected);
    assertThat(new MuHash3072().finish())
        .isEqualTo(
            Hex.reversed(
                Hex.decode("dd5ad2a105c2d29495f577245c357409002329b9f4d6182c0af3dc2f462555c8")));
  }

  @Test
  void muHash_doesNotDependOnOrder_andForgetsWhatWasRemoved() {
    Random random = new Random(2);
    MuHash3072 one = new MuHash3072();
    MuHash3072 two = new MuHash3072();
    MuHash3072 both = new MuHash3072();
    for (int i = 0; i < 64; i++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      (i % 2 == 0 ? one : two).insert(bytes);
      both.insert(bytes);
    }
    both.insert(ascii("passing")).remove(ascii("passing"));
    assertThat(two.combine(one).finish()).isEqualTo(both.finish());
  }

  @Test
  void muHash_multipliesRight_atTheEdgesOfTheField() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(3072).subtract(BigInteger.valueOf(1103717));
    BigInteger[] edges = {
      BigInteger.ONE,
      modulus.subtract(BigInteger.ONE),
      modulus,
      modulus.add(BigInteger.ONE),
      BigInteger.ONE.shiftLeft(3072).subtract(BigInteger.ONE),
      BigInteger.ONE.shiftLeft(3071)
    };
    for (BigInteger a : edges) {
      for (BigInteger b : edges) {
        byte[] state = new byte[768];
        state[384] = 1;
        byte[] other = state.clone();
        System.arraycopy(littleEndian(a), 0, state, 0, 384);
        System.arraycopy(littleEndian(b), 0, other, 0, 384);
        byte[] product = MuHash3072.fromBytes(state).combine(MuHash3072.fromBytes(other)).finish();
        assertThat(product).isEqualTo(Sha256.hash(littleEndian(a.multiply(b).mod(modulus))));
      }
    }
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] big = number.toByteArray();
    int skip = big[0] == 0 && big.length > 1 ? 1 : 0;
    return Arrays.copyOf(Hex.reversed(Arrays.copyOfRange(big, skip, big.length)), 384);
  }

  private static byte[] element(int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return bytes;
  }
}

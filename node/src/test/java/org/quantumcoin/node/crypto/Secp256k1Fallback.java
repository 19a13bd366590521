package org.quantumcoin.node.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/// The two verifications once more, written over Bouncy Castle's curve arithmetic straight from SEC
/// 1 and BIP-0340: an independent opinion to hold libsecp256k1's binding against.
final class Secp256k1Fallback {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger N = CURVE.getN();
  private static final BigInteger P = CURVE.getCurve().getField().getCharacteristic();
  private static final TaggedHash CHALLENGE = new TaggedHash("BIP0340/challenge");

  private Secp256k1Fallback() {}

  static boolean verifyEcdsa(byte[] signature, byte[] key, byte[] hash32) {
    byte[] numbers = new byte[64];
    ECPoint point = parse(key);
    if (point.isInfinity() || !DerSignature.parseLax(signature, signature.length, numbers)) {
      return false;
    }
    BigInteger r = number(numbers, 0);
    BigInteger s = number(numbers, 32);
    if (r.signum() == 0 || s.signum() == 0) {
      return false;
    }
    BigInteger inverse = s.modInverse(N);
    BigInteger u1 = number(hash32, 0).multiply(inverse).mod(N);
    BigInteger u2 = r.multiply(inverse).mod(N);
    ECPoint sum = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, point, u2).normalize();
    return !sum.isInfinity() && sum.getAffineXCoord().toBigInteger().mod(N).equals(r);
  }

  /// The point a key encodes; infinity for what is no key.
  private static ECPoint parse(byte[] key) {
    byte[] encoded = key;
    boolean hybrid = key.length == 65 && (key[0] == 6 || key[0] == 7);
    if (hybrid) {
      if ((key[64] & 1) != (key[0] & 1)) {
        return CURVE.getCurve().getInfinity();
      }
      encoded = key.clone();
      encoded[0] = 4;
    }
    boolean shape =
        (encoded.length == 33 && (encoded[0] == 2 || encoded[0] == 3))
            || (encoded.length == 65 && encoded[0] == 4);
    try {
      return shape ? CURVE.getCurve().decodePoint(encoded) : CURVE.getCurve().getInfinity();
    } catch (IllegalArgumentException _) {
      return CURVE.getCurve().getInfinity();
    }
  }

  static boolean verifySchnorr(byte[] signature64, byte[] xOnlyKey, byte[] message) {
    if (signature64.length != 64 || xOnlyKey.length != 32) {
      return false;
    }
    byte[] compressed = new byte[33];
    compressed[0] = 2;
    System.arraycopy(xOnlyKey, 0, compressed, 1, 32);
    ECPoint point = parse(compressed);
    BigInteger r = number(signature64, 0);
    BigInteger s = number(signature64, 32);
    if (point.isInfinity() || r.compareTo(P) >= 0 || s.compareTo(N) >= 0) {
      return false;
    }
    byte[] challenge =
        CHALLENGE.start().update(signature64, 0, 32).update(xOnlyKey).update(message).finish();
    BigInteger e = number(challenge, 0).mod(N);
    ECPoint sum =
        ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), s, point, N.subtract(e)).normalize();
    return !sum.isInfinity()
        && !sum.getAffineYCoord().toBigInteger().testBit(0)
        && sum.getAffineXCoord().toBigInteger().equals(r);
  }

  private static BigInteger number(byte[] bytes, int offset) {
    return new BigInteger(1, Arrays.copyOfRange(bytes, offset, offset + 32));
  }
}

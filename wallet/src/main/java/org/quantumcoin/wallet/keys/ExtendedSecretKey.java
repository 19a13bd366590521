package org.quantumcoin.wallet.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.HmacSha512;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.params.AddressPrefixes;

/// A secret key with a chain code, from which all its children follow. Wiped when closed; never
/// shown by [#toString].
public final class ExtendedSecretKey implements AutoCloseable {
  private static final byte[] SEED_KEY = "Bitcoin seed".getBytes(StandardCharsets.US_ASCII);

  private final int depth;
  private final int parentFingerprint;
  private final int child;
  private final byte[] chainCode;
  private final byte[] secret;

  private ExtendedSecretKey(
      int depth, int parentFingerprint, int child, byte[] chainCode, byte[] secret) {
    this.depth = depth;
    this.parentFingerprint = parentFingerprint;
    this.child = child;
    this.chainCode = chainCode;
    this.secret = secret;
  }

  /// BIP-0032, "Master key generation". Empty with a chance of 2^-127.
  public static Optional<ExtendedSecretKey> fromSeed(byte[] seed) {
    byte[] hash = HmacSha512.hash(SEED_KEY, seed);
    byte[] secret = Arrays.copyOf(hash, 32);
    byte[] chainCode = Arrays.copyOfRange(hash, 32, 64);
    Arrays.fill(hash, (byte) 0);
    return Secp256k1.isValidSecret(secret)
        ? Optional.of(new ExtendedSecretKey(0, 0, 0, chainCode, secret))
        : Optional.empty();
  }

  /// A root of these parts, which are copied; empty if the secret is none.
  static Optional<ExtendedSecretKey> ofRoot(byte[] chainCode, byte[] secret) {
    return Secp256k1.isValidSecret(secret)
        ? Optional.of(new ExtendedSecretKey(0, 0, 0, chainCode.clone(), secret.clone()))
        : Optional.empty();
  }

  /// From `xprv…`; empty for anything that is no valid extended secret key of this network.
  public static Optional<ExtendedSecretKey> decode(String text, AddressPrefixes prefixes) {
    Optional<byte[]> decoded = ExtendedKeyCodec.decode(text, prefixes.extendedSecret());
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    byte[] payload = decoded.get();
    byte[] key33 = ExtendedKeyCodec.key33(payload);
    byte[] secret = Arrays.copyOfRange(key33, 1, 33);
    if (key33[0] != 0 || !Secp256k1.isValidSecret(secret)) {
      return Optional.empty();
    }
    ExtendedSecretKey key =
        new ExtendedSecretKey(
            ExtendedKeyCodec.depth(payload),
            ExtendedKeyCodec.parentFingerprint(payload),
            ExtendedKeyCodec.child(payload),
            ExtendedKeyCodec.chainCode(payload),
            secret);
    Arrays.fill(payload, (byte) 0);
    Arrays.fill(key33, (byte) 0);
    return Optional.of(key);
  }

  public String encode(AddressPrefixes prefixes) {
    byte[] key33 = new byte[33];
    System.arraycopy(secret, 0, key33, 1, 32);
    String text =
        ExtendedKeyCodec.encode(
            prefixes.extendedSecret(), depth, parentFingerprint, child, chainCode, key33);
    Arrays.fill(key33, (byte) 0);
    return text;
  }

  /// BIP-0032, the function N: the public key that belongs to it.
  public ExtendedPublicKey neuter() {
    return new ExtendedPublicKey(
        depth, parentFingerprint, child, chainCode.clone(), Secp256k1.publicKey(secret, true));
  }

  /// The key alone, for the caller to close.
  public SecretKey secretKey() {
    return SecretKey.of(secret, true).orElseThrow();
  }

  public int depth() {
    return depth;
  }

  public int fingerprint() {
    return ExtendedKeyCodec.fingerprint(Secp256k1.publicKey(secret, true));
  }

  /// BIP-0032, CKDpriv. Empty at depth 255 and where the mathematics has no child.
  public Optional<ExtendedSecretKey> derive(int step) {
    if (depth == ExtendedKeyCodec.MAX_DEPTH) {
      return Optional.empty();
    }
    byte[] publicKey = Secp256k1.publicKey(secret, true);
    byte[] key33 = publicKey;
    if (KeyPath.isHardened(step)) {
      key33 = new byte[33];
      System.arraycopy(secret, 0, key33, 1, 32);
    }
    byte[] hash = ExtendedKeyCodec.childHash(chainCode, key33, step);
    return Secp256k1.tweakSecret(secret, Arrays.copyOf(hash, 32))
        .map(childSecret ->
            new ExtendedSecretKey(
                depth + 1,
                ExtendedKeyCodec.fingerprint(publicKey),
                step,
                Arrays.copyOfRange(hash, 32, 64),
                childSecret));
  }

  public Optional<ExtendedSecretKey> derive(KeyPath path) {
    Optional<ExtendedSecretKey> result = Optional.of(this);
    for (int step : path.steps()) {
      result = result.flatMap(key -> key.derive(step));
    }
    return result;
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "ExtendedSecretKey[…]";
  }
}

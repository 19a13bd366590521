package org.quantumcoin.wallet.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Base58;
import org.quantumcoin.node.params.AddressPrefixes;

/// What someone makes with an owner's code, without the passphrase (BIP-0038, "Encryption when EC
/// multiply flag is used"): an encrypted key, its address, and a confirmation code by which the
/// owner sees that the address depends on the passphrase.
public record Bip38Multiplied(String encryptedKey, String address, String confirmationCode) {
  private static final byte[] MAGIC = {
    0x2c, (byte) 0xe9, (byte) 0xb3, (byte) 0xe1, (byte) 0xff, 0x39, (byte) 0xe2
  };
  private static final int MAGIC_PLAIN = 0x53;
  private static final int MAGIC_LOT = 0x51;
  private static final int CODE_BYTES = 49;
  private static final byte[] CONFIRMATION_MAGIC = {
    0x64, 0x3b, (byte) 0xf6, (byte) 0xa8, (byte) 0x9a
  };
  private static final int CONFIRMATION_BYTES = 51;

  static String code(byte[] ownerEntropy, byte[] passPoint, boolean lot) {
    byte[] payload = Arrays.copyOf(MAGIC, CODE_BYTES);
    payload[7] = (byte) (lot ? MAGIC_LOT : MAGIC_PLAIN);
    System.arraycopy(ownerEntropy, 0, payload, 8, 8);
    System.arraycopy(passPoint, 0, payload, 16, 33);
    return Base58.encodeCheck(payload);
  }

  /// Empty if the text is no owner's code.
  public static Optional<Bip38Multiplied> create(
      String code, boolean compressed, AddressPrefixes prefixes, SecureRandom random) {
    Optional<byte[]> decoded =
        Base58.decodeCheck(code.strip(), CODE_BYTES)
            .filter(p ->
                p.length == CODE_BYTES
                    && Arrays.equals(p, 0, 7, MAGIC, 0, 7)
                    && (p[7] == MAGIC_PLAIN || p[7] == MAGIC_LOT)
                    && Secp256k1.isValidPublicKey(Arrays.copyOfRange(p, 16, CODE_BYTES)));
    return decoded.map(payload -> {
      byte[] seed = new byte[24];
      random.nextBytes(seed);
      return create(payload, compressed, prefixes, seed);
    });
  }

  private static Bip38Multiplied create(
      byte[] payload, boolean compressed, AddressPrefixes prefixes, byte[] seed) {
    byte[] passPoint = Arrays.copyOfRange(payload, 16, CODE_BYTES);
    byte[] factor = Sha256.hashTwice(seed);
    byte[] point = Secp256k1.multiplyPublicKey(passPoint, factor).orElseThrow();
    byte[] key = compressed ? point : Secp256k1.decompress(point).orElseThrow();
    byte[] salt = new byte[12];
    System.arraycopy(Bip38.addressHash(key, prefixes), 0, salt, 0, 4);
    System.arraycopy(payload, 8, salt, 4, 8);
    byte[] derived = Bip38.derivePoint(passPoint, salt);
    byte[] half = Arrays.copyOfRange(derived, 32, 64);
    int flags =
        (compressed ? Bip38.FLAG_COMPRESSED : 0) | (payload[7] == MAGIC_LOT ? Bip38.FLAG_LOT : 0);
    String encrypted = encrypt(seed, derived, half, salt, flags);
    String confirmation = confirm(factor, derived, half, salt, flags);
    Bip38.wipe(seed, factor, derived, half);
    return new Bip38Multiplied(encrypted, Bip38.address(key, prefixes), confirmation);
  }

  private static String encrypt(byte[] seed, byte[] derived, byte[] half, byte[] salt, int flags) {
    byte[] first = Arrays.copyOf(seed, 16);
    Bip38.xor(first, derived, 0);
    first = Bip38.aes(Cipher.ENCRYPT_MODE, half, first);
    byte[] second = new byte[16];
    System.arraycopy(first, 8, second, 0, 8);
    System.arraycopy(seed, 16, second, 8, 8);
    Bip38.xor(second, derived, 16);
    second = Bip38.aes(Cipher.ENCRYPT_MODE, half, second);
    byte[] payload = new byte[Bip38.PLAIN_BYTES];
    payload[0] = 1;
    payload[1] = 0x43;
    payload[2] = (byte) flags;
    System.arraycopy(salt, 0, payload, 3, 12);
    System.arraycopy(first, 0, payload, 15, 8);
    System.arraycopy(second, 0, payload, 23, 16);
    return Base58.encodeCheck(payload);
  }

  private static String confirm(
      byte[] factor, byte[] derived, byte[] half, byte[] salt, int flags) {
    byte[] point = Secp256k1.publicKey(factor, true);
    byte[] x = Arrays.copyOfRange(point, 1, 33);
    Bip38.xor(x, derived, 0);
    byte[] payload = Arrays.copyOf(CONFIRMATION_MAGIC, CONFIRMATION_BYTES);
    payload[5] = (byte) flags;
    System.arraycopy(salt, 0, payload, 6, 12);
    payload[18] = (byte) (point[0] ^ (derived[63] & 1));
    System.arraycopy(Bip38.aes(Cipher.ENCRYPT_MODE, half, x), 0, payload, 19, 32);
    return Base58.encodeCheck(payload);
  }

  /// The address that a confirmation code stands for, if it depends on this passphrase; empty if it
  /// does not, or if the text is no confirmation code.
  public static Optional<String> confirmedAddress(
      String confirmationCode, String passphrase, AddressPrefixes prefixes) {
    Optional<byte[]> decoded =
        Base58.decodeCheck(confirmationCode.strip(), CONFIRMATION_BYTES)
            .filter(p ->
                p.length == CONFIRMATION_BYTES && Arrays.equals(p, 0, 5, CONFIRMATION_MAGIC, 0, 5));
    return decoded.flatMap(p -> confirmedAddress(p, passphrase, prefixes));
  }

  private static Optional<String> confirmedAddress(
      byte[] p, String passphrase, AddressPrefixes prefixes) {
    byte[] ownerEntropy = Arrays.copyOfRange(p, 10, 18);
    boolean lot = (p[5] & Bip38.FLAG_LOT) != 0;
    String code = Bip38.intermediateCode(passphrase, ownerEntropy, lot);
    byte[] passPoint =
        Arrays.copyOfRange(Base58.decodeCheck(code, CODE_BYTES).orElseThrow(), 16, CODE_BYTES);
    byte[] derived = Bip38.derivePoint(passPoint, Arrays.copyOfRange(p, 6, 18));
    byte[] half = Arrays.copyOfRange(derived, 32, 64);
    byte[] x = Bip38.aes(Cipher.DECRYPT_MODE, half, Arrays.copyOfRange(p, 19, 51));
    Bip38.xor(x, derived, 0);
    byte[] point = new byte[33];
    point[0] = (byte) (p[18] ^ (derived[63] & 1));
    System.arraycopy(x, 0, point, 1, 32);
    // The point times the passphrase's factor is the key; the factor is worked out once more.
    Optional<byte[]> key = Bip38.multiplyByPassphrase(point, passphrase, ownerEntropy, lot);
    boolean compressed = (p[5] & Bip38.FLAG_COMPRESSED) != 0;
    return key.flatMap(k -> compressed ? Optional.of(k) : Secp256k1.decompress(k))
        .filter(k -> Arrays.equals(Bip38.addressHash(k, prefixes), Arrays.copyOfRange(p, 6, 10)))
        .map(k -> Bip38.address(k, prefixes));
  }
}

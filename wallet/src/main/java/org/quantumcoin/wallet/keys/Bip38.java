package org.quantumcoin.wallet.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Base58;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptTemplates;

/// Secret keys protected by a passphrase (BIP-0038): `6P…`.
///
/// Two kinds. The plain one encrypts a key that is known. In the other ("EC multiply") the owner of
/// the passphrase gives out a code with which someone else, a printer of paper wallets, makes
/// encrypted keys without ever knowing a secret. All of this is old: coins on such keys are best
/// swept into a wallet. Each call takes about half a second, which is what protects the passphrase.
public final class Bip38 {
  static final int PLAIN_BYTES = 39;
  private static final int PREFIX_PLAIN = 0x42;
  private static final int PREFIX_MULTIPLIED = 0x43;
  private static final int FLAG_NOT_MULTIPLIED = 0xc0;
  static final int FLAG_COMPRESSED = 0x20;
  static final int FLAG_LOT = 0x04;

  /// What decryption came to.
  public sealed interface Result {
    /// The key, for the caller to close.
    record Decrypted(SecretKey key) implements Result {}

    record WrongPassphrase() implements Result {}

    /// The text is no encrypted key, whatever the passphrase.
    record NotAKey() implements Result {}
  }

  private Bip38() {}

  /// Does it look like an encrypted key? Checksum and flags are checked, the passphrase is not
  /// needed.
  public static boolean isEncryptedKey(String text) {
    return decode(text).isPresent();
  }

  private static Optional<byte[]> decode(String text) {
    return Base58.decodeCheck(text, PLAIN_BYTES)
        .filter(p -> p.length == PLAIN_BYTES && p[0] == 1 && hasValidFlags(p[1], p[2] & 0xff));
  }

  private static boolean hasValidFlags(int prefix, int flags) {
    return switch (prefix) {
      case PREFIX_PLAIN -> (flags & ~FLAG_COMPRESSED) == FLAG_NOT_MULTIPLIED;
      case PREFIX_MULTIPLIED -> (flags & ~(FLAG_COMPRESSED | FLAG_LOT)) == 0;
      default -> false;
    };
  }

  /// BIP-0038, "Encryption when EC multiply mode is not used".
  public static String encrypt(SecretKey key, String passphrase, AddressPrefixes prefixes) {
    byte[] addressHash = addressHash(key.publicKey(), prefixes);
    byte[] derived = scrypt(bytes(passphrase), addressHash, 16_384, 8, 8, 64);
    byte[] secret = key.toBytes();
    byte[] half = Arrays.copyOfRange(derived, 32, 64);
    xor(secret, derived, 0);
    byte[] encrypted = aes(Cipher.ENCRYPT_MODE, half, secret);
    byte[] payload = new byte[PLAIN_BYTES];
    payload[0] = 1;
    payload[1] = PREFIX_PLAIN;
    payload[2] = (byte) (FLAG_NOT_MULTIPLIED | (key.isCompressed() ? FLAG_COMPRESSED : 0));
    System.arraycopy(addressHash, 0, payload, 3, 4);
    System.arraycopy(encrypted, 0, payload, 7, 32);
    wipe(derived, secret, half);
    return Base58.encodeCheck(payload);
  }

  /// Both kinds. The key must belong to the address that was encrypted with it, on this network.
  public static Result decrypt(String text, String passphrase, AddressPrefixes prefixes) {
    Optional<byte[]> payload = decode(text.strip());
    if (payload.isEmpty()) {
      return new Result.NotAKey();
    }
    byte[] p = payload.get();
    boolean compressed = (p[2] & FLAG_COMPRESSED) != 0;
    Optional<byte[]> secret =
        p[1] == PREFIX_PLAIN ? decryptPlain(p, passphrase) : decryptMultiplied(p, passphrase);
    Optional<SecretKey> key = secret.flatMap(bytes -> SecretKey.of(bytes, compressed));
    secret.ifPresent(Bip38::wipe);
    if (key.isEmpty()) {
      return new Result.WrongPassphrase();
    }
    byte[] expected = Arrays.copyOfRange(p, 3, 7);
    if (!Arrays.equals(addressHash(key.get().publicKey(), prefixes), expected)) {
      key.get().close();
      return new Result.WrongPassphrase();
    }
    return new Result.Decrypted(key.get());
  }

  private static Optional<byte[]> decryptPlain(byte[] p, String passphrase) {
    byte[] salt = Arrays.copyOfRange(p, 3, 7);
    byte[] derived = scrypt(bytes(passphrase), salt, 16_384, 8, 8, 64);
    byte[] half = Arrays.copyOfRange(derived, 32, 64);
    byte[] secret = aes(Cipher.DECRYPT_MODE, half, Arrays.copyOfRange(p, 7, 39));
    xor(secret, derived, 0);
    wipe(derived, half);
    return Optional.of(secret);
  }

  /// BIP-0038, "Decryption", with EC multiply.
  private static Optional<byte[]> decryptMultiplied(byte[] p, String passphrase) {
    byte[] ownerEntropy = Arrays.copyOfRange(p, 7, 15);
    byte[] factor = passFactor(passphrase, ownerEntropy, (p[2] & FLAG_LOT) != 0);
    if (!Secp256k1.isValidSecret(factor)) {
      return Optional.empty();
    }
    byte[] derived = derivePoint(Secp256k1.publicKey(factor, true), Arrays.copyOfRange(p, 3, 15));
    byte[] half = Arrays.copyOfRange(derived, 32, 64);
    byte[] second = aes(Cipher.DECRYPT_MODE, half, Arrays.copyOfRange(p, 23, 39));
    xor(second, derived, 16);
    byte[] first = new byte[16];
    System.arraycopy(p, 15, first, 0, 8);
    System.arraycopy(second, 0, first, 8, 8);
    byte[] seed = Arrays.copyOf(aes(Cipher.DECRYPT_MODE, half, first), 24);
    xor(seed, Arrays.copyOf(derived, 16), 0);
    System.arraycopy(second, 8, seed, 16, 8);
    Optional<byte[]> secret = Secp256k1.multiplySecret(factor, Sha256.hashTwice(seed));
    wipe(factor, derived, half, second, first, seed);
    return secret;
  }

  /// BIP-0038, "Encryption when EC multiply flag is used", what the owner does: a code to give out,
  /// `passphrase…`.
  public static String intermediateCode(String passphrase, SecureRandom random) {
    byte[] ownerEntropy = new byte[8];
    random.nextBytes(ownerEntropy);
    return intermediateCode(passphrase, ownerEntropy, false);
  }

  /// The same with a lot number from 100,000 to 999,999 and a sequence number from 1 to 4,095,
  /// which the keys made with it will show.
  public static String intermediateCode(
      String passphrase, int lot, int sequence, SecureRandom random) {
    if (lot < 100_000 || lot > 999_999 || sequence < 1 || sequence > 4_095) {
      throw new IllegalArgumentException("lot " + lot + ", sequence " + sequence);
    }
    byte[] ownerEntropy = new byte[8];
    random.nextBytes(ownerEntropy);
    ExtendedKeyCodec.putInt(ownerEntropy, 4, lot * 4_096 + sequence);
    return intermediateCode(passphrase, ownerEntropy, true);
  }

  static String intermediateCode(String passphrase, byte[] ownerEntropy, boolean lot) {
    byte[] factor = passFactor(passphrase, ownerEntropy, lot);
    byte[] point = Secp256k1.publicKey(factor, true);
    wipe(factor);
    return Bip38Multiplied.code(ownerEntropy, point, lot);
  }

  static Optional<byte[]> multiplyByPassphrase(
      byte[] point, String passphrase, byte[] ownerEntropy, boolean lot) {
    byte[] factor = passFactor(passphrase, ownerEntropy, lot);
    try {
      return Secp256k1.multiplyPublicKey(point, factor);
    } finally {
      wipe(factor);
    }
  }

  private static byte[] passFactor(String passphrase, byte[] ownerEntropy, boolean lot) {
    byte[] salt = lot ? Arrays.copyOf(ownerEntropy, 4) : ownerEntropy;
    byte[] factor = scrypt(bytes(passphrase), salt, 16_384, 8, 8, 32);
    if (lot) {
      byte[] both = Arrays.copyOf(factor, 40);
      System.arraycopy(ownerEntropy, 0, both, 32, 8);
      wipe(factor);
      factor = Sha256.hashTwice(both);
      wipe(both);
    }
    return factor;
  }

  /// From the passphrase's point, the hash of the address and the owner's entropy.
  static byte[] derivePoint(byte[] passPoint, byte[] salt) {
    return scrypt(passPoint, salt, 1_024, 1, 1, 64);
  }

  /// BIP-0038 normalises to NFC, other than BIP-0039.
  private static byte[] bytes(String passphrase) {
    return Normalizer.normalize(passphrase, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] scrypt(byte[] secret, byte[] salt, int n, int r, int p, int length) {
    return SCrypt.generate(secret, salt, n, r, p, length);
  }

  /// The first four bytes of the hash of the address's text; uncompressed keys have another
  /// address.
  static byte[] addressHash(byte[] publicKey, AddressPrefixes prefixes) {
    String address = address(publicKey, prefixes);
    return Arrays.copyOf(Sha256.hashTwice(address.getBytes(StandardCharsets.US_ASCII)), 4);
  }

  static String address(byte[] publicKey, AddressPrefixes prefixes) {
    Script script = ScriptTemplates.payToPubkeyHash(Hash160.hash(publicKey));
    return new Addresses(prefixes).encode(script).orElseThrow();
  }

  /// Blocks without chaining, as BIP-0038 has it: what goes in was made random by the XOR before.
  static byte[] aes(int mode, byte[] key, byte[] blocks) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"));
      return cipher.doFinal(blocks);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /// XORs with other bytes from an offset on, as far as they reach.
  static void xor(byte[] target, byte[] other, int offset) {
    for (int i = 0; i < target.length && offset + i < other.length; i++) {
      target[i] ^= other[offset + i];
    }
  }

  static void wipe(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }
}

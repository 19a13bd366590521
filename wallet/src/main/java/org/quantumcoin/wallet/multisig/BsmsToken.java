package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;

/// The secret of one setup session (BIP-0129, "Encryption"): none, 64 bits or 128 bits, by which
/// records are encrypted on their way. It is of use until the setup is done and no longer.
public final class BsmsToken implements AutoCloseable {
  private static final String PASSWORD = "No SPOF";
  private static final int PBKDF2_ROUNDS = 2048;
  private static final int KEY_BYTES = 32;
  private static final int MAC_BYTES = 32;
  private static final int IV_BYTES = 16;
  private static final int STANDARD_BYTES = 8;
  private static final int EXTENDED_BYTES = 16;

  private final byte[] bytes;

  private BsmsToken(byte[] bytes) {
    this.bytes = bytes;
  }

  /// No encryption.
  public static BsmsToken none() {
    return new BsmsToken(new byte[1]);
  }

  /// A new one of 64 bits, or of 128.
  public static BsmsToken generate(boolean extended, SecureRandom random) {
    byte[] bytes = new byte[extended ? EXTENDED_BYTES : STANDARD_BYTES];
    random.nextBytes(bytes);
    return new BsmsToken(bytes);
  }

  /// From hexadecimal: 2, 16 or 32 digits. Throws [MultisigException].
  public static BsmsToken parse(String hex) {
    boolean known = hex.equals("00") || hex.length() == 16 || hex.length() == 32;
    require(known && Hex.isHex(hex), "The token is not valid.");
    return new BsmsToken(Hex.decode(hex));
  }

  /// From the decimal number that people read to each other. Throws [MultisigException].
  public static BsmsToken ofDecimal(String digits, boolean extended) {
    require(digits.matches("[0-9]{1,39}"), "The token is not a number.");
    int size = extended ? EXTENDED_BYTES : STANDARD_BYTES;
    BigInteger value = new BigInteger(digits);
    require(value.bitLength() <= 8 * size, "The token is too large a number.");
    byte[] bytes = new byte[size];
    byte[] number = value.toByteArray();
    int length = Math.min(number.length, size);
    System.arraycopy(number, number.length - length, bytes, size - length, length);
    return new BsmsToken(bytes);
  }

  public boolean encrypts() {
    return bytes.length > 1;
  }

  public String hex() {
    return Hex.encode(bytes);
  }

  public String decimal() {
    return new BigInteger(1, bytes).toString();
  }

  /// Hexadecimal of what authenticates the record, and of the record, encrypted.
  public String encrypt(String record) {
    require(encrypts(), "This session has no encryption.");
    byte[] key = key();
    byte[] mac = mac(key, record);
    byte[] encrypted = aes(Cipher.ENCRYPT_MODE, key, mac, record.getBytes(StandardCharsets.UTF_8));
    Arrays.fill(key, (byte) 0);
    return Hex.encode(mac) + Hex.encode(encrypted);
  }

  /// Throws [MultisigException] for anything that was not encrypted with this token.
  public String decrypt(String hex) {
    require(encrypts(), "This session has no encryption.");
    String bare = hex.strip();
    require(bare.length() <= SetupFiles.MAX_CHARS, "The record is too long.");
    require(
        bare.length() > 2 * MAC_BYTES && bare.length() % 2 == 0 && Hex.isHex(bare),
        "This is not an encrypted BSMS record.");
    byte[] data = Hex.decode(bare);
    byte[] mac = Arrays.copyOf(data, MAC_BYTES);
    byte[] key = key();
    byte[] plain =
        aes(Cipher.DECRYPT_MODE, key, mac, Arrays.copyOfRange(data, MAC_BYTES, data.length));
    String record = new String(plain, StandardCharsets.UTF_8);
    boolean genuine = MessageDigest.isEqual(mac, mac(key, record));
    Arrays.fill(key, (byte) 0);
    require(genuine, "The record was made with another token, or was changed on the way.");
    return record;
  }

  private byte[] key() {
    PBEKeySpec spec = new PBEKeySpec(PASSWORD.toCharArray(), bytes, PBKDF2_ROUNDS, 8 * KEY_BYTES);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2 with HMAC-SHA-512", e);
    } finally {
      spec.clearPassword();
    }
  }

  private byte[] mac(byte[] key, String record) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Sha256.hash(key), "HmacSHA256"));
      mac.update(hex().getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(record.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  private static byte[] aes(int mode, byte[] key, byte[] mac, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      IvParameterSpec iv = new IvParameterSpec(mac, 0, IV_BYTES);
      cipher.init(mode, new SecretKeySpec(key, "AES"), iv);
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BsmsToken that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "BsmsToken[…]";
  }
}

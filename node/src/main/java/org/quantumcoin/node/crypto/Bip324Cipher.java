package org.quantumcoin.node.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The packets of an encrypted connection (BIP-0324, "Transport layer specification"): what both
/// sides derive from their keys, and how contents become bytes on the wire and back.
///
/// A packet is three bytes of encrypted length, then, encrypted and authenticated, a header byte
/// and the contents, then the tag. Not safe for use by several threads.
public final class Bip324Cipher {
  public static final int LENGTH_BYTES = 3;
  public static final int HEADER_BYTES = 1;
  public static final int TAG_BYTES = ForwardSecureAead.TAG_BYTES;

  /// What a packet takes beside its contents.
  public static final int EXPANSION_BYTES = LENGTH_BYTES + HEADER_BYTES + TAG_BYTES;

  public static final int GARBAGE_TERMINATOR_BYTES = 16;

  /// In the header of a packet that is to be thrown away.
  private static final int IGNORE_BIT = 0x80;

  private static final int SECRET_BYTES = 32;

  private final ForwardSecureStream sendLength;
  private final ForwardSecureStream receiveLength;
  private final ForwardSecureAead send;
  private final ForwardSecureAead receive;
  private final byte[] sendTerminator;
  private final byte[] receiveTerminator;
  private final byte[] sessionId;

  private Bip324Cipher(Keys keys, boolean initiator) {
    ForwardSecureStream initiatorLength = new ForwardSecureStream(keys.expand("initiator_L"));
    ForwardSecureAead initiatorPackets = new ForwardSecureAead(keys.expand("initiator_P"));
    ForwardSecureStream responderLength = new ForwardSecureStream(keys.expand("responder_L"));
    ForwardSecureAead responderPackets = new ForwardSecureAead(keys.expand("responder_P"));
    sendLength = initiator ? initiatorLength : responderLength;
    receiveLength = initiator ? responderLength : initiatorLength;
    send = initiator ? initiatorPackets : responderPackets;
    receive = initiator ? responderPackets : initiatorPackets;
    byte[] terminators = keys.expand("garbage_terminators");
    byte[] first = Arrays.copyOf(terminators, GARBAGE_TERMINATOR_BYTES);
    byte[] second = Arrays.copyOfRange(terminators, GARBAGE_TERMINATOR_BYTES, terminators.length);
    sendTerminator = initiator ? first : second;
    receiveTerminator = initiator ? second : first;
    sessionId = keys.expand("session_id");
  }

  /// Expands the shared secret (HKDF with SHA-256, RFC 5869).
  private record Keys(KDF kdf, SecretKey extracted) {
    static Keys extract(byte[] shared, byte[] salt) throws GeneralSecurityException {
      KDF kdf = KDF.getInstance("HKDF-SHA256");
      return new Keys(
          kdf,
          kdf.deriveKey(
              "Generic",
              HKDFParameterSpec.ofExtract()
                  .addIKM(new SecretKeySpec(shared, "Generic"))
                  .addSalt(salt)
                  .extractOnly()));
    }

    byte[] expand(String info) {
      try {
        return kdf.deriveData(
            HKDFParameterSpec.expandOnly(
                extracted, info.getBytes(StandardCharsets.US_ASCII), SECRET_BYTES));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HKDF", e);
      }
    }
  }

  /// Ciphers of a connection. `secret` is ours and may be wiped afterwards, `ours` its public key
  /// as it was sent, `magic` the network's four bytes.
  public static Bip324Cipher create(
      byte[] secret, byte[] ours, byte[] theirs, boolean initiator, byte[] magic) {
    byte[] shared = EllSwift.sharedSecret(secret, ours, theirs, initiator);
    byte[] prefix = "bitcoin_v2_shared_secret".getBytes(StandardCharsets.US_ASCII);
    byte[] salt = Arrays.copyOf(prefix, prefix.length + magic.length);
    System.arraycopy(magic, 0, salt, prefix.length, magic.length);
    try {
      return new Bip324Cipher(Keys.extract(shared, salt), initiator);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HKDF", e);
    } finally {
      Arrays.fill(shared, (byte) 0);
    }
  }

  /// What we end our garbage with.
  public byte[] sendTerminator() {
    return sendTerminator.clone();
  }

  /// What the other side ends its garbage with.
  public byte[] receiveTerminator() {
    return receiveTerminator.clone();
  }

  /// The same on both sides of one connection, and on no other: people compare it to find that
  /// nobody sits between them.
  public byte[] sessionId() {
    return sessionId.clone();
  }

  /// The next packet to send.
  public byte[] encrypt(byte[] contents, byte[] aad, boolean ignore) {
    byte[] plain = new byte[HEADER_BYTES + contents.length];
    plain[0] = (byte) (ignore ? IGNORE_BIT : 0);
    System.arraycopy(contents, 0, plain, HEADER_BYTES, contents.length);
    return encryptPlain(plain, aad);
  }

  /// The same for contents that stand behind a header byte of zero already, which saves a copy.
  public byte[] encryptPlain(byte[] plain, byte[] aad) {
    int size = plain.length - HEADER_BYTES;
    byte[] length = {(byte) size, (byte) (size >>> 8), (byte) (size >>> 16)};
    byte[] packet = new byte[size + EXPANSION_BYTES];
    System.arraycopy(sendLength.crypt(length), 0, packet, 0, LENGTH_BYTES);
    send.encrypt(plain, 0, plain.length, aad, packet, LENGTH_BYTES);
    return packet;
  }

  /// How many bytes of contents the next packet has, from its first three bytes.
  public int decryptLength(byte[] length) {
    byte[] plain = receiveLength.crypt(length);
    return (plain[0] & 0xff) | (plain[1] & 0xff) << 8 | (plain[2] & 0xff) << 16;
  }

  /// Header byte and contents of the packet behind its length; empty when it was not made by the
  /// other side.
  public Optional<byte[]> decrypt(byte[] packet, byte[] aad) {
    byte[] plain = new byte[packet.length - TAG_BYTES];
    return receive.decrypt(packet, packet.length, aad, plain)
        ? Optional.of(plain)
        : Optional.empty();
  }

  /// Whether a decrypted packet says nothing: it is to be thrown away.
  public static boolean isIgnored(byte[] plain) {
    return (plain[0] & IGNORE_BIT) != 0;
  }
}

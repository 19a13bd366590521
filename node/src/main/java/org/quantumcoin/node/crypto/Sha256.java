package org.quantumcoin.node.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 (FIPS 180-4) and its double form, by the JDK's intrinsic.
///
/// An instance is one running computation and belongs to one thread; the static methods keep one
/// per thread.
public final class Sha256 {
  public static final int SIZE_BYTES = 32;

  private static final ThreadLocal<Sha256> LOCAL = ThreadLocal.withInitial(Sha256::new);

  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static byte[] hash(byte[] bytes) {
    return hash(bytes, 0, bytes.length);
  }

  public static byte[] hash(byte[] bytes, int offset, int length) {
    return LOCAL.get().update(bytes, offset, length).finish();
  }

  /// SHA-256 of the SHA-256.
  public static byte[] hashTwice(byte[] bytes) {
    return hashTwice(bytes, 0, bytes.length);
  }

  public static byte[] hashTwice(byte[] bytes, int offset, int length) {
    return LOCAL.get().update(bytes, offset, length).finishTwice();
  }

  /// This thread's instance, ready for a new message; not to be kept across calls that hash as
  /// well.
  public static Sha256 local() {
    return LOCAL.get().reset();
  }

  public Sha256 reset() {
    digest.reset();
    return this;
  }

  public Sha256 update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    return this;
  }

  public Sha256 update(byte[] bytes) {
    digest.update(bytes, 0, bytes.length);
    return this;
  }

  /// The hash of what was fed; ready for a new message afterwards.
  public byte[] finish() {
    return digest.digest();
  }

  public byte[] finishTwice() {
    byte[] once = digest.digest();
    digest.update(once, 0, SIZE_BYTES);
    try {
      digest.digest(once, 0, SIZE_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256 hash", e);
    }
    return once;
  }
}

package org.quantumcoin.node.script;

import java.util.random.RandomGenerator;
import org.quantumcoin.node.crypto.Sha256;

/// Signatures that were found valid, so that a transaction checked for the mempool costs next to
/// nothing when a block brings it.
///
/// An entry is a salted SHA-256 of hash, key and signature: nobody outside knows the salt, so
/// nobody can make two entries collide. Safe for use by several threads.
public final class SignatureCache {
  private static final byte ECDSA = 'E';
  private static final byte SCHNORR = 'S';

  private final RecentHashes entries;
  private final byte[] salt = new byte[64];

  /// Uses at most `maxBytes` bytes; `random` makes the salt, so outside of tests it is one that
  /// nobody can predict.
  public SignatureCache(long maxBytes, RandomGenerator random) {
    random.nextBytes(salt);
    entries = new RecentHashes(maxBytes, random);
  }

  public long sizeBytes() {
    return entries.sizeBytes();
  }

  byte[] ecdsaEntry(byte[] hash, byte[] signature, byte[] key) {
    return entry(ECDSA, hash, signature, key);
  }

  byte[] schnorrEntry(byte[] hash, byte[] signature, byte[] key) {
    return entry(SCHNORR, hash, signature, key);
  }

  private byte[] entry(byte kind, byte[] hash, byte[] signature, byte[] key) {
    // The key's length follows from its first byte or from the kind, so no two inputs run together.
    return Sha256.local()
        .update(salt)
        .update(new byte[] {kind})
        .update(hash)
        .update(key)
        .update(signature)
        .finish();
  }

  boolean contains(byte[] entry, boolean erase) {
    return entries.contains(entry, erase);
  }

  void add(byte[] entry) {
    entries.add(entry);
  }
}

package org.quantumcoin.node.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// BIP-0340's tagged hash: SHA-256 of the tag's hash twice, then the message, so that a hash made
/// for one purpose never serves another.
public final class TaggedHash {
  private final byte[] prefix;

  public TaggedHash(String tag) {
    byte[] tagHash = Sha256.hash(tag.getBytes(StandardCharsets.UTF_8));
    prefix = Arrays.copyOf(tagHash, 64);
    System.arraycopy(tagHash, 0, prefix, 32, 32);
  }

  /// This thread's SHA-256 with the tag already in it; see [Sha256#local].
  public Sha256 start() {
    return Sha256.local().update(prefix);
  }

  public byte[] hash(byte[] message) {
    return start().update(message).finish();
  }
}

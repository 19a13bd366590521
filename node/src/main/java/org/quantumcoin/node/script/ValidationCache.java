package org.quantumcoin.node.script;

import java.util.random.RandomGenerator;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Wtxid;

/// What was found valid for the mempool, so that a block that brings it, or a template, costs next
/// to nothing (Core's `ValidationCache`): signatures, and transactions whose scripts all passed.
///
/// That a transaction's scripts passed is remembered by its wtxid and the flags they were run with:
/// the wtxid commits to the outputs that are spent and to all that spends them. An entry is a
/// salted SHA-256, so nobody outside can make two collide. Safe for use by several threads.
public final class ValidationCache {
  private final SignatureCache signatures;
  private final RecentHashes executions;
  private final byte[] salt = new byte[64];

  /// Uses at most `maxBytes` bytes, half for each kind; `random` makes the salts, so outside of
  /// tests it is one that nobody can predict.
  public ValidationCache(long maxBytes, RandomGenerator random) {
    random.nextBytes(salt);
    signatures = new SignatureCache(maxBytes / 2, random);
    executions = new RecentHashes(maxBytes / 2, random);
  }

  public SignatureCache signatures() {
    return signatures;
  }

  private byte[] entry(Wtxid wtxid, int flags) {
    return Sha256.local()
        .update(salt)
        .update(wtxid.hash().toBytes())
        .update(new ByteWriter(Integer.BYTES).writeInt32(flags).toByteArray())
        .finish();
  }

  /// Every script of a transaction passed with these flags.
  public void addExecuted(Wtxid wtxid, int flags) {
    executions.add(entry(wtxid, flags));
  }

  /// Whether every script of it is known to pass with these very flags. With `erase` that is
  /// forgotten: what is in the chain is not asked for again.
  public boolean wasExecuted(Wtxid wtxid, int flags, boolean erase) {
    return executions.contains(entry(wtxid, flags), erase);
  }
}

package org.quantumcoin.wallet.miniscript;

import java.util.Optional;

/// What someone who spends a coin has: signatures and preimages, and the locks that have run out.
public interface Satisfier {
  /// A valid signature of a key, with its hash type.
  Optional<byte[]> signature(int key);

  /// The key itself: 33 bytes, or 32 in tapscript.
  byte[] keyBytes(int key);

  /// The 32 bytes behind a hash.
  Optional<byte[]> preimage(Fragment hashFunction, byte[] hash);

  /// Does the input's sequence number meet this relative lock (BIP-0112)?
  boolean isOlder(int value);

  /// Does the transaction's lock time meet this absolute lock (BIP-0065)?
  boolean isAfter(int value);
}

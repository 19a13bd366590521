package org.quantumcoin.node.script.sign;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureChecker;

/// Makes signatures for one input: Core's `BaseSignatureCreator`.
public interface SignatureCreator {
  /// By the key with this hash, with the hash type behind it; empty without the key and where the
  /// signature must not be made.
  Optional<byte[]> ecdsa(
      SigningProvider provider, byte[] keyHash, Script scriptCode, SigVersion version);

  /// By an x-only key, with the hash type behind it unless that is the default. `leafHash` is null
  /// for the key path; `tweak` is what is added to the key, null for nothing.
  Optional<byte[]> schnorr(
      SigningProvider provider,
      byte[] xOnlyKey,
      byte @Nullable [] leafHash,
      byte @Nullable [] tweak);

  /// Checks what was made.
  SignatureChecker checker();
}

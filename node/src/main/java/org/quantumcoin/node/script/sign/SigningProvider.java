package org.quantumcoin.node.script.sign;

import java.util.Optional;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;

/// What a signer may know: keys by the hash of their public key, scripts by their hash.
public interface SigningProvider {
  Optional<byte[]> publicKey(byte[] keyHash);

  Optional<SecretKey> secretKey(byte[] keyHash);

  /// What signs by a key that is not in this program, as on a token, where there is one.
  default Optional<EcdsaSigner> signerElsewhere(byte[] keyHash) {
    return Optional.empty();
  }

  /// The secret whose BIP-0340 public key this is.
  Optional<SecretKey> secretKeyByXOnly(byte[] xOnlyKey);

  /// The script with this HASH160, be it a redeem script or a witness script.
  Optional<Script> script(byte[] scriptHash);

  /// What stands behind a taproot output key.
  Optional<TaprootSpend> taproot(byte[] outputKey);
}

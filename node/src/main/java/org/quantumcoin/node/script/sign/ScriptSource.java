package org.quantumcoin.node.script.sign;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.quantumcoin.node.encoding.ByteString;

/// What a [ScriptSatisfier] may ask while one input is signed.
final class ScriptSource implements SatisfactionSource {
  private final SigningProvider provider;
  private final SignatureCreator creator;
  private final SignatureData data;

  /// From a key to its signature, empty without.
  private final UnaryOperator<byte[]> sign;

  ScriptSource(
      SigningProvider provider,
      SignatureCreator creator,
      SignatureData data,
      UnaryOperator<byte[]> sign) {
    this.provider = provider;
    this.creator = creator;
    this.data = data;
    this.sign = sign;
  }

  /// From those who signed, from what else is known of the input, or from the provider.
  static Optional<byte[]> key(SigningProvider provider, SignatureData data, byte[] keyHash) {
    ByteString hash = ByteString.of(keyHash);
    SignatureData.KeyAndSignature signed = data.signatures().get(hash);
    if (signed != null) {
      return Optional.of(signed.key().toBytes());
    }
    ByteString known = data.publicKeys().get(hash);
    return known != null ? Optional.of(known.toBytes()) : provider.publicKey(keyHash);
  }

  @Override
  public Optional<byte[]> signature(byte[] key) {
    byte[] signature = sign.apply(key);
    return signature.length > 0 ? Optional.of(signature) : Optional.empty();
  }

  @Override
  public Optional<byte[]> keyByHash(byte[] keyHash) {
    return key(provider, data, keyHash);
  }

  @Override
  public Optional<byte[]> preimage(HashFunction function, byte[] hash) {
    return Optional.ofNullable(data.preimages(function).get(ByteString.of(hash)))
        .map(ByteString::toBytes);
  }

  @Override
  public boolean checkLockTime(long lockTime) {
    return creator.checker().checkLockTime(lockTime);
  }

  @Override
  public boolean checkSequence(long sequence) {
    return creator.checker().checkSequence(sequence);
  }
}

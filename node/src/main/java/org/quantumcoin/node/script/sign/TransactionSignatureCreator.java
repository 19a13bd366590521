package org.quantumcoin.node.script.sign;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ExecutionData;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureChecker;
import org.quantumcoin.node.script.SignatureHash;
import org.quantumcoin.node.script.TransactionSignatureChecker;

/// Signatures of a transaction's input (Core's `MutableTransactionSignatureCreator`).
public final class TransactionSignatureCreator implements SignatureCreator {
  private final PrecomputedTransactionData data;
  private final int index;
  private final long amount;
  private final int hashType;

  /// `amount` is the value spent. `hashType` may be SIGHASH_DEFAULT, which is ALL before taproot.
  public TransactionSignatureCreator(
      PrecomputedTransactionData data, int index, long amount, int hashType) {
    this.data = data;
    this.index = index;
    this.amount = amount;
    this.hashType = hashType;
  }

  @Override
  public Optional<byte[]> ecdsa(
      SigningProvider provider, byte[] keyHash, Script scriptCode, SigVersion version) {
    Optional<SecretKey> secret = provider.secretKey(keyHash);
    if (secret.isPresent()) {
      boolean refused = version == SigVersion.WITNESS_V0 && !secret.get().isCompressed();
      return refused
          ? Optional.empty()
          : Optional.of(ecdsa(secret.get()::signEcdsa, scriptCode, version));
    }
    return provider.signerElsewhere(keyHash).map(signer -> ecdsa(signer, scriptCode, version));
  }

  private byte[] ecdsa(EcdsaSigner signer, Script scriptCode, SigVersion version) {
    int type = hashType == SigHash.DEFAULT ? SigHash.ALL : hashType;
    byte[] hash =
        version == SigVersion.WITNESS_V0
            ? SignatureHash.witnessV0(data, index, scriptCode, amount, type)
            : SignatureHash.legacy(data.tx(), index, scriptCode, type);
    return append(signer.sign(hash), type);
  }

  @Override
  public Optional<byte[]> schnorr(
      SigningProvider provider,
      byte[] xOnlyKey,
      byte @Nullable [] leafHash,
      byte @Nullable [] tweak) {
    return provider.secretKeyByXOnly(xOnlyKey).flatMap(key -> schnorr(key, leafHash, tweak));
  }

  private Optional<byte[]> schnorr(
      SecretKey key, byte @Nullable [] leafHash, byte @Nullable [] tweak) {
    if (data.spent().isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> hash =
        leafHash == null
            ? SignatureHash.taproot(
                data, index, hashType, SigVersion.TAPROOT, ExecutionData.keyPath())
            : SignatureHash.taproot(
                data, index, hashType, SigVersion.TAPSCRIPT, ExecutionData.scriptPath(leafHash));
    return hash.map(message -> {
      byte[] signature = key.signSchnorr(message, Optional.ofNullable(tweak));
      return hashType == SigHash.DEFAULT ? signature : append(signature, hashType);
    });
  }

  private static byte[] append(byte[] signature, int type) {
    byte[] withType = Arrays.copyOf(signature, signature.length + 1);
    withType[signature.length] = (byte) type;
    return withType;
  }

  @Override
  public SignatureChecker checker() {
    return new TransactionSignatureChecker(data, index, amount);
  }
}

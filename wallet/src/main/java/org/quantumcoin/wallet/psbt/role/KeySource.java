package org.quantumcoin.wallet.psbt.role;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.sign.EcdsaSigner;
import org.quantumcoin.node.script.sign.SigningProvider;
import org.quantumcoin.node.script.sign.TaprootSpend;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.psbt.TapLeaf;

/// What an updater or a signer knows: keys and scripts, and beyond what a signer of raw
/// transactions needs, where the keys come from and how script trees look.
public interface KeySource extends SigningProvider {
  Optional<KeyOrigin> origin(byte[] publicKey);

  Optional<KeyOrigin> originByXOnly(byte[] xOnlyKey);

  /// The leaves behind a taproot output key, from left to right; empty without scripts.
  List<TapLeaf> tapTree(byte[] outputKey);

  /// The same without its secrets, and where asked without the origins (Core's
  /// `HidingSigningProvider`): to update what somebody else will sign.
  default KeySource hiding(boolean secrets, boolean origins) {
    KeySource all = this;
    return new KeySource() {
      @Override
      public Optional<byte[]> publicKey(byte[] keyHash) {
        return all.publicKey(keyHash);
      }

      @Override
      public Optional<SecretKey> secretKey(byte[] keyHash) {
        return secrets ? Optional.empty() : all.secretKey(keyHash);
      }

      @Override
      public Optional<EcdsaSigner> signerElsewhere(byte[] keyHash) {
        return secrets ? Optional.empty() : all.signerElsewhere(keyHash);
      }

      @Override
      public Optional<SecretKey> secretKeyByXOnly(byte[] xOnlyKey) {
        return secrets ? Optional.empty() : all.secretKeyByXOnly(xOnlyKey);
      }

      @Override
      public Optional<Script> script(byte[] scriptHash) {
        return all.script(scriptHash);
      }

      @Override
      public Optional<TaprootSpend> taproot(byte[] outputKey) {
        return all.taproot(outputKey);
      }

      @Override
      public Optional<KeyOrigin> origin(byte[] publicKey) {
        return origins ? Optional.empty() : all.origin(publicKey);
      }

      @Override
      public Optional<KeyOrigin> originByXOnly(byte[] xOnlyKey) {
        return origins ? Optional.empty() : all.originByXOnly(xOnlyKey);
      }

      @Override
      public List<TapLeaf> tapTree(byte[] outputKey) {
        return all.tapTree(outputKey);
      }
    };
  }
}

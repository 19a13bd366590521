package org.quantumcoin.wallet.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.sign.EcdsaSigner;
import org.quantumcoin.node.script.sign.TaprootSpend;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.TapLeaf;
import org.quantumcoin.wallet.psbt.role.KeySource;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.Signer;

/// Signs a PSBT by the keys of a token. Scripts come from the PSBT, which its updater filled.
public final class TokenSigner {
  private TokenSigner() {}

  /// As [Signer#sign]: some signatures of several are a success. Throws [TokenException].
  ///
  /// @param beforeSigning hears of each key that is about to sign, and may throw
  public static Signer.Result sign(
      TokenSession session, Psbt psbt, boolean finish, Consumer<TokenKey> beforeSigning) {
    return sign(session, session.keys(), psbt, finish, beforeSigning);
  }

  /// The same by one key of the token.
  public static Signer.Result sign(TokenSession session, TokenKey key, Psbt psbt) {
    return sign(session, List.of(key), psbt, false, _ -> {});
  }

  private static Signer.Result sign(
      TokenSession session,
      List<TokenKey> keys,
      Psbt psbt,
      boolean finish,
      Consumer<TokenKey> beforeSigning) {
    Map<ByteString, TokenKey> byHash = new HashMap<>();
    for (TokenKey key : keys) {
      byHash.put(ByteString.of(Hash160.hash(key.publicKey().toBytes())), key);
    }
    return new Signer(new Keys(session, byHash, beforeSigning), new MiniscriptSatisfier())
        .sign(psbt, OptionalInt.empty(), finish);
  }

  private record Keys(
      TokenSession session, Map<ByteString, TokenKey> byHash, Consumer<TokenKey> beforeSigning)
      implements KeySource {
    private Optional<TokenKey> find(byte[] keyHash) {
      return Optional.ofNullable(byHash.get(ByteString.of(keyHash)));
    }

    @Override
    public Optional<byte[]> publicKey(byte[] keyHash) {
      return find(keyHash).map(key -> key.publicKey().toBytes());
    }

    @Override
    public Optional<EcdsaSigner> signerElsewhere(byte[] keyHash) {
      return find(keyHash)
          .map(key ->
              hash -> {
                beforeSigning.accept(key);
                return session.sign(key, hash);
              });
    }

    @Override
    public Optional<KeyOrigin> origin(byte[] publicKey) {
      return find(Hash160.hash(publicKey)).map(TokenKey::origin);
    }

    @Override
    public Optional<SecretKey> secretKey(byte[] keyHash) {
      return Optional.empty();
    }

    @Override
    public Optional<SecretKey> secretKeyByXOnly(byte[] xOnlyKey) {
      return Optional.empty();
    }

    @Override
    public Optional<Script> script(byte[] scriptHash) {
      return Optional.empty();
    }

    @Override
    public Optional<TaprootSpend> taproot(byte[] outputKey) {
      return Optional.empty();
    }

    @Override
    public Optional<KeyOrigin> originByXOnly(byte[] xOnlyKey) {
      return Optional.empty();
    }

    @Override
    public List<TapLeaf> tapTree(byte[] outputKey) {
      return List.of();
    }
  }
}

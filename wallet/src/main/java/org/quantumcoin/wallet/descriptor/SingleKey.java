package org.quantumcoin.wallet.descriptor;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// One key for every index.
final class SingleKey extends KeyExpression {
  private final byte[] publicKey;
  private final boolean xOnly;
  private final @Nullable SecretKey secret;

  SingleKey(
      byte[] publicKey,
      boolean xOnly,
      @Nullable SecretKey secret,
      @Nullable KeyOrigin origin,
      boolean apostrophe) {
    super(origin, apostrophe);
    this.publicKey = publicKey;
    this.xOnly = xOnly;
    this.secret = secret;
  }

  @Override
  public boolean isRanged() {
    return false;
  }

  @Override
  public boolean hasSecret() {
    return secret != null;
  }

  @Override
  public Optional<ByteString> singleKey() {
    return Optional.of(ByteString.of(publicKey));
  }

  @Override
  int size() {
    return publicKey.length;
  }

  @Override
  Optional<DerivedKey> derive(int index) {
    return Optional.of(
        new DerivedKey(
            publicKey, originOr(fingerprint(publicKey), KeyPath.EMPTY), this::copyOfSecret));
  }

  private Optional<SecretKey> copyOfSecret() {
    SecretKey known = secret;
    if (known == null) {
      return Optional.empty();
    }
    byte[] bytes = known.toBytes();
    Optional<SecretKey> copy = SecretKey.of(bytes, known.isCompressed());
    Arrays.fill(bytes, (byte) 0);
    return copy;
  }

  @Override
  String bare(AddressPrefixes prefixes, KeyStyle style) {
    SecretKey known = secret;
    if (style == KeyStyle.SECRET && known != null) {
      return Wif.encode(known, prefixes);
    }
    String hex = Hex.encode(publicKey);
    return xOnly ? hex.substring(2) : hex;
  }

  @Override
  String normalized(AddressPrefixes prefixes) {
    return bracketed(originOrNull(), false) + bare(prefixes, KeyStyle.PUBLIC);
  }

  @Override
  void wipe() {
    if (secret != null) {
      secret.close();
    }
  }
}

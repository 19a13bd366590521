package org.quantumcoin.wallet.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteString;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.KeyPairTemplate;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11KeyPair;
import org.xipki.pkcs11.wrapper.Session;

/// A token whose PIN was accepted, for the time of [TokenLibrary#with].
public final class TokenSession {
  /// The object identifier 1.3.132.0.10 of secp256k1 in DER (SEC 2, appendix A.2).
  private static final byte[] SECP256K1 = {6, 5, 0x2b, (byte) 0x81, 4, 0, 0x0a};

  private static final int ID_BYTES = 16;
  private static final int MAX_KEYS = 1_000;

  /// A signature is asked for again while its r is so large that it takes a byte more; every other
  /// one is, unless the token's nonces follow from the hash.
  private static final int MAX_TRIES_FOR_LOW_R = 16;

  private static final int DER_LOW_R_MAX_BYTES = 70;

  private final TokenDescription token;
  private final Session session;

  TokenSession(TokenDescription token, Session session) {
    this.token = token;
    this.session = session;
  }

  private TokenException failed(PKCS11Exception e, String what) {
    return TokenErrors.of(e, "Token \"" + token.label() + "\" " + what);
  }

  private TokenException refused(String what) {
    return new TokenException(
        TokenException.Kind.REFUSED, "Token \"" + token.label() + "\" " + what);
  }

  /// Makes a key that cannot leave the token.
  public TokenKey makeKey(String label) {
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    AttributeVector secret =
        AttributeVector.newECPrivateKey()
            .token(true)
            .private_(true)
            .sign(true)
            .sensitive(true)
            .extractable(false)
            .label(label)
            .id(id);
    AttributeVector open =
        AttributeVector.newECPublicKey()
            .ecParams(SECP256K1)
            .token(true)
            .verify(true)
            .label(label)
            .id(id);
    try {
      PKCS11KeyPair made =
          session.generateKeyPair(
              new Mechanism(CKM_EC_KEY_PAIR_GEN), new KeyPairTemplate(secret, open));
      AttributeVector kept =
          session.getAttrValues(made.getPrivateKey(), CKA_SENSITIVE, CKA_EXTRACTABLE);
      if (!Boolean.TRUE.equals(kept.sensitive()) || !Boolean.FALSE.equals(kept.extractable())) {
        session.destroyObject(made.getPrivateKey());
        session.destroyObject(made.getPublicKey());
        throw refused(
            "would give its keys away to whoever has the PIN. The key it made was deleted; use another token.");
      }
      return read(made.getPublicKey())
          .orElseThrow(
              () -> refused("made a key that it does not show. Nothing depends on it yet."));
    } catch (PKCS11Exception e) {
      throw failed(e, "could not make a key");
    }
  }

  /// Its secp256k1 keys.
  public List<TokenKey> keys() {
    try {
      List<TokenKey> keys = new ArrayList<>();
      AttributeVector wanted = AttributeVector.newECPublicKey().ecParams(SECP256K1);
      for (long handle : session.findObjectsSingle(wanted, MAX_KEYS)) {
        read(handle).ifPresent(keys::add);
      }
      return keys;
    } catch (PKCS11Exception e) {
      throw failed(e, "could not list its keys");
    }
  }

  private Optional<TokenKey> read(long publicHandle) throws PKCS11Exception {
    AttributeVector values =
        session.getAttrValues(publicHandle, CKA_EC_PARAMS, CKA_EC_POINT, CKA_LABEL);
    byte[] point = values.ecPoint();
    if (point == null || !Arrays.equals(SECP256K1, values.ecParams())) {
      return Optional.empty();
    }
    String label = values.label();
    return Secp256k1.compress(point)
        .map(key -> new TokenKey(label == null ? "" : label, ByteString.of(key)));
  }

  /// A signature in DER with low s. It is checked here: a token that errs must not cost a payment.
  public byte[] sign(TokenKey key, byte[] hash32) {
    try {
      long handle = secretOf(key);
      byte[] best = signOnce(handle, key, hash32);
      for (int i = 1; best.length > DER_LOW_R_MAX_BYTES && i < MAX_TRIES_FOR_LOW_R; i++) {
        byte[] other = signOnce(handle, key, hash32);
        if (Arrays.equals(other, best)) {
          break;
        }
        best = other.length < best.length ? other : best;
      }
      return best;
    } catch (PKCS11Exception e) {
      throw failed(e, "did not sign");
    }
  }

  private byte[] signOnce(long handle, TokenKey key, byte[] hash32) throws PKCS11Exception {
    byte[] raw = session.signSingle(new Mechanism(CKM_ECDSA), handle, hash32);
    return Secp256k1.toDer(raw)
        .filter(der -> Secp256k1.verifyEcdsa(der, key.publicKey().toBytes(), hash32))
        .orElseThrow(() ->
            refused(
                "made a signature that is not valid. Nothing was added to the payment; the token may be broken."));
  }

  /// The secret half has the same id as the public one.
  private long secretOf(TokenKey key) throws PKCS11Exception {
    AttributeVector wanted = AttributeVector.newECPublicKey().ecParams(SECP256K1);
    for (long handle : session.findObjectsSingle(wanted, MAX_KEYS)) {
      if (read(handle).filter(found -> found.publicKey().equals(key.publicKey())).isPresent()) {
        byte[] id = session.getAttrValues(handle, CKA_ID).id();
        long[] secrets =
            session.findObjectsSingle(AttributeVector.newECPrivateKey().id(id), MAX_KEYS);
        if (secrets.length == 1) {
          return secrets[0];
        }
      }
    }
    throw refused("does not have this key. Nothing was signed.");
  }
}

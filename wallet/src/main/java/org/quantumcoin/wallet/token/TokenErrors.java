package org.quantumcoin.wallet.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DEVICE_REMOVED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_EXPIRED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TOKEN_NOT_PRESENT;

import org.quantumcoin.wallet.token.TokenException.Kind;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/// Return values of PKCS #11 as sentences.
final class TokenErrors {
  private TokenErrors() {}

  static TokenException of(PKCS11Exception e, String what) {
    long code = e.getErrorCode();
    if (code == CKR_PIN_INCORRECT || code == CKR_PIN_INVALID || code == CKR_PIN_LEN_RANGE) {
      return new TokenException(
          Kind.WRONG_PIN,
          what
              + ": the PIN is wrong. Nothing was signed. Check it before you try again: after some wrong ones a token locks itself.",
          e);
    }
    if (code == CKR_PIN_LOCKED || code == CKR_PIN_EXPIRED) {
      return new TokenException(
          Kind.PIN_LOCKED,
          what
              + ": its PIN is locked. The keys are still on it; its administrator can set a new PIN with the maker's program.",
          e);
    }
    if (code == CKR_TOKEN_NOT_PRESENT
        || code == CKR_DEVICE_REMOVED
        || code == CKR_SESSION_HANDLE_INVALID) {
      return new TokenException(
          Kind.NOT_THERE, what + ": it was taken out. Put it in again and repeat.", e);
    }
    return new TokenException(
        Kind.REFUSED,
        what + ": it answered " + e.getErrorName() + ". Nothing was signed or changed.",
        e);
  }
}

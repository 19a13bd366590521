package org.quantumcoin.wallet.token;

/// A token does not do what was asked. The message is a sentence for people: what happened, whether
/// anything is lost, what to do.
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What is the matter, for those who react to it.
  public enum Kind {
    /// The library of the token's maker is not there or does not work.
    NO_LIBRARY,
    /// No token, or none of that name.
    NOT_THERE,
    WRONG_PIN,
    /// After too many wrong PINs.
    PIN_LOCKED,
    /// A token of its kind cannot do that, or refused to.
    REFUSED
  }

  TokenException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  TokenException(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

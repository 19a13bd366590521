package org.quantumcoin.wallet;

/// A wallet cannot do what was asked. The message is a sentence for people, in Core's words where
/// Core has some.
public final class WalletException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What is the matter, for those who react to it.
  public enum Kind {
    /// Something else, said by the sentence.
    REFUSED,
    INSUFFICIENT_FUNDS,
    /// The passphrase has to be given first.
    LOCKED,
    WRONG_PASSPHRASE,
    /// Encrypted, and should not be, or the other way round.
    WRONG_STATE,
    /// No address can be given out.
    KEYS_RAN_OUT,
    /// An address, a key or a transaction that is not known or not valid.
    INVALID,
    /// A parameter out of range.
    BAD_PARAMETER,
    /// Blocks that the wallet has not seen are not to be had at present.
    BEHIND
  }

  public WalletException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  public WalletException(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

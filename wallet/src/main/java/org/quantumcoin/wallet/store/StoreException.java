package org.quantumcoin.wallet.store;

/// A wallet's files could not be opened, read or written. The message is a sentence for people:
/// what happened, whether funds are safe, what to do.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What is the matter, for those who react to it.
  public enum Kind {
    /// There is no wallet in this place.
    NOT_FOUND,
    /// There is one already.
    ALREADY_EXISTS,
    /// Somebody else has it open.
    IN_USE,
    /// It cannot be opened without the passphrase.
    PASSPHRASE_NEEDED,
    WRONG_PASSPHRASE,
    /// Cut short, changed, or put back in time.
    DAMAGED,
    /// No wallet of ours, or one of another chain.
    FOREIGN,
    /// Written by a later version.
    NEWER,
    /// The disk failed.
    IO
  }

  public StoreException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  public StoreException(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  /// The same, with another sentence at its end.
  public StoreException with(String sentence) {
    return new StoreException(kind, getMessage() + " " + sentence, this);
  }

  public Kind kind() {
    return kind;
  }
}

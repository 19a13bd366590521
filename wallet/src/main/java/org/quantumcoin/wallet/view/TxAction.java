package org.quantumcoin.wallet.view;

/// Something that its owner may do about a transaction.
///
/// @param reason why not, for those who find their own words; `NONE` if it can be done
/// @param sentence the same in English; empty if it can be done
public record TxAction(Kind kind, Reason reason, String sentence) {
  public boolean isPossible() {
    return reason == Reason.NONE;
  }

  /// What can be done.
  public enum Kind {
    /// The same payments again at a higher fee.
    BUMP,
    /// Its coins paid back to the wallet.
    CANCEL,
    /// Another that spends from it and pays for both.
    CHILD_PAYS,
    /// Given up, so that its coins are free again.
    ABANDON
  }

  /// Why something cannot be done.
  public enum Reason {
    NONE(""),
    MINED("Mined coins come without a fee that could be raised."),
    CONFIRMED("It is in a block already."),
    CONFLICTED("A block has another transaction that spends the same coins."),
    REPLACED("Another transaction took its place."),
    ABANDONED("It was given up. Pay again instead."),
    HAS_CHILDREN("Another transaction spends from it already."),
    FOREIGN_COINS("It spends coins that are not this wallet's."),
    TREASURY("It spends coins of the treasury, which are paid by proposals only."),
    NOT_IN_MEMPOOL("It is not in the mempool, so nothing that spends from it would be taken."),
    NO_COIN("This wallet has no free coin from it that could pay."),
    IN_MEMPOOL("It is in the mempool and may be in a block soon. Cancel it instead.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  static TxAction of(Kind kind, Reason reason) {
    return new TxAction(kind, reason, reason.sentence);
  }
}

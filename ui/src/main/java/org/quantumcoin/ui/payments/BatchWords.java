package org.quantumcoin.ui.payments;

import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.wallet.payment.BatchPayments;
import org.quantumcoin.wallet.payment.BatchPayments.Kind;

/// What is wrong with a payment file or one of its rows, in the language of the window.
final class BatchWords {
  private BatchWords() {}

  /// Of a row. `address` says what is wrong with its address, where that is known.
  static String row(Kind kind, String address) {
    return switch (kind) {
      case ADDRESS -> address.isEmpty() ? Messages.text("payee.missing") : address;
      case MISSING -> Messages.text("payments.row.missing");
      case AMOUNT -> Messages.text("payments.row.amount");
      case DUST -> Messages.text("payments.row.dust");
      case MEMO -> Messages.text("payments.row.memo");
      case TOTAL -> Messages.text("payments.row.total");
      case TWICE -> Messages.text("payments.row.twice");
      case LINE, TOO_LARGE, NOT_TEXT, EMPTY, TOO_MANY -> file(kind);
    };
  }

  /// Of a file as a whole.
  static String file(Kind kind) {
    return switch (kind) {
      case TOO_LARGE -> Messages.text("payments.file.large", BatchPayments.MAX_BYTES >> 20);
      case NOT_TEXT -> Messages.text("payments.file.nottext");
      case EMPTY -> Messages.text("payments.file.empty");
      case TOO_MANY -> Messages.text("payments.toomany", PaymentsViewModel.MAX_ROWS);
      case LINE, MISSING, ADDRESS, AMOUNT, DUST, MEMO, TOTAL, TWICE ->
          Messages.text("payments.file.line");
    };
  }
}

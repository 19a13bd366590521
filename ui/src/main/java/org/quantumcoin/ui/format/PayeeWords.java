package org.quantumcoin.ui.format;

import org.quantumcoin.wallet.view.PayeeText;

/// What is wrong with a text that was to name somebody to pay.
public final class PayeeWords {
  private PayeeWords() {}

  /// Nothing of an empty text: whoever has not begun yet has made no mistake.
  public static String problem(PayeeText.Invalid invalid) {
    return switch (invalid.problem()) {
      case EMPTY -> "";
      case TOO_LONG, NOT_AN_ADDRESS -> Messages.text("payee.noaddress");
      case MISTYPED ->
          invalid.positions().isEmpty()
              ? Messages.text("payee.mistyped")
              : Messages.text("payee.mistyped.at", invalid.positions().getFirst() + 1);
      case OTHER_NETWORK -> Messages.text("payee.othernetwork");
      case BAD_LINK -> Messages.text("payee.badlink");
    };
  }
}

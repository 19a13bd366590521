package org.quantumcoin.ui.addresses;

import java.util.Locale;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.view.AccountLine;
import org.quantumcoin.wallet.view.AddressLine;
import org.quantumcoin.wallet.view.AddressLine.Purpose;

/// Addresses and where they come from in words.
final class AddressWords {
  private AddressWords() {}

  static String type(OutputType type) {
    return Messages.text("addresses.type." + type.name().toLowerCase(Locale.ROOT));
  }

  static String purpose(Purpose purpose) {
    return Messages.text("addresses.purpose." + purpose.name().toLowerCase(Locale.ROOT));
  }

  static String account(AccountLine account) {
    String name = type(account.type()) + " · " + purpose(account.purpose());
    return account.active() ? name : name + " · " + Messages.text("addresses.outofuse");
  }

  static String address(AddressLine line) {
    return Chunks.shortened(line.address().orElseGet(line.script()::toHex));
  }
}

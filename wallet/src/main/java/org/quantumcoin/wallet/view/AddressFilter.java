package org.quantumcoin.wallet.view;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.quantumcoin.wallet.view.AddressLine.Purpose;

/// Which of its own addresses a wallet's list is to have.
///
/// @param text a part of an address or a label; empty for all
/// @param account one account's alone
/// @param purposes one of these
public record AddressFilter(String text, OptionalInt account, Set<Purpose> purposes, Use use) {
  public static final AddressFilter ALL =
      new AddressFilter("", OptionalInt.empty(), EnumSet.allOf(Purpose.class), Use.ANY);

  public AddressFilter {
    purposes = Set.copyOf(purposes);
  }

  /// What an address has been used for.
  public enum Use {
    ANY,
    /// Never paid to.
    UNUSED,
    USED,
    /// With a balance.
    FUNDED
  }

  public AddressFilter withText(String wanted) {
    return new AddressFilter(wanted, account, purposes, use);
  }

  public AddressFilter withPurposes(Set<Purpose> wanted) {
    return new AddressFilter(text, account, wanted, use);
  }

  public AddressFilter withUse(Use wanted) {
    return new AddressFilter(text, account, purposes, wanted);
  }

  boolean takes(int times, long balance) {
    return switch (use) {
      case ANY -> true;
      case UNUSED -> times == 0;
      case USED -> times > 0;
      case FUNDED -> balance > 0;
    };
  }
}

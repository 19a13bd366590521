package org.quantumcoin.wallet.view;

import java.util.List;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Script;

/// What a text that names somebody to pay turned out to be.
public sealed interface PayeeText {
  /// An address of this network, by itself or in a payment link.
  ///
  /// @param address as it stands in the text
  /// @param sats what the link asks for
  /// @param label who asks, by the link; or empty
  /// @param message what for, by the link; or empty
  record Payee(Script script, String address, OptionalLong sats, String label, String message)
      implements PayeeText {}

  /// Nobody who can be paid here.
  ///
  /// @param sentence why not
  /// @param positions of the characters of the stripped text that are wrong, as far as that can be
  ///   told; the first is 0
  record Invalid(Problem problem, String sentence, List<Integer> positions) implements PayeeText {
    public Invalid {
      positions = List.copyOf(positions);
    }
  }

  /// Why nobody can be paid.
  enum Problem {
    EMPTY,
    TOO_LONG,
    /// An address or a link of another network or another coin.
    OTHER_NETWORK,
    /// An address with a mistake in it.
    MISTYPED,
    NOT_AN_ADDRESS,
    /// A payment link that cannot be followed.
    BAD_LINK
  }
}

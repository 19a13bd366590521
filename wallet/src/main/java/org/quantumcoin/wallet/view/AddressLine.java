package org.quantumcoin.wallet.view;

import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.descriptor.OutputType;

/// An address of the wallet that was given out or taken for change.
///
/// @param address empty for scripts that have none
/// @param account by the number that the wallet has for its descriptor
/// @param path of the key from its root, as `m/84'/0'/0'/0/7`; empty where several keys or none are
///   known
/// @param label or empty
/// @param receivedSats all that was ever paid to it, in blocks and in the mempool
/// @param balanceSats what lies on it
/// @param timesPaid outputs that pay to it
public record AddressLine(
    Optional<String> address,
    Script script,
    Purpose purpose,
    int account,
    int index,
    Optional<String> path,
    OutputType type,
    String label,
    long receivedSats,
    long balanceSats,
    int timesPaid) {

  /// Who is to pay to it.
  public enum Purpose {
    RECEIVE,
    CHANGE
  }
}

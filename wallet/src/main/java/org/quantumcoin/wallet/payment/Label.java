package org.quantumcoin.wallet.payment;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A line of a label file (BIP-0329).
///
/// @param type `tx`, `addr`, `pubkey`, `input`, `output`, `xpub`, or one that is not known here
/// @param ref what is labelled
/// @param label the text; empty where only other fields are said
/// @param origin the descriptor without keys that it belongs to
/// @param spendable for outputs: may the wallet select the coin?
/// @param other all further fields, kept for the next one who reads them
public record Label(
    String type,
    String ref,
    String label,
    Optional<String> origin,
    Optional<Boolean> spendable,
    ObjectNode other) {
  public Label {
    other = other.deepCopy();
  }

  @Override
  public ObjectNode other() {
    return other.deepCopy();
  }
}

package org.quantumcoin.wallet.treasury;

import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;

/// What a seat knows by itself.
public interface Reviewer {
  /// Its place in the charter.
  int seat();

  /// When the seat first heard of an event, by its own clock in unix seconds; 0 if it has not.
  long heardAt(ByteString event);

  /// Whether the seat's own wallet would see a coin of this script of the treasury.
  boolean looksFor(Script script);

  /// The name of an address in the seat's own address book.
  Optional<String> nameOf(Script script);

  /// A coin of the treasury, as the seat's own wallet has it.
  Optional<TxOut> coin(OutPoint coin);

  /// What the seat's own node would pay to confirm soon.
  Optional<FeeRate> estimate();

  /// Ids of the events that were here when the seat last looked at the proposal; empty if it has
  /// not.
  Optional<Set<ByteString>> seenBefore();
}

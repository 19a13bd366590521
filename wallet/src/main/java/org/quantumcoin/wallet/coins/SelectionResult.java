package org.quantumcoin.wallet.coins;

import java.util.Optional;

/// A selection, or why there is none.
public sealed interface SelectionResult {
  record Selected(Selection found) implements SelectionResult {}

  record Failed(SelectionFailure failure) implements SelectionResult {}

  default Optional<Selection> selection() {
    return this instanceof Selected(Selection found) ? Optional.of(found) : Optional.empty();
  }
}

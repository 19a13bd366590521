package org.quantumcoin.node.mining;

import java.util.Optional;
import org.quantumcoin.node.primitives.Script;

/// Who is paid by blocks that this node finds; any thread may ask and say.
public final class Payout {
  private volatile Optional<Script> script;

  public Payout(Optional<Script> first) {
    script = first;
  }

  /// Empty while nobody was named.
  public Optional<Script> script() {
    return script;
  }

  public void set(Script payTo) {
    script = Optional.of(payTo);
  }
}

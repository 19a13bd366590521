package org.quantumcoin.wallet.descriptor;

import java.util.List;
import java.util.stream.Collectors;

/// A wallet that can be recovered: some keys may spend at any time, and after a coin has lain still
/// for so many blocks, others may as well.
///
/// The lock is relative (BIP-0112), so it starts anew for each coin whenever that moves; who lives
/// need do nothing but move coins in time. Keys are key expressions with ranges; one person's key
/// for both purposes needs different paths, since no key may stand twice in a script.
public record RecoveryPolicy(Quorum now, Quorum recovery, int afterBlocks) {
  /// BIP-0068: a relative lock counts up to so many blocks, some 455 days at ten minutes.
  public static final int MAX_BLOCKS = 65_535;

  /// The point that BIP-0341 offers as an internal key of which nobody has the secret.
  public static final String UNSPENDABLE_KEY =
      "50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0";

  /// So many of these keys.
  public record Quorum(int threshold, List<String> keys) {
    public Quorum {
      keys = List.copyOf(keys);
      if (threshold < 1 || threshold > keys.size()) {
        throw new DescriptorException(
            "A quorum needs between 1 and " + keys.size() + " of its keys, not " + threshold);
      }
    }

    private String multi(String name) {
      return keys.stream().collect(Collectors.joining(",", name + "(" + threshold + ",", ")"));
    }

    private boolean isOneKey() {
      return keys.size() == 1;
    }

    /// As an expression of type B.
    private String expression(String multi) {
      return isOneKey() ? "pk(" + keys.getFirst() + ")" : multi(multi);
    }

    /// As an expression of type V that shows as little as can be until it is used.
    private String verify(String multi) {
      return isOneKey() ? "v:pkh(" + keys.getFirst() + ")" : "v:" + multi(multi);
    }
  }

  public RecoveryPolicy {
    if (afterBlocks < 1 || afterBlocks > MAX_BLOCKS) {
      throw new DescriptorException(
          "The recovery must wait between 1 and " + MAX_BLOCKS + " blocks, not " + afterBlocks);
    }
  }

  /// In a witness script: both ways to spend are shown whenever a coin is spent.
  public String wsh() {
    return "wsh(or_d("
        + now.expression("multi")
        + ",and_v("
        + recovery.verify("multi")
        + ",older("
        + afterBlocks
        + "))))";
  }

  /// In taproot: only the way that is used is shown, and with a single key now not even that there
  /// is another one.
  public String tr() {
    String leaf = "and_v(v:" + recovery.expression("multi_a") + ",older(" + afterBlocks + "))";
    return now.isOneKey()
        ? "tr(" + now.keys().getFirst() + "," + leaf + ")"
        : "tr(" + UNSPENDABLE_KEY + ",{" + now.multi("multi_a") + "," + leaf + "})";
  }
}

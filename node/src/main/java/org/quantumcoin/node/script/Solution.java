package org.quantumcoin.node.script;

import java.util.List;

/// The form of an output script and its variable parts, as Core's `Solver` finds them: keys and
/// hashes; for a multisig the number of signatures, the keys and their number; for an unknown
/// witness program its version and the program.
public record Solution(TxoutType type, List<byte[]> parts) {
  static Solution of(TxoutType type, byte[]... parts) {
    return new Solution(type, List.of(parts));
  }

  /// Signatures that a multisig asks for.
  public int requiredSignatures() {
    return parts.getFirst()[0];
  }

  /// The keys of a multisig.
  public List<byte[]> multisigKeys() {
    return parts.subList(1, parts.size() - 1);
  }
}

package org.quantumcoin.node.script.sign;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.SigVersion;

/// Satisfies scripts that are none of the standard templates. The node has none; a wallet brings
/// one that understands Miniscript (BIP-0379).
@FunctionalInterface
public interface ScriptSatisfier {
  ScriptSatisfier NONE = (script, version, source) -> Optional.empty();

  /// The stack for a witness script (`WITNESS_V0`) or for a leaf (`TAPSCRIPT`), the bottom first
  /// and without the script itself. Every key of the script is asked for its signature, also where
  /// others suffice or one is missing, since those who sign in turn need all of them.
  Optional<List<byte[]>> satisfy(Script script, SigVersion version, SatisfactionSource source);
}

package org.quantumcoin.wallet.descriptor;

import java.util.List;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.miniscript.Miniscript;

/// A script that stands for a miniscript at one index: what a signer needs to satisfy it. The
/// miniscript's keys are the numbers of these.
public record MiniscriptSpend(Script script, Miniscript miniscript, List<DerivedKey> keys) {
  public MiniscriptSpend {
    keys = List.copyOf(keys);
  }

  /// The key as the script has it: 33 bytes, 32 in tapscript.
  public byte[] keyBytes(int key) {
    return miniscript.context().keyBytesOf(keys.get(key).publicKey());
  }
}

package org.quantumcoin.node.rpc;

import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;
import tools.jackson.databind.node.ObjectNode;

/// What RPC tells of an address by itself.
public final class AddressJson {
  private AddressJson() {}

  /// Core's `DescribeAddress`.
  public static void describe(ObjectNode json, Script script) {
    TxoutType type = ScriptTemplates.solve(script).type();
    boolean isScript =
        switch (type) {
          case SCRIPTHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V1_TAPROOT, ANCHOR -> true;
          default -> false;
        };
    if (type != TxoutType.WITNESS_UNKNOWN) {
      json.put("isscript", isScript);
    }
    boolean isWitness = ScriptTemplates.isWitnessProgram(script);
    json.put("iswitness", isWitness);
    if (isWitness && type != TxoutType.ANCHOR) {
      json.put("witness_version", ScriptTemplates.witnessVersion(script));
      json.put("witness_program", Hex.encode(ScriptTemplates.witnessProgram(script)));
    }
  }
}

package org.quantumcoin.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

/// Outputs of all templates, from their parts and from their addresses.
class TemplatesVectorTest {
  private static final Addresses MAIN =
      new Addresses(new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc"));
  private static final Addresses TESTNET =
      new Addresses(new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "tb"));
  private static final Map<String, Integer> OPCODES = new HashMap<>();

  static {
    for (int opcode = 0; opcode <= 0xb9; opcode++) {
      OPCODES.putIfAbsent(Opcodes.name(opcode), opcode);
    }
    for (int number = 1; number <= 16; number++) {
      OPCODES.put("OP_" + number, Opcodes.OP_1 + number - 1);
    }
    OPCODES.put("OP_0", 0);
  }

  private static Script assemble(String text) {
    ScriptBuilder script = new ScriptBuilder();
    for (String word : text.isBlank() ? new String[0] : text.split(" ", -1)) {
      Integer opcode = OPCODES.get(word);
      if (opcode != null) {
        script.op(opcode);
      } else {
        script.push(Hex.decode(word));
      }
    }
    return script.build();
  }

  private static List<byte[]> keys(JsonNode list) {
    List<byte[]> keys = new ArrayList<>();
    list.forEach(key -> keys.add(Hex.decode(key.asString())));
    return keys;
  }

  private static boolean has(JsonNode object, String name) {
    return object.hasNonNull(name);
  }

  /// The output that the parts give; empty where the case gives none.
  private static List<Script> outputs(String family, JsonNode parts) {
    List<Script> outputs = new ArrayList<>();
    String hash = has(parts, "hash") ? parts.get("hash").asString() : "";
    String key = has(parts, "pubkey") ? parts.get("pubkey").asString() : "";
    switch (family) {
      case "p2pk" -> add(outputs, key, ScriptTemplates::payToPubkey);
      case "p2pkh" -> add(outputs, hash, ScriptTemplates::payToPubkeyHash);
      case "p2sh" -> add(outputs, hash, ScriptTemplates::payToScriptHash);
      case "p2wpkh" -> add(outputs, hash, ScriptTemplates::payToWitnessPubkeyHash);
      case "p2wsh" -> add(outputs, hash, program -> ScriptTemplates.payToWitness(0, program));
      case "p2tr" -> add(outputs, key, ScriptTemplates::payToTaproot);
      default -> {
        if (has(parts, "m") && has(parts, "pubkeys")) {
          outputs.add(ScriptTemplates.multisig(parts.get("m").asInt(), keys(parts.get("pubkeys"))));
        }
      }
    }
    JsonNode redeem = parts.path("redeem");
    if (has(redeem, "output") && !redeem.get("output").asString().isEmpty()) {
      Script inner = assemble(redeem.get("output").asString());
      if (family.equals("p2sh")) {
        outputs.add(ScriptTemplates.payToScriptHash(inner));
      } else if (family.equals("p2wsh")) {
        outputs.add(ScriptTemplates.payToWitnessScriptHash(inner));
      }
    }
    return outputs;
  }

  private static void add(List<Script> outputs, String hex, Function<byte[], Script> template) {
    if (!hex.isEmpty()) {
      outputs.add(template.apply(ByteString.fromHex(hex).toBytes()));
    }
  }

  private static void checkInternalKey(JsonNode test, Script script) {
    Optional<byte[]> internal = part(test, "internalPubkey");
    internal
        .flatMap(key -> Taproot.outputKey(key, part(test, "hash")))
        .map(key -> ScriptTemplates.payToTaproot(Arrays.copyOfRange(key, 1, 33)))
        .ifPresent(made -> assertThat(made).as("%s", test).isEqualTo(script));
  }

  private static Optional<byte[]> part(JsonNode test, String name) {
    JsonNode where =
        has(test.get("arguments"), name) ? test.get("arguments") : test.get("expected");
    return has(where, name)
        ? Optional.of(Hex.decode(where.get(name).asString()))
        : Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p2pk", "p2pkh", "p2sh", "p2wpkh", "p2wsh", "p2ms", "p2tr"})
  void outputs_followFromTheirParts(String family) {
    int count = 0;
    for (JsonNode test : Vectors.json("wallet/" + family + ".json").get("valid")) {
      JsonNode expected = test.get("expected");
      String output =
          has(expected, "output")
              ? expected.get("output").asString()
              : test.get("arguments").path("output").asString("");
      if (output.isEmpty()) {
        continue;
      }
      Script script = assemble(output);
      for (JsonNode parts : List.of(test.get("arguments"), expected)) {
        assertThat(outputs(family, parts)).as("%s", test).allMatch(script::equals);
        if (has(parts, "address")) {
          String address = parts.get("address").asString();
          boolean main = address.startsWith("bc") || address.matches("[13].*");
          Addresses addresses = main ? MAIN : TESTNET;
          assertThat(addresses.script(address)).as("%s", test).contains(script);
          assertThat(addresses.encode(script)).contains(address);
        }
      }
      if (family.equals("p2tr")) {
        checkInternalKey(test, script);
      }
      count++;
    }
    assertThat(count).isPositive();
    Vectors.report("wallet/" + family + " valid outputs", count);
  }
}

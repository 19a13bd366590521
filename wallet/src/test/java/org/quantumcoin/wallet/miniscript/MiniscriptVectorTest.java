package org.quantumcoin.wallet.miniscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class MiniscriptVectorTest {
  @Test
  void miniscript() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/miniscript.json")) {
      Set<String> properties = new HashSet<>();
      test.get("properties").forEach(property -> properties.add(property.asString()));
      String wsh = test.get("script_p2wsh").asString();
      String tapscript = test.get("script_tapscript").asString();
      check(test, properties, MiniscriptContext.P2WSH, wsh);
      check(test, properties, MiniscriptContext.TAPSCRIPT, tapscript.equals("=") ? wsh : tapscript);
      count++;
    }
    Vectors.report("core/miniscript", count);
  }

  private static void check(
      JsonNode test, Set<String> properties, MiniscriptContext context, String expected) {
    HexKeys keys = new HexKeys(context);
    Optional<Miniscript> parsed =
        Miniscript.parse(test.get("miniscript").asString(), context, keys);
    boolean tapscript = context == MiniscriptContext.TAPSCRIPT;
    boolean invalid =
        properties.contains("INVALID")
            || properties.contains(tapscript ? "TAPSCRIPT_INVALID" : "P2WSH_INVALID");
    if (invalid) {
      assertThat(parsed.filter(Miniscript::isValidTopLevel)).as("%s", test).isEmpty();
      return;
    }
    Miniscript node = parsed.orElseThrow();
    assertThat(node.isValidTopLevel()).as("%s", test).isTrue();
    if (properties.contains("VALID") && !tapscript) {
      assertThat(node.isNonMalleable()).as("%s", test).isEqualTo(properties.contains("NONMAL"));
      assertThat(node.needsSignature()).as("%s", test).isEqualTo(properties.contains("NEEDSIG"));
      assertThat(node.keepsToOneTimelockKind())
          .as("%s", test)
          .isEqualTo(!properties.contains("TIMELOCKMIX"));
    }
    Script script = node.script(keys::bytes);
    assertThat(script.length()).isEqualTo(node.scriptBytes());
    if (!expected.equals("?")) {
      assertThat(script.toHex()).as("%s", test).isEqualTo(expected);
    }
    Miniscript decoded = Miniscript.decode(script, context, keys).orElseThrow();
    assertThat(decoded.script(keys::bytes)).as("%s", test).isEqualTo(script);
    String text = node.format(keys::text);
    assertThat(Miniscript.parse(text, context, keys).orElseThrow().format(keys::text))
        .isEqualTo(text);
    checkLimits(test, node, tapscript);
  }

  private static void checkLimits(JsonNode test, Miniscript node, boolean tapscript) {
    List<Integer> limits = new ArrayList<>();
    for (String part : test.get("limits").asString().split(",", -1)) {
      if (!part.isBlank()) {
        limits.add(sum(part));
      }
    }
    if (limits.isEmpty()) {
      return;
    }
    assertThat(node.operations()).as("%s", test).hasValue(limits.get(0));
    assertThat(node.stackItems()).as("%s", test).hasValue(limits.get(1));
    assertThat(node.witnessBytes()).as("%s", test).hasValue(limits.get(tapscript ? 3 : 2));
    assertThat(node.executionStackItems()).as("%s", test).hasValue(limits.get(4));
  }

  /// `2 + 2 * 73`.
  private static int sum(String text) {
    return Arrays.stream(text.split("\\+", -1))
        .mapToInt(term ->
            Arrays.stream(term.split("\\*", -1))
                .mapToInt(factor -> Integer.parseInt(factor.strip()))
                .reduce(1, (a, b) -> a * b))
        .sum();
  }
}

package org.quantumcoin.wallet.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class DescriptorVectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  @Test
  void descriptors() {
    int count = 0;
    for (JsonNode test : Vectors.json("descriptors/descriptors.json")) {
      String text = test.get("descriptor").asString();
      boolean valid =
          test.get("kind").asString().equals("checksum")
              ? test.get("valid").asBoolean()
              : test.get("kind").asString().equals("valid");
      if (valid) {
        checkValid(test, text);
      } else {
        assertThatThrownBy(() -> Descriptor.parse(text, MAIN, false))
            .as("%s", test)
            .isInstanceOf(DescriptorException.class);
      }
      count++;
    }
    Vectors.report("descriptors/descriptors", count);
  }

  private static void checkValid(JsonNode test, String text) {
    List<Descriptor> parsed = Descriptor.parse(text, MAIN, false);
    List<String> expected = new ArrayList<>();
    if (test.has("expansion")) {
      test.get("expansion").forEach(item -> expected.add(item.asString()));
    }
    if (parsed.size() > 1) {
      List<String> single = parsed.stream().map(d -> payload(d.formatWithSecrets())).toList();
      List<String> direct =
          expected.stream()
              .map(e -> payload(Descriptor.parse(e, MAIN, false).get(0).formatWithSecrets()))
              .toList();
      assertThat(single).as("%s", test).isEqualTo(direct);
      return;
    }
    Descriptor descriptor = parsed.get(0);
    List<String> scripts = new ArrayList<>();
    for (int index = 0; scripts.size() < expected.size(); index++) {
      List<Script> at = descriptor.expand(index).orElseThrow().scripts();
      at.forEach(script -> scripts.add(script.toHex()));
    }
    assertThat(scripts.subList(0, expected.size())).as("%s", test).isEqualTo(expected);
    Descriptor again = Descriptor.parse(descriptor.formatWithSecrets(), MAIN, true).get(0);
    assertThat(again.formatWithSecrets()).isEqualTo(descriptor.formatWithSecrets());
    assertThat(Descriptor.parse(descriptor.format(), MAIN, true).get(0).format())
        .isEqualTo(descriptor.format());
  }

  private static String payload(String text) {
    return text.substring(0, text.indexOf('#'));
  }

  @Test
  void keyExpressions() {
    int count = 0;
    for (JsonNode test : Vectors.json("descriptors/key_expressions.json")) {
      String text = "pkh(" + test.get("key_expression").asString() + ")";
      if (test.get("valid").asBoolean()) {
        assertThat(Descriptor.parse(text, MAIN, false)).as("%s", test).hasSize(1);
      } else {
        assertThatThrownBy(() -> Descriptor.parse(text, MAIN, false))
            .as("%s", test)
            .isInstanceOf(DescriptorException.class);
      }
      count++;
    }
    Vectors.report("descriptors/key_expressions", count);
  }
}

package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class Bip32VectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  @Test
  void bip32() {
    JsonNode root = Vectors.json("bip32/bip32.json");
    int count = 0;
    for (JsonNode test : root.get("valid")) {
      ExtendedSecretKey master =
          ExtendedSecretKey.fromSeed(Hex.decode(test.get("seed").asString())).orElseThrow();
      for (JsonNode chain : test.get("chains")) {
        KeyPath path = parse(chain.get("path").asString());
        ExtendedSecretKey key = master.derive(path).orElseThrow();
        String xprv = chain.get("xprv").asString();
        String xpub = chain.get("xpub").asString();
        assertThat(key.encode(MAIN)).isEqualTo(xprv);
        assertThat(key.neuter().encode(MAIN)).isEqualTo(xpub);
        assertThat(ExtendedSecretKey.decode(xprv, MAIN).orElseThrow().encode(MAIN)).isEqualTo(xprv);
        assertThat(ExtendedPublicKey.decode(xpub, MAIN).orElseThrow().encode(MAIN)).isEqualTo(xpub);
        List<Integer> steps = path.steps();
        if (!steps.isEmpty() && !KeyPath.isHardened(steps.getLast())) {
          ExtendedPublicKey parent =
              master.derive(new KeyPath(steps.subList(0, steps.size() - 1))).orElseThrow().neuter();
          assertThat(parent.derive(steps.getLast()).orElseThrow().encode(MAIN)).isEqualTo(xpub);
        }
      }
      count++;
    }
    for (JsonNode test : root.get("invalid")) {
      String text = test.get("key").asString();
      assertThat(ExtendedSecretKey.decode(text, MAIN)).as("%s", test).isEmpty();
      assertThat(ExtendedPublicKey.decode(text, MAIN)).as("%s", test).isEmpty();
      count++;
    }
    Vectors.report("bip32", count);
  }

  private static KeyPath parse(String text) {
    List<Integer> steps = new ArrayList<>();
    for (String part : text.split("/", -1)) {
      if (!part.equals("m")) {
        boolean hardened = part.endsWith("'");
        int index = Integer.parseInt(hardened ? part.substring(0, part.length() - 1) : part);
        steps.add(hardened ? index | KeyPath.HARDENED : index);
      }
    }
    return new KeyPath(steps);
  }

  @Test
  void derive_stopsAtDepth255_andNeedsTheSecretForHardenedSteps() {
    ExtendedSecretKey key = ExtendedSecretKey.fromSeed(new byte[32]).orElseThrow();
    assertThat(key.neuter().derive(KeyPath.HARDENED)).isEmpty();
    for (int i = 0; i < 255; i++) {
      key = key.derive(0).orElseThrow();
    }
    assertThat(key.derive(0)).isEmpty();
    assertThat(key.neuter().derive(0)).isEmpty();
    assertThat(key.toString()).isEqualTo("ExtendedSecretKey[…]");
  }
}

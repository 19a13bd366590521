package org.quantumcoin.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class SipHashVectorTest {
  @Test
  void siphash24() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/siphash.json")) {
      SipHash hash = new SipHash(word(test.get("key").get(0)), word(test.get("key").get(1)));
      for (JsonNode chunk : test.get("input")) {
        byte[] bytes = Hex.decode(chunk.asString());
        hash.write(bytes, 0, bytes.length);
      }
      assertThat(hash.finish())
          .as("%s", test)
          .isEqualTo(word(test.get("expected").get("siphash24")));
      count++;
    }
    Vectors.report("core/siphash", count);
  }

  private static long word(JsonNode node) {
    return Long.parseUnsignedLong(node.asString(), 16);
  }
}

package org.quantumcoin.node.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class EncodingVectorTest {
  @Test
  void base58() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/base58_encode_decode.json")) {
      byte[] bytes = Hex.decode(test.get(0).asString());
      String text = test.get(1).asString();
      assertThat(Base58.encode(bytes)).isEqualTo(text);
      assertThat(Base58.decode(text, bytes.length)).hasValue(bytes);
      if (bytes.length > 0) {
        assertThat(Base58.decode(text, bytes.length - 1)).isEmpty();
      }
      count++;
    }
    Vectors.report("core/base58_encode_decode", count);
  }

  @Test
  void bech32() {
    JsonNode root = Vectors.json("bip350/bech32.json");
    int count = 0;
    for (var group : root.properties()) {
      for (JsonNode test : group.getValue()) {
        String text = test.get("string").asString();
        boolean valid = test.get("valid").asBoolean();
        boolean ours =
            switch (group.getKey()) {
              case "bech32_valid", "bech32_invalid" -> is(text, Bech32.Encoding.BECH32);
              case "bech32m_valid", "bech32m_invalid" -> is(text, Bech32.Encoding.BECH32M);
              default -> segwitScript(text).isPresent();
            };
        assertThat(ours).as("%s %s", group.getKey(), test).isEqualTo(valid);
        if (test.has("script")) {
          assertThat(segwitScript(text)).hasValue(test.get("script").asString());
        }
        count++;
      }
    }
    Vectors.report("bip350/bech32", count);
  }

  private static boolean is(String text, Bech32.Encoding encoding) {
    Optional<Bech32.Decoded> decoded = Bech32.decode(text);
    decoded.ifPresent(d ->
        assertThat(Bech32.encode(d.encoding(), d.hrp(), d.values()))
            .isEqualTo(text.toLowerCase(Locale.ROOT)));
    return decoded.isPresent() && decoded.get().encoding() == encoding;
  }

  /// BIP-0173 "Segwit address format" with BIP-0350's choice of checksum.
  private static Optional<String> segwitScript(String text) {
    Optional<Bech32.Decoded> decoded = Bech32.decode(text);
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    Bech32.Decoded d = decoded.get();
    byte[] values = d.values();
    if (values.length == 0 || !(d.hrp().equals("bc") || d.hrp().equals("tb"))) {
      return Optional.empty();
    }
    int version = values[0];
    Optional<byte[]> program = Bech32.toEightBit(values, 1);
    boolean ok =
        version <= 16
            && d.encoding() == (version == 0 ? Bech32.Encoding.BECH32 : Bech32.Encoding.BECH32M)
            && program.isPresent()
            && program.get().length >= 2
            && program.get().length <= 40
            && (version != 0 || program.get().length == 20 || program.get().length == 32);
    return ok
        ? Optional.of(
            String.format("%02x%02x", version == 0 ? 0 : 0x50 + version, program.get().length)
                + Hex.encode(program.get()))
        : Optional.empty();
  }
}

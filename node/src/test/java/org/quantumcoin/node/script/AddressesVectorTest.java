package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class AddressesVectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  private static final AddressPrefixes TEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "tb");
  private static final AddressPrefixes REGTEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "bcrt");
  private static final Map<String, AddressPrefixes> CHAINS =
      Map.of("main", MAIN, "test", TEST, "testnet4", TEST, "signet", TEST, "regtest", REGTEST);

  @Test
  void keyIoValid() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/key_io_valid.json")) {
      String text = test.get(0).asString();
      String payload = test.get(1).asString();
      JsonNode meta = test.get(2);
      AddressPrefixes prefixes = Objects.requireNonNull(CHAINS.get(meta.get("chain").asString()));
      Addresses addresses = new Addresses(prefixes);
      if (meta.get("isPrivkey").asBoolean()) {
        SecretKey key = Wif.decode(text, prefixes).orElseThrow();
        assertThat(Hex.encode(key.toBytes())).isEqualTo(payload);
        assertThat(key.isCompressed()).isEqualTo(meta.get("isCompressed").asBoolean());
        assertThat(Wif.encode(key, prefixes)).isEqualTo(text);
        assertThat(addresses.script(text)).isEmpty();
      } else {
        var script = addresses.script(text).orElseThrow();
        assertThat(script.toHex()).as(text).isEqualTo(payload);
        assertThat(addresses.encode(script)).hasValue(text);
        assertThat(addresses.script(flipCase(text)).isPresent())
            .isEqualTo(meta.has("tryCaseFlip") && meta.get("tryCaseFlip").asBoolean());
        assertThat(Wif.decode(text, prefixes)).isEmpty();
      }
      count++;
    }
    Vectors.report("core/key_io_valid", count);
  }

  private static String flipCase(String text) {
    StringBuilder flipped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      flipped.append(
          Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return flipped.toString();
  }

  @Test
  void keyIoInvalid() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/key_io_invalid.json")) {
      String text = test.get(0).asString();
      for (AddressPrefixes prefixes : CHAINS.values()) {
        assertThat(new Addresses(prefixes).script(text)).as(text).isEmpty();
        assertThat(Wif.decode(text, prefixes)).as(text).isEmpty();
      }
      count++;
    }
    Vectors.report("core/key_io_invalid", count);
  }

  @Test
  void bip350Addresses() {
    int count = 0;
    for (var group : Vectors.json("bip350/bech32.json").properties()) {
      if (group.getKey().startsWith("bech32")) {
        continue;
      }
      for (JsonNode test : group.getValue()) {
        String text = test.get("string").asString();
        Optional<String> script =
            List.of(MAIN, TEST).stream()
                .map(p -> new Addresses(p).script(text))
                .flatMap(Optional::stream)
                .map(Object::toString)
                .findFirst();
        assertThat(script.isPresent()).as("%s", test).isEqualTo(test.get("valid").asBoolean());
        if (test.has("script")) {
          assertThat(script).hasValue(test.get("script").asString());
          assertThat(
                  new Addresses(text.toLowerCase(Locale.ROOT).startsWith("bc") ? MAIN : TEST)
                      .encode(Script.fromHex(script.get())))
              .hasValue(text.toLowerCase(Locale.ROOT));
        }
        count++;
      }
    }
    Vectors.report("bip350/addresses", count);
  }
}

package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class KeyAggregationVectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  private static List<byte[]> keys(JsonNode all, JsonNode indices) {
    List<byte[]> keys = new ArrayList<>();
    indices.forEach(index -> keys.add(Hex.decode(all.get(index.asInt()).asString())));
    return keys;
  }

  @Test
  void keyAgg() {
    JsonNode root = Vectors.json("bip327/key_agg_vectors.json");
    int count = 0;
    for (JsonNode test : root.get("valid_test_cases")) {
      byte[] key =
          Secp256k1.aggregateKeys(keys(root.get("pubkeys"), test.get("key_indices"))).orElseThrow();
      assertThat(Hex.encode(Arrays.copyOfRange(key, 1, 33)))
          .isEqualToIgnoringCase(test.get("expected").asString());
      count++;
    }
    for (JsonNode test : root.get("error_test_cases")) {
      Optional<byte[]> key =
          Secp256k1.aggregateKeys(keys(root.get("pubkeys"), test.get("key_indices")));
      for (int i = 0; i < test.get("tweak_indices").size(); i++) {
        int index = test.get("tweak_indices").get(i).asInt();
        byte[] tweak = Hex.decode(root.get("tweaks").get(index).asString());
        boolean xOnly = test.get("is_xonly").get(i).asBoolean();
        key =
            key.flatMap(k ->
                xOnly
                    ? Secp256k1.tweakXOnly(Arrays.copyOfRange(k, 1, 33), tweak)
                    : Secp256k1.tweakPublicKey(k, tweak));
      }
      assertThat(key).as("%s", test).isEmpty();
      count++;
    }
    Vectors.report("bip327/key_agg", count);
  }

  @Test
  void keySort() {
    JsonNode root = Vectors.json("bip327/key_sort_vectors.json");
    List<String> keys = new ArrayList<>();
    root.get("pubkeys").forEach(key -> keys.add(key.asString()));
    keys.sort((a, b) -> Arrays.compareUnsigned(Hex.decode(a), Hex.decode(b)));
    List<String> sorted = new ArrayList<>();
    root.get("sorted_pubkeys").forEach(key -> sorted.add(key.asString()));
    assertThat(keys).isEqualTo(sorted);
    Vectors.report("bip327/key_sort", 1);
  }

  @Test
  void syntheticXpub() {
    int count = 0;
    for (JsonNode test : Vectors.json("bip328/vectors.json")) {
      List<byte[]> keys = new ArrayList<>();
      test.get("keys").forEach(key -> keys.add(Hex.decode(key.asString())));
      byte[] key = Secp256k1.aggregateKeys(keys).orElseThrow();
      assertThat(Hex.encode(key)).isEqualTo(test.get("aggregate_pubkey").asString());
      assertThat(ExtendedPublicKey.ofAggregate(key).encode(MAIN))
          .isEqualTo(test.get("xpub").asString());
      count++;
    }
    Vectors.report("bip328", count);
  }
}

package org.quantumcoin.node.params;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class ChainParamsVectorTest {
  @ParameterizedTest
  @ValueSource(strings = {"mainnet", "testnet", "testnet4", "signet", "signet-custom", "regtest"})
  void params_ofBitcoin_areThoseOfTheReferenceNode(String file) {
    JsonNode expected = Vectors.json("core/chainparams/" + file + ".json");
    NetworkParams params = find(expected);
    assertThat(Hex.encode(params.genesisHash().hash().toBytes()))
        .isEqualTo(expected.get("genesis").asString());
    assertThat(params.consensus().halvingInterval())
        .isEqualTo(expected.get("subsidy_halving_interval").asInt());
    assertThat(params.isTestChain()).isEqualTo(expected.get("test_chain").asBoolean());
    assertThat(params.consensus().powLimit().toHex())
        .isEqualTo(expected.get("pow").get("limit").asString());
    JsonNode net = expected.get("net");
    assertThat(params.ports().p2p()).isEqualTo(net.get("default_port").asInt());
    assertThat(Hex.encode(params.magicBytes())).isEqualTo(net.get("magic").asString());
    assertThat(params.addresses().bech32())
        .isEqualTo(expected.get("addresses").get("bech32_hrp").asString());
    Vectors.report("core/chainparams/" + file, 1);
  }

  private static NetworkParams find(JsonNode expected) {
    String id = expected.get("chain").asString();
    if (expected.has("signet")) {
      Script challenge = Script.fromHex(expected.get("signet").get("challenge").asString());
      return Networks.customSignet(challenge, List.of());
    }
    for (Chain chain : Chain.values()) {
      if (chain.id().equals(id)) {
        return Networks.find(Coin.BITCOIN, chain).orElseThrow();
      }
    }
    throw new IllegalArgumentException(id);
  }
}

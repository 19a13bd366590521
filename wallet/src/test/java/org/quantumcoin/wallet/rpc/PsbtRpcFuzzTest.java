package org.quantumcoin.wallet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.StrictBase64;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.vectors.Vectors;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.DescriptorKeys;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.Signer;
import tools.jackson.databind.JsonNode;

/// Damaged PSBTs through the methods and the signer: an answer or an RPC error, nothing else.
class PsbtRpcFuzzTest {
  private static final long SEED = 20261122;
  private static final int ROUNDS = 6_000;

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (JsonNode test : Vectors.json("psbt/psbt_cases.json")) {
      if (!test.get("kind").asString().equals("invalid")) {
        StrictBase64.decode(test.get("psbt").asString()).ifPresent(seeds::add);
      }
    }
    return seeds;
  }

  private static RpcDispatcher dispatcher() {
    RpcRegistry registry = new RpcRegistry();
    new PsbtRpc(Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow(), new SplittableRandom(1))
        .register(registry);
    RpcDispatcher dispatcher = new RpcDispatcher(registry);
    dispatcher.ready();
    return dispatcher;
  }

  private static void sign(byte[] bytes) {
    byte[] secret = new byte[32];
    secret[31] = 1;
    try (DescriptorKeys keys = new DescriptorKeys()) {
      keys.addKey(SecretKey.of(secret, true).orElseThrow());
      Psbt psbt = Psbt.decode(bytes);
      Signer signer = new Signer(keys, new MiniscriptSatisfier());
      Signer.Result result = signer.sign(psbt, OptionalInt.empty(), true);
      assertThat(result.psbt().isSameTransaction(psbt)).isTrue();
      assertThat(psbt.toVersion2().encode()).isNotEmpty();
    } catch (PsbtException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void methods_whenPsbtIsDamaged_answerOrRefuse() {
    SplittableRandom random = new SplittableRandom(SEED);
    RpcDispatcher dispatcher = dispatcher();
    List<byte[]> seeds = seeds();
    int answered = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        bytes[random.nextInt(5, bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      JsonNode params = Json.array().add(StrictBase64.encode(bytes));
      for (String method : List.of("decodepsbt", "analyzepsbt", "finalizepsbt")) {
        try {
          assertThat(Json.write(dispatcher.call(method, params, "", "/"))).isNotBlank();
          answered++;
        } catch (RpcException e) {
          assertThat(e.code()).isEqualTo(RpcErrorCode.DESERIALIZATION_ERROR);
        }
      }
      sign(bytes);
    }
    assertThat(answered).isPositive();
  }
}

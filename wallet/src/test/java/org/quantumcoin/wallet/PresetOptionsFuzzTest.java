package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.RpcException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Weights and solving data, whatever stands in them: funded, or refused with a sentence.
final class PresetOptionsFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final String KEY =
      "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

  private static final List<String> DESCRIPTORS =
      Stream.of("wpkh(%s)", "tr(%s)", "combo(%s)", "wsh(multi(1,%s))", "tr(%1$s,pk(%1$s))")
          .map(kind -> "\"" + DescriptorChecksum.append(kind.formatted(KEY)) + "\"")
          .toList();

  @TempDir Path folder;

  /// A value that is right, nearly right, or of another kind.
  private static String value(Random random, List<String> usual) {
    List<String> odd =
        List.of("null", "{}", "[]", "[[[]]]", "-1", "1e99", "165", "400001", "true", "\"\"", "0.5");
    if (random.nextInt(12) == 0) {
      return odd.get(random.nextInt(odd.size()));
    }
    StringBuilder text = new StringBuilder(usual.get(random.nextInt(usual.size())));
    if (random.nextInt(10) == 0 && text.length() > 3) {
      int at = 1 + random.nextInt(text.length() - 2);
      text.setCharAt(at, "0123456789abcdef()/,#*h'<;>".charAt(random.nextInt(27)));
    }
    return text.toString();
  }

  private static String list(Random random, List<String> usual) {
    StringBuilder list = new StringBuilder("[");
    for (int i = random.nextInt(3); i >= 0; i--) {
      list.append(value(random, usual)).append(i > 0 ? "," : "]");
    }
    return random.nextInt(8) == 0 ? value(random, usual) : list.toString();
  }

  private static String options(Random random, OutPoint coin) {
    String weight =
        "{\"txid\":%s,\"vout\":%s,\"weight\":%s}"
            .formatted(
                value(random, List.of("\"" + coin.txid() + "\"")),
                value(random, List.of("0", "1", "4294967296")),
                value(random, List.of("165", "164", "400", "400000")));
    return "{\"fee_rate\":5,\"input_weights\":%s,\"solving_data\":{\"pubkeys\":%s,\"scripts\":%s,\"descriptors\":%s}}"
        .formatted(
            list(random, List.of(weight, weight, weight)),
            list(random, List.of("\"" + KEY + "\"")),
            list(
                random,
                List.of("\"5121" + KEY + "51ae\"", "\"00\"", "\"" + "ae".repeat(600) + "\"")),
            list(random, DESCRIPTORS));
  }

  @Test
  void anyOptions_areTakenOrRefused() {
    Random random = new Random(165);
    JsonMapper mapper = JsonMapper.builder().build();
    int funded = 0;
    try (WalletServer server = new WalletServer(folder)) {
      Wallet wallet = server.make("one");
      OutPoint own =
          TestPayments.output(server.receive(server.text(wallet, "getnewaddress"), 100_000), 0);
      String raw =
          Hex.encode(
              TestPayments.pay(List.of(own), new TxOut(20_000, TestPayments.foreignScript(7)))
                  .toBytes());
      for (int round = 0; round < ROUNDS; round++) {
        JsonNode options;
        try {
          options = mapper.readTree(options(random, own));
        } catch (JacksonException _) {
          // No JSON: nothing that reaches a method.
          continue;
        }
        try {
          JsonNode result = server.call(wallet, "fundrawtransaction", raw, options);
          assertThat(result.get("fee").decimalValue()).isPositive();
          funded++;
        } catch (RpcException e) {
          assertThat(e.text()).isNotBlank();
        }
      }
    }
    assertThat(funded).isPositive();
  }
}

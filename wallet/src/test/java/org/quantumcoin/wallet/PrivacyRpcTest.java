package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.DESERIALIZATION_ERROR;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.rpc.Json;
import tools.jackson.databind.JsonNode;

/// `analyzepayment`: the facts that a wallet finds for the check.
final class PrivacyRpcTest {
  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;
  private String foreign;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
    foreign = server.addresses.encode(TestPayments.foreignScript(71)).orElseThrow();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private List<String> codes(JsonNode options, String amount) {
    JsonNode outputs = Json.array().add(Json.object().put(foreign, amount));
    JsonNode funded =
        server.call(wallet, "walletcreatefundedpsbt", Json.array(), outputs, 0, options);
    JsonNode answer = server.call(wallet, "analyzepayment", funded.get("psbt").stringValue());
    List<String> codes = new ArrayList<>();
    for (JsonNode each : answer.get("warnings")) {
      assertThat(each.get("text").stringValue()).endsWith(".");
      codes.add(each.get("code").stringValue());
    }
    return codes;
  }

  @Test
  void payment_fromFreshAddresses_isQuiet() {
    server.receive(server.text(wallet, "getnewaddress", "rent"), 400_000);
    server.receive(server.text(wallet, "getnewaddress", "gift"), 500_000);
    assertThat(codes(Json.object(), "0.00123456")).isEmpty();
  }

  @Test
  void payment_thatSaysMuch_isWarnedOf() {
    String used = server.text(wallet, "getnewaddress", "rent");
    server.receive(used, 400_000);
    server.receive(used, 900);
    server.receive(server.text(wallet, "getnewaddress", "gift"), 500_000);
    assertThat(codes(Json.object().put("minconf", 1).put("change_type", "legacy"), "0.008"))
        .contains("labels-joined", "address-reused", "change-type", "round-amount");
    server.call(wallet, "sendtoaddress", foreign, "0.001");
    assertThat(codes(Json.object(), "0.00123456")).contains("paid-before");
  }

  @Test
  void everyCoin_isTheWholeWallet() {
    server.receive(server.text(wallet, "getnewaddress"), 400_000);
    server.receive(server.text(wallet, "getnewaddress"), 500_000);
    assertThat(codes(Json.object().set("subtractFeeFromOutputs", Json.array().add(0)), "0.009"))
        .containsExactly("whole-wallet");
  }

  @Test
  void psbt_thatIsNone_isRefused() {
    server.refused(DESERIALIZATION_ERROR, wallet, "analyzepayment", "nonsense");
  }
}

package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_ADDRESS_OR_KEY;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_PARAMETER;
import static org.quantumcoin.node.rpc.RpcErrorCode.TYPE_ERROR;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_INSUFFICIENT_FUNDS;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_UNLOCK_NEEDED;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.rpc.Json;
import tools.jackson.databind.JsonNode;

/// Payment links and batches by RPC.
final class PaymentRpcTest {
  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;
  private String first;
  private String second;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
    first = server.addresses.encode(TestPayments.foreignScript(71)).orElseThrow();
    second = server.addresses.encode(TestPayments.foreignScript(72)).orElseThrow();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void link_isReadAsItWasMade() {
    String link =
        server.text(wallet, "createpaymenturi", first, "0.10", "Ana & Bo", "rent: 100% of May");
    assertThat(link).startsWith("bitcoin:" + first + "?amount=0.1&label=Ana%20%26%20Bo");
    JsonNode read = server.call(wallet, "parsepaymenturi", link);
    assertThat(read.get("address").stringValue()).isEqualTo(first);
    assertThat(read.get("addresses").size()).isOne();
    assertThat(read.get("amount").decimalValue()).isEqualByComparingTo("0.1");
    assertThat(read.get("label").stringValue()).isEqualTo("Ana & Bo");
    assertThat(read.get("message").stringValue()).isEqualTo("rent: 100% of May");
    assertThat(read.get("others").size()).isZero();
  }

  @Test
  void link_withSeveralWaysToPay_namesThem() {
    JsonNode read =
        server.call(
            wallet, "parsepaymenturi", "BITCOIN:?bcrt=%s&lightning=lnbc1".formatted(second));
    assertThat(read.get("address").stringValue()).isEqualTo(second);
    assertThat(read.has("amount")).isFalse();
    assertThat(read.get("others").size()).isEqualTo(2);
  }

  @Test
  void link_thatMustNotBePaid_isRefused() {
    assertThat(
            server.refused(
                INVALID_PARAMETER, wallet, "parsepaymenturi", "bitcoin:" + first + "?req-x=1"))
        .contains("needs \"x\"");
    assertThat(
            server.refused(
                INVALID_ADDRESS_OR_KEY,
                wallet,
                "parsepaymenturi",
                "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"))
        .contains("none of this network");
    server.refused(INVALID_PARAMETER, wallet, "parsepaymenturi", "litecoin:" + first);
    server.refused(INVALID_ADDRESS_OR_KEY, wallet, "createpaymenturi", "nowhere");
    server.refused(TYPE_ERROR, wallet, "createpaymenturi", first, "-1");
    server.refused(INVALID_PARAMETER, wallet, "createpaymenturi", first, 1, "x".repeat(1_001));
  }

  private String csv() {
    return "address,amount,memo\n%s,0.001,Ann\n%s,0.002,Bob\n".formatted(first, second);
  }

  @Test
  void dryRun_worksOutWhatItWouldCost_andPaysNothing() {
    server.receive(server.text(wallet, "getnewaddress"), 1_000_000);
    JsonNode plan = server.call(wallet, "sendbatch", csv());
    assertThat(plan.get("payable").booleanValue()).isTrue();
    assertThat(plan.get("payments").intValue()).isEqualTo(2);
    assertThat(plan.get("total").decimalValue()).isEqualByComparingTo("0.003");
    BigDecimal fee = plan.get("fee").decimalValue();
    assertThat(fee).isEqualByComparingTo(BigDecimal.valueOf(2L * plan.get("vsize").intValue(), 8));
    assertThat(plan.get("change").decimalValue().add(fee)).isEqualByComparingTo("0.007");
    assertThat(server.node.pooledTransactions()).isEmpty();
    assertThat(server.call(wallet, "getbalance").decimalValue()).isEqualByComparingTo("0.01");
  }

  @Test
  void batch_isPaidInOneTransaction_andMemosBecomeLabels() {
    server.receive(server.text(wallet, "getnewaddress"), 1_000_000);
    JsonNode paid =
        server.call(wallet, "sendbatch", csv(), false, Json.object().put("fee_rate", 3));
    assertThat(paid.get("complete").booleanValue()).isTrue();
    assertThat(server.node.pooledTransactions()).hasSize(1);
    assertThat(server.node.pooledTransactions().getFirst().outputs()).hasSize(3);
    assertThat(server.call(wallet, "getaddressesbylabel", "Bob").has(second)).isTrue();
    assertThat(paid.get("txid").stringValue())
        .isEqualTo(server.node.pooledTransactions().getFirst().txid().toString());
  }

  @Test
  void batch_whenALineIsBad_paysNothingAndNamesIt() {
    server.receive(server.text(wallet, "getnewaddress"), 1_000_000);
    String bad = csv() + "nowhere,1,Cid\n" + first + ",0.00000001,Dee\n";
    JsonNode plan = server.call(wallet, "sendbatch", bad);
    assertThat(plan.get("payable").booleanValue()).isFalse();
    assertThat(plan.get("errors").size()).isEqualTo(2);
    assertThat(plan.get("errors").get(0).get("line").intValue()).isEqualTo(4);
    assertThat(plan.get("warnings").size()).isZero();
    assertThat(plan.has("fee")).isFalse();
    assertThat(server.refused(INVALID_PARAMETER, wallet, "sendbatch", bad, false))
        .startsWith("Line 4: ")
        .contains("2 mistakes in all", "Nothing was paid.");
    assertThat(server.node.pooledTransactions()).isEmpty();
  }

  @Test
  void batch_whenTheWalletCannotPay_saysWhy() {
    JsonNode plan = server.call(wallet, "sendbatch", csv());
    assertThat(plan.get("payable").booleanValue()).isFalse();
    assertThat(plan.get("problem").stringValue()).isEqualTo("Insufficient funds");
    server.refused(WALLET_INSUFFICIENT_FUNDS, wallet, "sendbatch", csv(), false);
    byte[] passphrase = "correct horse".getBytes(StandardCharsets.UTF_8);
    Wallet locked = server.wallets.create("two", WalletOptions.DEFAULT, passphrase);
    server.refused(WALLET_UNLOCK_NEEDED, locked, "sendbatch", csv(), false);
    assertThat(server.call(locked, "sendbatch", csv()).has("problem")).isTrue();
  }
}

package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.rpc.RpcErrorCode;
import tools.jackson.databind.JsonNode;

class BumpFeeRpcTest {
  private static final String PAYEE = TreasuryDesk.PAYEE;

  @TempDir Path folder;

  private static String pay(WalletServer server, Wallet wallet) {
    server.receive(server.text(wallet, "getnewaddress"), 100_000_000);
    return server.text(
        wallet,
        "sendtoaddress",
        PAYEE,
        new BigDecimal("0.3"),
        "",
        "",
        false,
        true,
        TreasuryDesk.json("null"),
        TreasuryDesk.json("null"),
        TreasuryDesk.json("null"),
        3);
  }

  private static void assertHigherFee(JsonNode answer) {
    assertThat(answer.get("fee").decimalValue())
        .isGreaterThan(answer.get("origfee").decimalValue());
  }

  /// The least that replaces the first one is known all the same, as in Core.
  @Test
  void withoutEstimates_theLeastThatReplacesIsPaid() {
    try (WalletServer server = WalletServer.withoutFees(folder)) {
      Wallet wallet = server.make("savings");
      assertThat(
              server.refused(
                  RpcErrorCode.WALLET_INSUFFICIENT_FUNDS,
                  wallet,
                  "sendtoaddress",
                  PAYEE,
                  new BigDecimal("0.1")))
          .startsWith("Fee estimation failed");
      assertHigherFee(server.call(wallet, "bumpfee", pay(server, wallet)));
      assertHigherFee(server.call(wallet, "canceltransaction", pay(server, wallet)));
    }
  }
}

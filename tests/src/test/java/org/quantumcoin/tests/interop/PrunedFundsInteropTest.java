package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Transactions taken out of a wallet and put back by proof, in ours as in bitcoind's, and what the
/// methods say that have nothing to do for wallets like these.
final class PrunedFundsInteropTest {
  private static final String UNKNOWN = "00".repeat(31) + "01";

  private SharedWallet wallet;

  @BeforeEach
  void start() {
    Bitcoind.assumeAvailable();
    wallet = SharedWallet.start();
  }

  @AfterEach
  void stop() {
    if (wallet != null) {
      wallet.close();
    }
  }

  private void same(String method, Object... parameters) {
    assertThat(SharedWallet.answer(() -> wallet.ours(method, parameters)))
        .as(method + " " + List.of(parameters))
        .isEqualTo(SharedWallet.answer(() -> wallet.theirs(method, parameters)));
  }

  private void sameBooks() {
    same("getbalances");
    assertThat(wallet.ours("getwalletinfo").get("txcount"))
        .isEqualTo(wallet.theirs("getwalletinfo").get("txcount"));
  }

  private void reload() {
    for (String method : List.of("unloadwallet", "loadwallet")) {
      wallet.node().call(method, "shared");
      wallet.bitcoind().call(method, "shared");
    }
  }

  private String raw(String txid, String block) {
    return wallet.bitcoind().call("getrawtransaction", txid, false, block).asString();
  }

  private String proof(String txid, String block) {
    return wallet.bitcoind().call("gettxoutproof", json("['" + txid + "']"), block).asString();
  }

  @Test
  void transactions_goAndComeBackByProof() {
    wallet.mine("others", 110);
    String address = wallet.theirs("getnewaddress").asString();
    String paid = wallet.others("sendtoaddress", address, "1.5").asString();
    String foreign =
        wallet.others("sendtoaddress", wallet.others("getnewaddress").asString(), "0.5").asString();
    wallet.mine("others", 1);
    String block = wallet.bitcoind().tip();
    String spent =
        wallet
            .theirs("sendtoaddress", wallet.others("getnewaddress").asString(), "0.25")
            .asString();
    wallet.mine("others", 1);
    String nextBlock = wallet.bitcoind().tip();
    sameBooks();

    same("removeprunedfunds", UNKNOWN);
    same("removeprunedfunds", "00");
    same("removeprunedfunds", foreign);
    same("removeprunedfunds", spent);
    sameBooks();
    same("gettransaction", spent);
    same("removeprunedfunds", paid);
    sameBooks();
    same("removeprunedfunds", paid);

    String rawPaid = raw(paid, block);
    String proof = proof(paid, block);
    same("importprunedfunds", "00", proof);
    same("importprunedfunds", rawPaid, "");
    same("importprunedfunds", rawPaid, "zz");
    same("importprunedfunds", rawPaid, proof(foreign, block));
    same("importprunedfunds", raw(foreign, block), proof(foreign, block));
    same("importprunedfunds", rawPaid, proof.substring(0, proof.length() - 2) + "00");
    same("importprunedfunds", rawPaid, "01" + proof.substring(2));
    assertThat(SharedWallet.answer(() -> wallet.ours("importprunedfunds", rawPaid, proof + "00")))
        .isEqualTo("null");
    same("importprunedfunds", rawPaid, proof);
    sameBooks();
    same("importprunedfunds", raw(spent, nextBlock), proof(spent, nextBlock));
    BigDecimal change = wallet.ours("getbalances").at("/mine/trusted").decimalValue();
    assertThat(change).isBetween(new BigDecimal("1.24"), new BigDecimal("1.25"));
    // bitcoind goes on to count the coin that is spent now, until the wallet is loaded again.
    reload();
    sameBooks();
    assertThat(wallet.ours("getbalances").at("/mine/trusted").decimalValue()).isEqualTo(change);
    assertThat(wallet.ours("gettransaction", paid).get("blockindex"))
        .isEqualTo(wallet.theirs("gettransaction", paid).get("blockindex"));
    same("removeprunedfunds", paid);
    reload();
    sameBooks();
    assertThat(wallet.ours("rescanblockchain").get("start_height").asInt()).isZero();
    wallet.theirs("rescanblockchain");
    sameBooks();

    same("walletdisplayaddress", address);
    same("walletdisplayaddress", "nonsense");
    for (Object[] name : new Object[][] {{}, {"shared"}, {"nowhere"}}) {
      assertThat(SharedWallet.answer(() -> wallet.node().call("migratewallet", name)))
          .isEqualTo(SharedWallet.answer(() -> wallet.bitcoind().call("migratewallet", name)));
    }
  }
}

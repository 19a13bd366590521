package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What becomes of a payment that waits for a block: replaced, taken back, paid for by a child. As
/// in bitcoind, which has the same wallet, where it can do it too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BumpInteropTest {
  private static final JsonNode NONE = json("null");

  private SharedWallet wallet;
  private String foreign;
  private String own;

  @BeforeAll
  void shareOneWallet() {
    Bitcoind.assumeAvailable();
    wallet = SharedWallet.start();
    wallet.mine("others", 110);
    for (int i = 0; i < 12; i++) {
      wallet.others("sendtoaddress", wallet.theirs("getnewaddress").asString(), "1.5");
    }
    wallet.mine("others", 1);
    foreign = wallet.others("getnewaddress").asString();
    own = wallet.theirs("getnewaddress").asString();
  }

  @AfterAll
  void stop() {
    if (wallet != null) {
      wallet.close();
    }
  }

  private void same(String method, Object... parameters) {
    String theirs = meaning(SharedWallet.answer(() -> wallet.theirs(method, parameters)));
    String ours = meaning(SharedWallet.answer(() -> wallet.ours(method, parameters)));
    assertThat(ours).as(method + " " + List.of(parameters)).isEqualTo(theirs);
  }

  /// Fees, inputs and outputs of a replacement, whatever their order.
  private String meaning(String answer) {
    if (!answer.startsWith("{")) {
      return answer;
    }
    JsonNode result = json(answer);
    if (!result.has("psbt")) {
      return answer;
    }
    JsonNode tx = wallet.bitcoind().call("decodepsbt", result.get("psbt").asString()).get("tx");
    Set<String> parts = new TreeSet<>();
    tx.get("vin").forEach(in -> parts.add(in.get("txid").asString() + in.get("vout")));
    tx.get("vout")
        .forEach(out ->
            parts.add(out.get("value") + " " + out.get("scriptPubKey").get("address").asString()));
    return "%s %s %s".formatted(result.path("origfee"), result.get("fee"), parts);
  }

  private String pay(String to, String amount, int rate) {
    String txid =
        wallet
            .theirs("sendtoaddress", to, amount, "", "", false, true, NONE, NONE, NONE, rate)
            .asString();
    wallet.settle();
    return txid;
  }

  /// An option that is misspelt must not count as one that was not given.
  @Test
  void optionsThatAreWrong_areRefusedAsInCore() {
    String txid = pay(foreign, "0.31", 3);
    for (String options :
        List.of(
            "{'fee_rte':5}",
            "{'fee_rate':'x'}",
            "{'conf_target':'6'}",
            "{'replaceable':'yes'}",
            "{'outputs':[]}",
            "{'outputs':[{'%s':0.1}],'original_change_index':0}".formatted(foreign),
            "{'original_change_index':9}",
            "{'outputs':[{'nobody':0.1}]}",
            "{'fee_rate':1}")) {
      same("psbtbumpfee", txid, json(options));
    }
    JsonNode outputs = json("[{'%s':0.2}]".formatted(foreign));
    for (String options :
        List.of(
            "{'fee_rte':5}",
            "{'lockUnspents':'yes'}",
            "{'add_inputs':1}",
            "{'max_tx_weight':200}",
            "{'max_tx_weight':400001}",
            "{'max_tx_weight':300,'fee_rate':5}",
            "{'change_type':7}")) {
      same("walletcreatefundedpsbt", json("[]"), outputs, 0, json(options));
    }
    same("listunspent", 0, 9, json("[]"), true, json("{'minimumamount':1}"));
    same("simulaterawtransaction", json("[]"), json("{'include':true}"));
  }

  @Test
  void outputsOfAReplacement_areAsInCore() {
    String txid = pay(foreign, "0.32", 3);
    JsonNode decoded = wallet.theirs("gettransaction", txid, true, true).get("decoded").get("vout");
    int change =
        decoded.get(0).get("scriptPubKey").get("address").asString().equals(foreign) ? 1 : 0;
    for (String options :
        List.of(
            "{'fee_rate':20}",
            "{'fee_rate':20,'original_change_index':" + change + "}",
            "{'fee_rate':20,'outputs':[{'%s':0.32},{'%s':0.4}]}".formatted(foreign, own))) {
      JsonNode theirs = wallet.theirs("psbtbumpfee", txid, json(options));
      JsonNode ours = wallet.ours("psbtbumpfee", txid, json(options));
      assertThat(ours.get("fee")).as(options).isEqualTo(theirs.get("fee"));
      assertThat(ours.get("origfee")).as(options).isEqualTo(theirs.get("origfee"));
      assertThat(amounts(ours)).as(options).isEqualTo(amounts(theirs));
    }
  }

  /// The change may be at any of the wallet's next addresses.
  private Set<String> amounts(JsonNode bumped) {
    Set<String> amounts = new TreeSet<>();
    wallet
        .bitcoind()
        .call("decodepsbt", bumped.get("psbt").asString())
        .get("tx")
        .get("vout")
        .forEach(out -> amounts.add(out.get("value").toString()));
    return amounts;
  }

  @Test
  void paymentToOneself_paysItsReplacementItself() {
    String change = wallet.theirs("getrawchangeaddress").asString();
    JsonNode coin = wallet.theirs("listunspent", 1).get(0);
    String input =
        "[{'txid':'%s','vout':%s}]".formatted(coin.get("txid").asString(), coin.get("vout"));
    String sent =
        wallet
            .theirs(
                "sendall",
                json("['" + change + "']"),
                NONE,
                NONE,
                2,
                json("{'inputs':" + input + "}"))
            .get("txid")
            .asString();
    wallet.settle();
    same("psbtbumpfee", sent, json("{'fee_rate':15}"));
  }

  @Test
  void cancelled_paysBackWhatThePaymentTook() {
    BigDecimal before = balance();
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      many.append(i == 0 ? "" : ",").append("'");
      many.append(wallet.others("getnewaddress").asString()).append("':0.01");
    }
    // Many outputs: the replacement is far smaller, and must pay as much all the same.
    String txid =
        wallet
            .ours("sendmany", "", json("{" + many + "}"), NONE, "", json("[]"), true, NONE, NONE, 4)
            .asString();
    wallet.settle();
    JsonNode done = wallet.ours("canceltransaction", txid);
    wallet.settle();
    assertThat(done.get("fee").decimalValue()).isGreaterThan(done.get("origfee").decimalValue());
    String replacement = done.get("txid").asString();
    assertThat(wallet.bitcoind().call("getrawmempool").toString())
        .contains(replacement)
        .doesNotContain(txid);
    wallet.mine("others", 1);
    assertThat(balance()).isEqualByComparingTo(before.subtract(done.get("fee").decimalValue()));
    assertThat(wallet.ours("getbalances")).isEqualTo(wallet.theirs("getbalances"));
    assertThat(SharedWallet.answer(() -> wallet.ours("canceltransaction", txid)))
        .startsWith("-4: Transaction has been mined, or is conflicted with a mined transaction");
  }

  private BigDecimal balance() {
    return wallet.ours("getbalances").get("mine").get("trusted").decimalValue();
  }

  @Test
  void child_paysForWhatOthersSentTooCheaply() {
    String address = wallet.theirs("getnewaddress").asString();
    String txid =
        wallet
            .others("sendtoaddress", address, "0.7", "", "", false, true, NONE, NONE, NONE, 1)
            .asString();
    wallet.settle();
    for (int rate : new int[] {1, 25}) {
      String options = "{'fee_rate':" + rate + "}";
      if (rate == 1) {
        assertThat(
                SharedWallet.answer(() -> wallet.ours("childpaysforparent", txid, json(options))))
            .isEqualTo(
                "-4: The transaction pays 1 sat/vB or more already, its ancestors included. Nothing was sent; give a higher fee_rate.");
        continue;
      }
      String child = wallet.ours("childpaysforparent", txid, json(options)).get("txid").asString();
      wallet.settle();
      JsonNode entry = wallet.bitcoind().call("getmempoolentry", child);
      BigDecimal fees = entry.get("fees").get("ancestor").decimalValue().movePointRight(8);
      BigDecimal size = entry.get("ancestorsize").decimalValue();
      assertThat(fees)
          .isBetween(size.multiply(new BigDecimal(24)), size.multiply(new BigDecimal(26)));
    }
    assertThat(payByChild(txid, 90))
        .startsWith("-4: This wallet has no unspent and unlocked output");
    wallet.mine("others", 1);
    assertThat(payByChild(txid, 90)).startsWith("-4: Transaction has been mined");
  }

  private String payByChild(String txid, int rate) {
    return SharedWallet.answer(
        () -> wallet.ours("childpaysforparent", txid, json("{'fee_rate':" + rate + "}")));
  }
}

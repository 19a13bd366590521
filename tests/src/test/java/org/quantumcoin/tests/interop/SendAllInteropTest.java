package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// Payments that leave nothing, and what low fees of unconfirmed ancestors cost: as in bitcoind,
/// which has the same wallet.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SendAllInteropTest {
  private static final int LOCK_TIME = 3;

  private SharedWallet wallet;
  private String first;
  private String second;

  @BeforeAll
  void shareOneWallet() {
    Bitcoind.assumeAvailable();
    wallet = SharedWallet.start();
    wallet.mine("others", 105);
    for (String type : List.of("legacy", "p2sh-segwit", "bech32", "bech32m")) {
      wallet.others("sendtoaddress", wallet.theirs("getnewaddress", "", type).asString(), "1.5");
      wallet.others(
          "sendtoaddress", wallet.theirs("getnewaddress", "", type).asString(), "0.00001");
    }
    wallet.mine("others", 1);
    wallet.others("sendtoaddress", wallet.theirs("getnewaddress").asString(), "0.7");
    wallet.mine("others", 1);
    first = wallet.others("getnewaddress").asString();
    second = wallet.others("getnewaddress", "", "bech32m").asString();
  }

  @AfterAll
  void stop() {
    if (wallet != null) {
      wallet.close();
    }
  }

  /// What a transaction does, whatever the order of its inputs.
  private String meaning(String answer) {
    if (!answer.startsWith("{")) {
      return answer;
    }
    JsonNode result = json(answer);
    JsonNode tx = wallet.decoded(result);
    Set<String> inputs = new TreeSet<>();
    tx.get("vin")
        .forEach(in ->
            inputs.add(in.get("txid").asString() + in.get("vout") + " " + in.get("sequence")));
    // Without one of the caller's it is the height of the chain, now and then an earlier one.
    int lockTime = tx.get("locktime").asInt();
    return "complete %s, lock time %s, inputs %s, outputs %s"
        .formatted(
            result.get("complete"), lockTime == LOCK_TIME ? "given" : "", inputs, tx.get("vout"));
  }

  private void same(String method, Object... parameters) {
    String theirs = meaning(SharedWallet.answer(() -> wallet.theirs(method, parameters)));
    String ours = meaning(SharedWallet.answer(() -> wallet.ours(method, parameters)));
    assertThat(ours).as(method + " " + List.of(parameters)).isEqualTo(theirs);
  }

  private void sendAll(String recipients, String options) {
    JsonNode none = json("null");
    same(
        "sendall",
        json(recipients.replace("FIRST", first).replace("SECOND", second)),
        none,
        none,
        none,
        json(options));
  }

  @Test
  @Order(1)
  void sendall_isAsInCore() {
    String kept = "{'add_to_wallet':false,'fee_rate':7";
    sendAll("['FIRST']", kept + "}");
    sendAll("['FIRST','SECOND']", kept + "}");
    sendAll("['FIRST',{'SECOND':1.25}]", kept + "}");
    sendAll("['FIRST']", "{'add_to_wallet':false,'fee_rate':40,'send_max':true}");
    sendAll("['FIRST']", kept + ",'minconf':2}");
    sendAll("['FIRST']", kept + ",'maxconf':1}");
    sendAll("['FIRST']", kept + ",'replaceable':false}");
    sendAll("['FIRST']", kept + ",'locktime':" + LOCK_TIME + "}");
    sendAll("['FIRST']", kept + ",'psbt':true}");
    JsonNode coin = wallet.theirs("listunspent", 1).get(0);
    String input =
        "{'txid':'%s','vout':%s}".formatted(coin.get("txid").asString(), coin.get("vout"));
    sendAll("['FIRST']", kept + ",'inputs':[" + input + "]}");
    sendAll("['FIRST']", kept + ",'inputs':[" + input.replace("}", ",'sequence':5}") + "]}");
  }

  @Test
  @Order(2)
  void sendall_thatCannotBe_isRefusedAsInCore() {
    String kept = "{'add_to_wallet':false,'fee_rate':7";
    JsonNode coin = wallet.theirs("listunspent", 1).get(0);
    String input =
        "{'txid':'%s','vout':%s}".formatted(coin.get("txid").asString(), coin.get("vout"));
    sendAll("[{'FIRST':1}]", kept + "}");
    sendAll("[]", kept + "}");
    sendAll("['FIRST',{'SECOND':1000}]", kept + "}");
    sendAll("['FIRST',{'SECOND':0.00000100}]", kept + "}");
    sendAll("['FIRST','FIRST']", kept + "}");
    sendAll("['nobody']", kept + "}");
    sendAll("['FIRST']", kept + ",'minconf':-1}");
    sendAll("['FIRST']", kept + ",'minconf':3,'maxconf':2}");
    sendAll("['FIRST']", kept + ",'inputs':[" + input + "],'send_max':true}");
    sendAll("['FIRST']", kept + ",'inputs':[" + input + "],'minconf':2}");
    sendAll("['FIRST']", kept + ",'inputs':[{'txid':'" + "ab".repeat(32) + "','vout':0}]}");
    sendAll("['FIRST']", kept + ",'inputs':[" + input.replaceAll("'vout':.*", "'vout':77}") + "]}");
    sendAll("['FIRST']", "{'add_to_wallet':false,'fee_rate':0.5}");
    sendAll("['FIRST']", "{'add_to_wallet':false,'fee_rate':50000}");
    sendAll("['FIRST']", "{'add_to_wallet':false,'fee_rate':7,'conf_target':2}");
  }

  @Test
  @Order(3)
  void send_takesItsOptionsByTheirNames() {
    JsonNode none = json("null");
    JsonNode to = json("[{'%s':3.1}]".formatted(first));
    JsonNode coin = wallet.theirs("listunspent", 1).get(0);
    String inputs =
        "'add_inputs':true,'inputs':[{'txid':'%s','vout':%s}]"
            .formatted(coin.get("txid").asString(), coin.get("vout"));
    for (String options :
        List.of(
            "'fee_rate':9,'change_address':'SECOND','change_position':0,'minconf':1," + inputs,
            "'fee_rate':9,'changeAddress':'SECOND'",
            "'fee_rate':9,'change_position':7",
            "'feeRate':0.0001",
            "'fee_rate':9,'lockUnspents':true",
            "'fee_rate':9,'subtractFeeFromOutputs':[0]",
            "'fee_rate':9,'changePosition':0")) {
      String text = "{'add_to_wallet':false," + options.replace("SECOND", second) + "}";
      String theirs =
          SharedWallet.answer(() -> wallet.theirs("send", to, none, none, none, json(text)));
      String ours =
          SharedWallet.answer(() -> wallet.ours("send", to, none, none, none, json(text)));
      if (theirs.startsWith("{")) {
        assertThat(changeOf(ours)).as(options).isEqualTo(changeOf(theirs));
      } else {
        assertThat(ours).as(options).isEqualTo(theirs);
      }
    }
  }

  private String changeOf(String answer) {
    assertThat(answer).contains("hex");
    JsonNode tx =
        wallet.bitcoind().call("decoderawtransaction", json(answer).get("hex").asString());
    return tx.get("vout").get(0).get("scriptPubKey").get("address").asString();
  }

  @Test
  @Order(4)
  void ancestorsWithLowFees_arePaidForAsInCore() {
    JsonNode none = json("null");
    String own = wallet.theirs("getnewaddress").asString();
    String first = sendTo(own, "0.3", 2);
    String second = sendTo(wallet.theirs("getnewaddress", "", "bech32m").asString(), "1.6", 1);
    String third = sendTo(wallet.theirs("getnewaddress").asString(), "1.9", 9);
    wallet.settle();
    for (int rate : new int[] {1, 3, 8, 20, 150}) {
      sendAll("['FIRST']", "{'add_to_wallet':false,'fee_rate':" + rate + "}");
      for (String parent : List.of(first, second, third)) {
        fund(parent, rate);
      }
    }
    assertThat(wallet.theirs("sendall", json("['" + this.first + "']"), none, none, 30))
        .isNotNull();
    wallet.mine("others", 1);
    assertThat(wallet.ours("getbalances")).isEqualTo(wallet.theirs("getbalances"));
  }

  private String sendTo(String address, String amount, int rate) {
    JsonNode none = json("null");
    return wallet
        .theirs("sendtoaddress", address, amount, "", "", false, true, none, none, none, rate)
        .asString();
  }

  /// The fee of a payment from one unconfirmed coin.
  private void fund(String parent, int rate) {
    for (JsonNode coin : wallet.theirs("listunspent", 0)) {
      if (coin.get("txid").asString().equals(parent)) {
        String raw =
            wallet
                .bitcoind()
                .call(
                    "createrawtransaction",
                    json("[{'txid':'%s','vout':%s}]".formatted(parent, coin.get("vout"))),
                    json("[{'%s':0.2}]".formatted(first)))
                .asString();
        JsonNode options =
            json(
                "{'fee_rate':%d,'add_inputs':false,'changePosition':1,'changeAddress':'%s'}"
                    .formatted(rate, second));
        assertThat(wallet.ours("fundrawtransaction", raw, options))
            .as("rate " + rate)
            .isEqualTo(wallet.theirs("fundrawtransaction", raw, options));
      }
    }
  }
}

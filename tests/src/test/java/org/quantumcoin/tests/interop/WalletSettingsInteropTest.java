package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One wallet in ours and in bitcoind: its flags, its fee rate, which of its addresses belong
/// together, and what waits in the mempool by fee rate.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WalletSettingsInteropTest {
  private SharedWallet wallet;

  @BeforeAll
  void fund() {
    Bitcoind.assumeAvailable();
    wallet = SharedWallet.start();
    wallet.mine("others", 110);
    for (int i = 1; i <= 6; i++) {
      pay("0." + i);
    }
    wallet.mine("others", 1);
  }

  private void pay(String amount) {
    String address = wallet.theirs("getnewaddress", "rent").asString();
    wallet.ours("setlabel", address, "rent");
    wallet.others("sendtoaddress", address, amount);
  }

  @AfterAll
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

  @Test
  void setwalletflag_isAsInCore() {
    same("setwalletflag", "nonsense");
    same("setwalletflag", "blank");
    same("setwalletflag", "disable_private_keys", false);
    same("setwalletflag", "avoid_reuse", false);
    ObjectNode theirs = (ObjectNode) wallet.theirs("setwalletflag", "avoid_reuse");
    // Ours knows what was spent from without looking through the chain again.
    assertThat(theirs.remove("warnings").asString()).contains("rescan");
    assertThat(wallet.ours("setwalletflag", "avoid_reuse")).isEqualTo(theirs);
    same("setwalletflag", "avoid_reuse", true);
    assertThat(wallet.ours("getwalletinfo").get("avoid_reuse").asBoolean()).isTrue();
    wallet.ours("unloadwallet", "shared");
    wallet.ours("loadwallet", "shared");
    same("setwalletflag", "avoid_reuse", true);
    same("setwalletflag", "avoid_reuse", false);
  }

  @Test
  void settxfee_isAsInCore() {
    for (String amount : List.of("0.00000001", "0.00000999", "1", "0.10000001", "-1", "x")) {
      same("settxfee", amount);
    }
    same("settxfee", "0.0002");
    assertThat(wallet.ours("getwalletinfo").get("paytxfee"))
        .isEqualTo(wallet.theirs("getwalletinfo").get("paytxfee"));
    String to = wallet.others("getnewaddress").asString();
    JsonNode outputs = json("[{'%s':0.01}]".formatted(to));
    JsonNode made = wallet.ours("walletcreatefundedpsbt", json("[]"), outputs);
    JsonNode analysis = wallet.bitcoind().call("analyzepsbt", made.get("psbt"));
    assertThat(analysis.get("estimated_feerate").decimalValue())
        .isBetween(new BigDecimal("0.00019"), new BigDecimal("0.00021"));
    same("settxfee", 0);
    assertThat(wallet.ours("getwalletinfo").get("paytxfee").decimalValue()).isZero();
  }

  private static Set<Set<String>> groups(JsonNode answer) {
    Set<Set<String>> groups = new TreeSet<>(Comparator.comparing(Object::toString));
    for (JsonNode group : answer) {
      Set<String> entries = new TreeSet<>();
      group.forEach(entry -> entries.add(entry.toString()));
      groups.add(entries);
    }
    return groups;
  }

  private void sameGroups(int least) {
    Set<Set<String>> ours = groups(wallet.ours("listaddressgroupings"));
    assertThat(ours).isEqualTo(groups(wallet.theirs("listaddressgroupings")));
    assertThat(ours.stream().mapToInt(Set::size).max().orElse(0)).isGreaterThanOrEqualTo(least);
  }

  private void send(String amount, int rate) {
    JsonNode none = json("null");
    String to = wallet.others("getnewaddress").asString();
    JsonNode _ =
        wallet.theirs("sendtoaddress", to, amount, "", "", false, true, none, none, none, rate);
    wallet.settle();
  }

  @Test
  void addressesSpentTogether_andTheirChange_areAGroup() {
    sameGroups(1);
    send("1.7", 3);
    sameGroups(3);
    wallet.mine("others", 1);
    sameGroups(3);
    pay("0.25");
    wallet.settle();
    sameGroups(3);
    wallet.mine("others", 1);
    sameGroups(3);
  }

  @Test
  void mempoolByFeeRate_isAsInKnots() {
    JsonNode none = json("null");
    String own = wallet.theirs("getnewaddress").asString();
    for (int rate : new int[] {1, 4, 9, 9, 33}) {
      JsonNode _ =
          wallet.theirs("sendtoaddress", own, "0.05", "", "", false, true, none, none, none, rate);
    }
    wallet.settle();
    for (String bounds :
        List.of(
            "[1,5,10]",
            "[0,1,2,3,4,5,6,7,8,10,12,14,17,20,25,30,40]",
            "[30]",
            "[]",
            "[5,5]",
            "[7,2]",
            "'x'",
            "3")) {
      JsonNode parameter = json(bounds);
      String ours =
          SharedWallet.answer(() -> wallet.ours("getmempoolinfo", parameter).get("fee_histogram"));
      String theirs =
          SharedWallet.answer(
              () -> wallet.theirs("getmempoolinfo", parameter).get("fee_histogram"));
      if (theirs.startsWith("{")) {
        assertThat(json(ours)).as(bounds).isEqualTo(json(theirs));
      } else {
        assertThat(ours).as(bounds).startsWith(theirs.substring(0, theirs.indexOf(':')));
      }
    }
    assertThat(wallet.ours("getmempoolinfo", true).get("fee_histogram"))
        .isEqualTo(wallet.theirs("getmempoolinfo", true).get("fee_histogram"));
    assertThat(wallet.ours("getmempoolinfo").has("fee_histogram")).isFalse();
    wallet.mine("others", 1);
  }
}

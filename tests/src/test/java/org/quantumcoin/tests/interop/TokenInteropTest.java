package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Three of five: two seats in wallets of ours, two in bitcoind's, and one on a token.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TokenInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private SoftToken token;
  private Bitcoind bitcoind;
  private OurNode node;
  private JsonNode tokenKey;

  @BeforeAll
  void makeFiveSeats() {
    Bitcoind.assumeAvailable();
    token = SoftToken.make(folder);
    bitcoind = Bitcoind.start("-fallbackfee=0.0001", "-whitelist=noban@127.0.0.1");
    node =
        OurNode.create(
                "-connect=127.0.0.1:" + bitcoind.p2pPort(),
                "-walletkdfmemory=1",
                "-keypool=20",
                "-pkcs11=" + SoftToken.library())
            .with("SOFTHSM2_CONF", token.config());
    node.launch();
    node.awaitStart();
    tokenKey = node.call("newtokenkey", SoftToken.LABEL, SoftToken.PIN, "treasury");

    List<String> open = new ArrayList<>();
    List<String> secret = new ArrayList<>();
    for (String seat : List.of("one", "two")) {
      node.call("createwallet", seat);
      open.add(key(node.walletCall(seat, "listdescriptors")));
      secret.add(key(node.walletCall(seat, "listdescriptors", true)));
    }
    for (String seat : List.of("three", "four")) {
      bitcoind.call("createwallet", seat);
      open.add(key(bitcoind.walletCall(seat, "listdescriptors")));
      secret.add(key(bitcoind.walletCall(seat, "listdescriptors", true)));
    }
    open.add(tokenKey.get("expression").asString());
    node.call("createwallet", "watch", true, true);
    importInto("watch", open, true);
    for (int i = 0; i < 4; i++) {
      List<String> keys = new ArrayList<>(open);
      keys.set(i, secret.get(i));
      String wallet = "signer-" + i;
      if (i < 2) {
        node.call("createwallet", wallet, false, true);
      } else {
        bitcoind.call("createwallet", wallet, false, true);
      }
      importInto(wallet, keys, i < 2);
    }
    bitcoind.call("createwallet", "funds");
    bitcoind.call(
        "generatetoaddress", 101, bitcoind.walletCall("funds", "getnewaddress").asString());
  }

  @AfterAll
  void stop() {
    if (node != null) {
      node.close();
    }
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  /// The key expression of a wallet's native segwit account.
  private static String key(JsonNode list) {
    for (JsonNode each : list.get("descriptors")) {
      String text = each.get("desc").asString();
      if (text.startsWith("wpkh(") && text.contains("/0/*")) {
        return text.substring(5, text.indexOf(')')).replace("/0/*", "/CHAIN/*");
      }
    }
    throw new IllegalStateException("no account in " + list);
  }

  private void importInto(String wallet, List<String> keys, boolean ours) {
    List<String> requests = new ArrayList<>();
    for (int chain = 0; chain < 2; chain++) {
      String text =
          "wsh(sortedmulti(3," + String.join(",", keys).replace("CHAIN", "" + chain) + "))";
      String sum = node.call("getdescriptorinfo", text).get("checksum").asString();
      requests.add(
          "{'desc':'%s#%s','timestamp':'now','active':true,'internal':%s,'range':[0,30]}"
              .formatted(text, sum, chain == 1));
    }
    JsonNode request = json(requests.toString());
    JsonNode answer =
        ours
            ? node.walletCall(wallet, "importdescriptors", request)
            : bitcoind.walletCall(wallet, "importdescriptors", request);
    assertThat(answer)
        .allSatisfy(
            each -> assertThat(each.get("success").asBoolean()).as(answer.toString()).isTrue());
  }

  private void settle() {
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
    node.call("syncwithvalidationinterfacequeue");
  }

  private JsonNode byToken(String psbt) {
    return node.call("signwithtoken", psbt, SoftToken.LABEL, SoftToken.PIN);
  }

  @Test
  @Order(1)
  void keyOfToken_isListedAndStaysThere() {
    JsonNode listed = node.call("listtokens").get(0);
    assertThat(listed.get("label").asString()).isEqualTo(SoftToken.LABEL);
    String serial = listed.get("serial").asString();
    assertThat(node.call("listtokenkeys", serial, SoftToken.PIN)).containsExactly(tokenKey);
    assertThat(tokenKey.get("pubkey").asString()).matches("0[23][0-9a-f]{64}");
  }

  @Test
  @Order(2)
  void payment_isSignedByAnyThreeOfTheFive() {
    String[] signers = {"signer-0", "signer-1", "signer-2", "signer-3", "token"};
    String to = bitcoind.walletCall("funds", "getnewaddress").asString();
    for (int[] three : new int[][] {{4, 0, 2}, {1, 4, 3}, {2, 3, 4}, {0, 1, 2}}) {
      String address = node.walletCall("watch", "getnewaddress").asString();
      bitcoind.walletCall("funds", "sendtoaddress", address, "1.5");
      bitcoind.walletCall("funds", "sendtoaddress", address, "0.25");
      bitcoind.call("generatetoaddress", 1, to);
      settle();
      JsonNode made =
          node.walletCall(
              "watch",
              "walletcreatefundedpsbt",
              json("[]"),
              json("[{'%s':1.6}]".formatted(to)),
              0,
              json("{'fee_rate':5}"));
      String psbt = made.get("psbt").asString();
      for (int i = 0; i < three.length; i++) {
        String signer = signers[three[i]];
        JsonNode signed =
            signer.equals("token")
                ? byToken(psbt)
                : three[i] < 2
                    ? node.walletCall(signer, "walletprocesspsbt", psbt)
                    : bitcoind.walletCall(signer, "walletprocesspsbt", psbt);
        assertThat(signed.get("complete").asBoolean()).as(signer).isEqualTo(i == 2);
        if (signer.equals("token")) {
          assertThat(signed.get("signed").asInt()).isPositive();
          int missing = signed.get("missing").size();
          // Each address has keys of its own, but for the token's.
          assertThat(missing % (4 - i)).isZero();
          assertThat(missing == 0).isEqualTo(i == 2);
        }
        psbt = signed.get("psbt").asString();
      }
      JsonNode done = bitcoind.call("finalizepsbt", psbt);
      assertThat(done.get("complete").asBoolean()).isTrue();
      String txid = bitcoind.call("sendrawtransaction", done.get("hex").asString()).asString();
      bitcoind.call("generatetoaddress", 1, to);
      settle();
      assertThat(node.walletCall("watch", "gettransaction", txid).get("confirmations").asInt())
          .isOne();
    }
  }

  @Test
  @Order(3)
  void wrongPinAndMissingToken_areSaid() {
    assertThatThrownBy(() -> node.call("listtokenkeys", SoftToken.LABEL, "000000"))
        .hasMessageContaining("the PIN is wrong. Nothing was signed.");
    assertThatThrownBy(() -> node.call("listtokenkeys", SoftToken.LABEL, ""))
        .hasMessageContaining("the PIN is wrong");
    assertThatThrownBy(() -> node.call("listtokenkeys", "another", SoftToken.PIN))
        .hasMessageContaining("There is no token \"another\". Nothing was signed.");
    assertThat(node.call("listtokenkeys", SoftToken.LABEL, SoftToken.PIN)).hasSize(1);
    node.stop();
    token.remove();
    node.launch();
    node.awaitStart();
    assertThatThrownBy(() -> node.call("listtokenkeys", SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("There is no token");
    node.stop();
    node.launch("-pkcs11=" + folder.resolve("nothing.so"));
    node.awaitStart();
    assertThatThrownBy(() -> node.call("listtokens"))
        .hasMessageContaining("There is no token library at");
    node.stop();
    node.launch("-pkcs11=");
    node.awaitStart();
    assertThatThrownBy(() -> node.call("listtokens")).hasMessageContaining("Start with -pkcs11");
  }
}

package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A treasury of three of five: two seats whose keys are in our wallets, two whose keys are in
/// wallets of bitcoind, and one whose key is on a token.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TokenTreasuryInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OURS = List.of("ana", "ben");
  private static final List<String> THEIRS = List.of("dora", "emil");
  private static final String TESS = "tess";
  private static final List<String> SEATS = List.of("ana", "ben", "dora", "emil", TESS);
  private static final String ANOTHER_KEY = "another";

  @TempDir static Path folder;
  private SoftToken token;
  private Bitcoind bitcoind;
  private BitcoindSeats theirs;
  private OurNode node;
  private String payee = "";
  private String tokenKey = "";

  @BeforeAll
  void sitDown() {
    Bitcoind.assumeAvailable();
    token = SoftToken.make(folder);
    bitcoind = Bitcoind.start("-fallbackfee=0.0001", "-whitelist=noban@127.0.0.1");
    theirs = new BitcoindSeats(bitcoind);
    bitcoind.call("createwallet", "miner");
    node =
        OurNode.create(
                "-connect=127.0.0.1:" + bitcoind.p2pPort(),
                "-keypool=20",
                "-walletkdfmemory=1",
                "-fallbackfee=0.0001",
                "-pkcs11=" + SoftToken.library())
            .with("SOFTHSM2_CONF", token.config());
    node.launch();
    node.awaitStart();
    JsonNode _ = node.call("newtokenkey", SoftToken.LABEL, SoftToken.PIN, TESS);
    ArrayNode cosigners = JsonNodeFactory.instance.arrayNode();
    ArrayNode seats = JsonNodeFactory.instance.arrayNode();
    for (String name : SEATS) {
      node.call("createwallet", name, !OURS.contains(name));
      String key = key(name);
      cosigners.addObject().put("name", name).put("key", key);
      ObjectNode seat = seats.addObject();
      seat.put("name", name).put("key", node.walletCall(name, "gettreasurykey").asString());
      seat.put("fingerprint", key.substring(1, 9));
      seat.putArray("roles").add("proposer").add("approver").add("signer").add("admin");
    }
    JsonNode setup = node.call("createmultisigsetup", "Treasury", 3, cosigners);
    String descriptor = setup.get("descriptor").asString();
    assertThat(descriptor).contains(tokenKey).doesNotContain(tokenKey + "/");
    for (String name : SEATS) {
      JsonNode imported = node.walletCall(name, "importmultisigsetup", descriptor);
      assertThat(imported.get("words")).isEqualTo(setup.get("words"));
      assertThat(imported.get("first_address")).isEqualTo(setup.get("first_address"));
    }
    THEIRS.forEach(name -> theirs.importSetup(name, descriptor));
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put("per_payment", 0.5);
    policy.putArray("quorum").addObject().put("from", 0).put("approvals", 1);
    node.walletCall("ana", "createtreasury", "Treasury", descriptor, seats, policy);
    JsonNode file = node.walletCall("ana", "exporttreasury").get("file");
    for (String name : SEATS.subList(1, SEATS.size())) {
      assertThat(node.walletCall(name, "jointreasury", file).get("seat").asString())
          .isEqualTo(name);
    }
    fund();
  }

  private String key(String name) {
    if (OURS.contains(name)) {
      return node.walletCall(name, "getcosignerkey").get("key").asString();
    }
    if (THEIRS.contains(name)) {
      return theirs.key(name);
    }
    JsonNode key =
        node.walletCall(
            name,
            "getcosignerkey",
            "p2wsh",
            Map.of("token", SoftToken.LABEL, "pin", SoftToken.PIN, "token_key", TESS));
    tokenKey = key.get("pubkey").asString();
    assertThat(key.get("key").asString())
        .isEqualTo("[" + key.get("fingerprint").asString() + "]" + tokenKey);
    return key.get("key").asString();
  }

  private void fund() {
    mine(101);
    payee = bitcoind.walletCall("miner", "getnewaddress").asString();
    for (int i = 0; i < 4; i++) {
      String address = node.walletCall(TESS, "getnewaddress").asString();
      assertThat(node.walletCall("ana", "getnewaddress").asString()).isEqualTo(address);
      bitcoind.walletCall("miner", "sendtoaddress", address, 1);
    }
    mine(1);
    assertThat(node.walletCall("emil", "getbalance").decimalValue()).isEqualByComparingTo("4");
  }

  private void mine(int blocks) {
    String address = bitcoind.walletCall("miner", "getnewaddress").asString();
    bitcoind.call("generatetoaddress", blocks, address);
    Bitcoind.await(PATIENCE, "our node has the block", () -> node.tip().equals(bitcoind.tip()));
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

  private void travel() {
    for (String from : SEATS) {
      JsonNode file = node.walletCall(from, "exporttreasury", Map.of("charter", false)).get("file");
      for (String to : SEATS) {
        if (!to.equals(from)) {
          assertThat(node.walletCall(to, "importtreasury", file).get("refused")).isEmpty();
        }
      }
    }
  }

  private String approved() {
    String id =
        node.walletCall("ana", "createproposal", List.of(Map.of(payee, 0.3)), Map.of())
            .get("id")
            .asString();
    travel();
    node.walletCall("ben", "approveproposal", id);
    travel();
    return id;
  }

  private void signElsewhere(String seat, String id) {
    JsonNode psbt = node.walletCall(seat, "getproposal", id).get("psbt");
    node.walletCall(seat, "signproposal", id, theirs.sign(seat, psbt));
    travel();
  }

  private void signByToken(String id, String label, String pin) {
    node.walletCall(TESS, "signproposal", id, "", label, pin);
    travel();
  }

  private void sendAndConfirm(String id) {
    String txid = node.walletCall("ben", "broadcastproposal", id).get("txid").asString();
    Bitcoind.await(
        PATIENCE,
        "bitcoind has the payment",
        () -> bitcoind.call("getrawmempool").toString().contains(txid));
    mine(1);
    travel();
    for (String name : SEATS) {
      assertThat(node.walletCall(name, "getproposal", id).get("state").asString())
          .isEqualTo("confirmed");
    }
  }

  @Test
  @Order(1)
  void payment_isSignedByTheToken_andByOthers() {
    String id = approved();
    signByToken(id, SoftToken.LABEL, SoftToken.PIN);
    assertThat(node.walletCall("ana", "getproposal", id).get("signers").get(0).asString())
        .isEqualTo(TESS);
    assertThatThrownBy(() -> signByToken(id, SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("has signed the proposal already");
    signElsewhere("dora", id);
    node.walletCall("ana", "signproposal", id);
    travel();
    sendAndConfirm(id);
  }

  @Test
  @Order(2)
  void token_signsNothingElseForTheTreasury() {
    String id = approved();
    JsonNode psbt = node.walletCall(TESS, "getproposal", id).get("psbt");
    assertThatThrownBy(() -> node.call("signwithtoken", psbt, SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("is that of a seat of the treasury Treasury")
        .hasMessageContaining("Nothing was signed");
    assertThat(node.walletCall("ana", "getauditlog").toString())
        .contains("A token was asked to sign by the key " + tokenKey);
    node.walletCall("ana", "withdrawproposal", id);
    travel();
    assertThatThrownBy(() -> signByToken(id, SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("is withdrawn and is not signed");
  }

  @Test
  @Order(3)
  void wrongPinWrongTokenAndWrongSeat_areSaid() {
    String id = approved();
    assertThatThrownBy(() -> signByToken(id, SoftToken.LABEL, "000000"))
        .hasMessageContaining("the PIN is wrong. Nothing was signed.");
    assertThatThrownBy(() -> signByToken(id, "missing", SoftToken.PIN))
        .hasMessageContaining("There is no token \"missing\". Nothing was signed.");
    assertThatThrownBy(() -> node.walletCall(TESS, "signproposal", id))
        .hasMessageContaining("Name the token and its PIN");
    assertThatThrownBy(
            () -> node.walletCall("ben", "signproposal", id, "", SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("The key of the seat ben is on no token");
    node.call("newtokenkey", SoftToken.LABEL, SoftToken.PIN, ANOTHER_KEY);
    assertThatThrownBy(() ->
            node.walletCall(
                TESS,
                "getcosignerkey",
                "p2wsh",
                Map.of("token", SoftToken.LABEL, "pin", SoftToken.PIN)))
        .hasMessageContaining("has 2 keys. Name the one you mean");
    node.walletCall("ana", "withdrawproposal", id);
    travel();
  }

  private void restart() {
    node.launch();
    node.awaitStart();
    for (String name : SEATS) {
      if (!node.call("listwallets").toString().contains("\"" + name + "\"")) {
        node.call("loadwallet", name);
      }
    }
  }

  /// The others are enough; and a token that was set up anew does not have the key.
  @Test
  @Order(4)
  void withoutTheToken_theOthersPay() {
    String id = approved();
    node.stop();
    token.remove();
    restart();
    assertThatThrownBy(() -> signByToken(id, SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("There is no token");
    token.add();
    node.stop();
    restart();
    assertThatThrownBy(() -> signByToken(id, SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("does not have the key " + tokenKey)
        .hasMessageContaining("Nothing was signed");
    node.walletCall("ana", "signproposal", id);
    node.walletCall("ben", "signproposal", id);
    travel();
    signElsewhere("emil", id);
    sendAndConfirm(id);
  }
}

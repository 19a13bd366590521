package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A treasury of three of five: two seats whose keys are in our wallets, two whose keys are in
/// wallets of bitcoind, and one whose key is on a token.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TokenTreasuryInteropTest {
  private static final List<String> OURS = List.of("ana", "ben");
  private static final String TESS = "tess";
  private static final List<String> SEATS = List.of("ana", "ben", "dora", "emil", TESS);
  private static final String ANOTHER_KEY = "another";

  @TempDir static Path folder;
  private SoftToken token;
  private TreasuryTable table;
  private OurNode node;
  private String tokenKey = "";

  @BeforeAll
  void sitDown() {
    Bitcoind.assumeAvailable();
    token = SoftToken.make(folder);
    table = new TreasuryTable(SEATS, "-pkcs11=" + SoftToken.library());
    node = table.node.with("SOFTHSM2_CONF", token.config());
    table.launch();
    JsonNode _ = node.call("newtokenkey", SoftToken.LABEL, SoftToken.PIN, TESS);
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put("per_payment", 0.5);
    policy.putArray("quorum").addObject().put("from", 0).put("approvals", 1);
    String descriptor = table.sit(OURS, this::keyOnToken, policy);
    assertThat(descriptor).contains(tokenKey).doesNotContain(tokenKey + "/");
    table.fund(4);
  }

  private String keyOnToken(String name) {
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

  @AfterAll
  void stop() {
    if (table != null) {
      table.close();
    }
  }

  private String approved() {
    String id =
        node.walletCall("ana", "createproposal", List.of(Map.of(table.payee(), 0.3)), Map.of())
            .get("id")
            .asString();
    table.travel();
    node.walletCall("ben", "approveproposal", id);
    table.travel();
    return id;
  }

  private void signElsewhere(String seat, String id) {
    JsonNode psbt = node.walletCall(seat, "getproposal", id).get("psbt");
    node.walletCall(seat, "signproposal", id, table.theirs.sign(seat, psbt));
    table.travel();
  }

  private void signByToken(String id, String label, String pin) {
    node.walletCall(TESS, "signproposal", id, "", label, pin);
    table.travel();
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
    table.travel();
    table.broadcast("ben", id);
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
    table.travel();
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
    table.travel();
  }

  /// The others are enough; and a token that was set up anew does not have the key.
  @Test
  @Order(4)
  void withoutTheToken_theOthersPay() {
    String id = approved();
    node.stop();
    token.remove();
    table.launch();
    assertThatThrownBy(() -> signByToken(id, SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("There is no token");
    token.add();
    node.stop();
    table.launch();
    assertThatThrownBy(() -> signByToken(id, SoftToken.LABEL, SoftToken.PIN))
        .hasMessageContaining("does not have the key " + tokenKey)
        .hasMessageContaining("Nothing was signed");
    node.walletCall("ana", "signproposal", id);
    node.walletCall("ben", "signproposal", id);
    table.travel();
    signElsewhere("emil", id);
    table.broadcast("ben", id);
  }
}

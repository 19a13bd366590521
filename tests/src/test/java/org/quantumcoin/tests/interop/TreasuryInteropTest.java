package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Three of five: three seats whose keys are in our wallets, two whose keys are in wallets of
/// bitcoind. What they say travels by files, once by frames of an animated code of which a third is
/// lost; after each step every seat must show the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TreasuryInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OURS = List.of("ana", "ben", "cleo");
  private static final List<String> SEATS = List.of("ana", "ben", "cleo", "dora", "emil");

  @TempDir private Path folder;
  private final Random random = new Random(30);
  private TreasuryTable table;
  private OurNode node;

  @BeforeAll
  void sitDown() {
    table = new TreasuryTable(SEATS);
    node = table.node;
    table.launch();
    String _ =
        table.sit(
            OURS,
            name -> {
              throw new AssertionError(name + " has no key");
            },
            policy(2));
    table.fund(5);
  }

  private static ObjectNode policy(int approvals) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("per_payment", 0.5);
    policy.put("admin_approvals", 2);
    policy.putArray("quorum").addObject().put("from", 0).put("approvals", approvals);
    return policy;
  }

  @AfterAll
  void stop() {
    if (table != null) {
      table.close();
    }
  }

  /// After it all show the same.
  private JsonNode travel() {
    table.travel();
    return expectSame();
  }

  private JsonNode expectSame() {
    JsonNode expected = node.walletCall("ana", "listproposals");
    for (String name : SEATS) {
      assertThat(node.walletCall(name, "listproposals")).isEqualTo(expected);
      JsonNode info = node.walletCall(name, "gettreasuryinfo");
      assertThat(info.get("warnings")).isEmpty();
      assertThat(info.get("reserved"))
          .isEqualTo(node.walletCall("ana", "gettreasuryinfo").get("reserved"));
    }
    return expected;
  }

  private static Map<String, Object> output(String address, double amount) {
    return Map.of(address, amount);
  }

  private String propose(String seat, double amount, Map<String, Object> options) {
    return node.walletCall(seat, "createproposal", List.of(output(table.payee(), amount)), options)
        .get("id")
        .asString();
  }

  private String stateOf(String id) {
    JsonNode proposal = travel();
    for (JsonNode each : proposal) {
      if (each.get("id").asString().equals(id)) {
        return each.get("state").asString();
      }
    }
    throw new AssertionError("no proposal " + id);
  }

  /// As a camera sees them: some are missed, and they are seen again and again.
  private JsonNode byCamera(JsonNode data, String type) {
    JsonNode frames = node.call("encodeur", data, type, 120, 200);
    List<String> seen = new ArrayList<>();
    for (JsonNode each : frames) {
      if (random.nextInt(10) >= 3) {
        seen.add(each.asString());
      }
    }
    JsonNode decoded = node.call("decodeur", seen);
    assertThat(decoded.get("complete").asBoolean()).isTrue();
    return decoded.get("data");
  }

  @Test
  @Order(1)
  void payment_isProposedApprovedSignedAndSent() {
    String id = propose("ana", 0.3, Map.of("note", "Rent"));
    assertThat(stateOf(id)).isEqualTo("proposed");
    assertThat(node.walletCall("cleo", "gettreasuryinfo").get("reserved")).isNotEmpty();
    JsonNode review = node.walletCall("ben", "reviewproposal", id);
    assertThat(review.get("may_approve").asBoolean()).as(review.toString()).isTrue();
    assertThat(review.get("may_sign").asBoolean()).isFalse();
    assertThat(review.get("findings"))
        .anySatisfy(finding ->
            assertThat(finding.get("sentence").asString())
                .contains("derived from the treasury's own keys"));
    assertThatThrownBy(() -> node.walletCall("ana", "signproposal", id))
        .hasMessageContaining("is proposed and is not signed")
        .hasMessageContaining("the coins are safe");
    node.walletCall("ben", "approveproposal", id);
    assertThat(stateOf(id)).isEqualTo("proposed");
    node.walletCall("dora", "approveproposal", id);
    assertThat(stateOf(id)).isEqualTo("approved");
    assertThat(node.walletCall("ana", "reviewproposal", id).get("changes")).hasSize(2);

    node.walletCall("ana", "signproposal", id);
    signElsewhere("emil", id);
    assertThat(stateOf(id)).isEqualTo("signed");
    assertThatThrownBy(() -> node.walletCall("ana", "broadcastproposal", id))
        .hasMessageContaining("2 of 3 have signed it");
    signElsewhere("dora", id);
    assertThat(stateOf(id)).isEqualTo("signed");
    table.broadcast("cleo", id);
    travel();
    assertThat(node.walletCall("emil", "gettreasuryinfo").get("reserved")).isEmpty();
  }

  /// The payment goes to a wallet of bitcoind and back by an animated code.
  private void signElsewhere(String seat, String id) {
    JsonNode psbt = byCamera(node.walletCall(seat, "getproposal", id).get("psbt"), "crypto-psbt");
    JsonNode signed = table.theirs.sign(seat, psbt);
    node.walletCall(seat, "signproposal", id, byCamera(signed, "psbt"));
  }

  @Test
  @Order(2)
  void treasuryFile_travelsByCamera() {
    String id = propose("cleo", 0.1, Map.of());
    JsonNode file =
        node.walletCall("cleo", "exporttreasury", Map.of("charter", false, "for", "ben"))
            .get("file");
    JsonNode taken = node.walletCall("ben", "importtreasury", byCamera(file, "bytes"));
    assertThat(taken.get("added").asInt()).isEqualTo(1);
    assertThat(taken.get("sender").asString()).isEqualTo("cleo");
    node.walletCall("ben", "rejectproposal", id, "Not this month.");
    assertThat(stateOf(id)).isEqualTo("rejected");
    assertThat(node.walletCall("ana", "getproposal", id).get("because").asString())
        .isEqualTo("ben rejected it: Not this month.");
  }

  @Test
  @Order(3)
  void policy_isHeldByEachSeat_andChangesByItsQuorum() {
    String large = propose("ana", 0.6, Map.of());
    assertThat(stateOf(large)).isEqualTo("proposed");
    assertThatThrownBy(() -> node.walletCall("ben", "approveproposal", large))
        .hasMessageContaining("This seat does not approve the proposal")
        .hasMessageContaining("a payment may take 0.50000000");
    ObjectNode wider = policy(1);
    wider.put("per_payment", 1);
    String change =
        node.walletCall("ana", "proposepolicy", wider, "More room").get("id").asString();
    travel();
    JsonNode adopted = node.walletCall("emil", "approvepolicy", change);
    assertThat(adopted.get("state").asString()).isEqualTo("adopted");
    travel();
    node.walletCall("ben", "approveproposal", large);
    assertThat(stateOf(large)).isEqualTo("approved");
    node.walletCall("ana", "withdrawproposal", large, "Later.");
    assertThat(stateOf(large)).isEqualTo("withdrawn");
  }

  @Test
  @Order(4)
  void deadline_voidsAProposal() {
    String id = propose("ana", 0.1, Map.of("deadline_hours", 0));
    Bitcoind.await(
        PATIENCE,
        "its deadline passes",
        () -> node.walletCall("ana", "getproposal", id).get("state").asString().equals("expired"));
    assertThat(stateOf(id)).isEqualTo("expired");
    assertThat(node.walletCall("ben", "gettreasuryinfo").get("reserved")).isEmpty();
    assertThatThrownBy(() -> node.walletCall("ben", "approveproposal", id))
        .hasMessageContaining("is expired and cannot be approved");
  }

  @Test
  @Order(5)
  void coinSpentElsewhere_invalidates() {
    String id = propose("ben", 0.2, Map.of());
    assertThat(stateOf(id)).isEqualTo("proposed");
    JsonNode coins = node.walletCall("ben", "getproposal", id).get("coins");
    JsonNode psbt =
        node.walletCall(
                "ana",
                "walletcreatefundedpsbt",
                coins,
                List.of(output(table.payee(), 0.25)),
                0,
                Map.of("add_inputs", false, "change_type", "bech32"))
            .get("psbt");
    for (String name : OURS) {
      JsonNode unsigned = psbt;
      assertThatThrownBy(() -> node.walletCall(name, "walletprocesspsbt", unsigned))
          .hasMessageContaining("only what was proposed and approved");
      psbt = node.walletCall(escape(name), "walletprocesspsbt", psbt).get("psbt");
    }
    JsonNode raw = node.call("finalizepsbt", psbt).get("hex");
    table.bitcoind.call("sendrawtransaction", raw);
    table.mine(1);
    assertThat(stateOf(id)).isEqualTo("invalidated");
    assertThat(node.walletCall("dora", "getproposal", id).get("because").asString())
        .contains("was spent otherwise");
  }

  /// A wallet outside the treasury with the keys of one of its seats.
  private String escape(String name) {
    String outside = name + "-outside";
    node.call("createwallet", outside, false, true);
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : node.walletCall(name, "listdescriptors", true).get("descriptors")) {
      if (each.get("active").asBoolean()) {
        ObjectNode request = requests.addObject();
        request.set("desc", each.get("desc"));
        request.put("timestamp", 0).put("active", true);
        request.set("internal", each.get("internal"));
      }
    }
    node.walletCall(outside, "importdescriptors", requests);
    return outside;
  }

  @Test
  @Order(6)
  void auditLogs_verify_andATamperedOneIsNamed() throws IOException {
    for (String name : SEATS) {
      Path file = folder.resolve(name + ".log");
      node.walletCall(name, "exportauditlog", file.toString());
      JsonNode report = node.walletCall("ana", "verifyauditlog", file.toString(), name);
      assertThat(report.get("good").asBoolean()).as(report.toString()).isTrue();
    }
    Path file = folder.resolve("ben.log");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int entry = -1;
    for (int i = 1; i < lines.size() && entry < 0; i++) {
      if (lines.get(i).contains("rejected")) {
        entry = i;
      }
    }
    JsonNode number = new ObjectMapper().readTree(lines.get(entry)).get("entry");
    lines.set(entry, lines.get(entry).replace("rejected", "approved"));
    Files.write(file, lines);
    JsonNode report = node.walletCall("ana", "verifyauditlog", file.toString(), "ben");
    assertThat(report.get("good").asBoolean()).isFalse();
    assertThat(report.get("first_bad")).isEqualTo(number);
    assertThat(report.get("sentence").asString())
        .startsWith("Entry " + number.asInt() + " was altered");
  }

  @Test
  @Order(7)
  void events_lastThroughAKill() {
    String id = propose("ana", 0.1, Map.of());
    JsonNode before = travel();
    node.walletCall("ben", "approveproposal", id);
    node.kill();
    table.launch();
    assertThat(node.walletCall("cleo", "listproposals")).isEqualTo(before);
    assertThat(node.walletCall("ben", "getproposal", id).get("approvals").asInt()).isEqualTo(1);
    assertThat(stateOf(id)).isEqualTo("approved");
  }
}

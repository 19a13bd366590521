package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A treasury of three of five whose seats are wallets of one node of ours. Some seats' keys are in
/// those wallets, those of `dora` and `emil` are in wallets of the bitcoind that our node follows.
final class TreasuryTable implements AutoCloseable {
  static final List<String> THEIRS = List.of("dora", "emil");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NEEDED = 3;

  final Bitcoind bitcoind;
  final BitcoindSeats theirs;
  final OurNode node;
  final List<String> seats;
  private String payee = "";

  /// @param options of our node, which is not started yet,, beside what the table needs
  TreasuryTable(List<String> seats, String... options) {
    Bitcoind.assumeAvailable();
    this.seats = seats;
    bitcoind = Bitcoind.start("-fallbackfee=0.0001", "-whitelist=noban@127.0.0.1");
    theirs = new BitcoindSeats(bitcoind);
    bitcoind.call("createwallet", "miner");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-connect=127.0.0.1:" + bitcoind.p2pPort());
    all.addAll(List.of("-keypool=20", "-walletkdfmemory=1", "-fallbackfee=0.0001"));
    node = OurNode.create(all.toArray(String[]::new));
  }

  /// Starts our node, with the wallets of all seats that there are.
  void launch() {
    node.launch();
    node.awaitStart();
    String open = node.call("listwallets").toString();
    for (JsonNode wallet : node.call("listwalletdir").get("wallets")) {
      String name = wallet.get("name").asString();
      if (seats.contains(name) && !open.contains("\"" + name + "\"")) {
        node.call("loadwallet", name);
      }
    }
  }

  /// Seats everybody, with a policy that the first of them proposed. The descriptor follows.
  ///
  /// @param ours the seats whose keys are in wallets of ours
  /// @param otherKey the key expression of a seat whose key is neither there nor at bitcoind
  String sit(List<String> ours, UnaryOperator<String> otherKey, ObjectNode policy) {
    ArrayNode cosigners = JsonNodeFactory.instance.arrayNode();
    ArrayNode chairs = JsonNodeFactory.instance.arrayNode();
    for (String name : seats) {
      node.call("createwallet", name, !ours.contains(name));
      String key = key(name, ours, otherKey);
      cosigners.addObject().put("name", name).put("key", key);
      ObjectNode chair = chairs.addObject();
      chair.put("name", name).put("key", node.walletCall(name, "gettreasurykey").asString());
      chair.put("fingerprint", key.substring(1, 9));
      chair.putArray("roles").add("proposer").add("approver").add("signer").add("admin");
    }
    JsonNode setup = node.call("createmultisigsetup", "Treasury", NEEDED, cosigners);
    String descriptor = setup.get("descriptor").asString();
    for (String name : seats) {
      JsonNode imported = node.walletCall(name, "importmultisigsetup", descriptor);
      assertThat(imported.get("words")).isEqualTo(setup.get("words"));
      assertThat(imported.get("first_address")).isEqualTo(setup.get("first_address"));
      assertThat(imported.get("signs").asBoolean()).isEqualTo(ours.contains(name));
    }
    THEIRS.forEach(name -> theirs.importSetup(name, descriptor));
    String first = seats.getFirst();
    JsonNode made =
        node.walletCall(first, "createtreasury", "Treasury", descriptor, chairs, policy);
    JsonNode file = node.walletCall(first, "exporttreasury").get("file");
    for (String name : seats.subList(1, seats.size())) {
      JsonNode joined = node.walletCall(name, "jointreasury", file);
      assertThat(joined.get("words")).isEqualTo(made.get("words"));
      assertThat(joined.get("seat").asString()).isEqualTo(name);
    }
    return descriptor;
  }

  private String key(String name, List<String> ours, UnaryOperator<String> otherKey) {
    if (ours.contains(name)) {
      return node.walletCall(name, "getcosignerkey").get("key").asString();
    }
    return THEIRS.contains(name) ? theirs.key(name) : otherKey.apply(name);
  }

  /// Pays so many coins of 1 in, each to an address that two seats derive alike.
  void fund(int coins) {
    mine(101);
    payee = bitcoind.walletCall("miner", "getnewaddress").asString();
    for (int i = 0; i < coins; i++) {
      String address = node.walletCall(seats.getFirst(), "getnewaddress").asString();
      assertThat(node.walletCall(seats.getLast(), "getnewaddress").asString()).isEqualTo(address);
      bitcoind.walletCall("miner", "sendtoaddress", address, 1);
    }
    mine(1);
    assertThat(node.walletCall("emil", "getbalance").decimalValue())
        .isEqualByComparingTo(String.valueOf(coins));
  }

  /// An address of the miner, outside the treasury.
  String payee() {
    return payee;
  }

  void mine(int blocks) {
    String address = bitcoind.walletCall("miner", "getnewaddress").asString();
    bitcoind.call("generatetoaddress", blocks, address);
    Bitcoind.await(PATIENCE, "our node has the block", () -> node.tip().equals(bitcoind.tip()));
  }

  /// Files go from each seat to each other.
  void travel() {
    for (String from : seats) {
      JsonNode file = node.walletCall(from, "exporttreasury", Map.of("charter", false)).get("file");
      for (String to : seats) {
        if (!to.equals(from)) {
          assertThat(node.walletCall(to, "importtreasury", file).get("refused")).isEmpty();
        }
      }
    }
  }

  /// Sends a payment that enough seats have signed, and mines it.
  void broadcast(String seat, String id) {
    String txid = node.walletCall(seat, "broadcastproposal", id).get("txid").asString();
    travel();
    for (String name : seats) {
      assertThat(state(name, id)).isEqualTo("broadcast");
    }
    Bitcoind.await(
        PATIENCE,
        "bitcoind has the payment",
        () -> bitcoind.call("getrawmempool").toString().contains(txid));
    mine(1);
    travel();
    for (String name : seats) {
      assertThat(state(name, id)).isEqualTo("confirmed");
    }
  }

  String state(String seat, String id) {
    return node.walletCall(seat, "getproposal", id).get("state").asString();
  }

  @Override
  public void close() {
    node.close();
    bitcoind.close();
  }
}

package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One wallet in two programs: the same descriptors in bitcoind, as its wallet "shared", and in our
/// node, which follow one chain. bitcoind's wallet "others" pays and is paid.
final class SharedWallet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Bitcoind bitcoind;
  private final OurNode node;

  private SharedWallet(Bitcoind bitcoind, OurNode node) {
    this.bitcoind = bitcoind;
    this.node = node;
  }

  static SharedWallet start() {
    Bitcoind bitcoind =
        // Peers that need no protection are told of transactions at once.
        Bitcoind.start("-keypool=40", "-fallbackfee=0.0001", "-whitelist=noban@127.0.0.1");
    bitcoind.call("createwallet", "shared");
    bitcoind.call("createwallet", "others");
    OurNode node =
        OurNode.start(
            "-connect=127.0.0.1:" + bitcoind.p2pPort(),
            "-keypool=40",
            "-walletkdfmemory=1",
            "-fallbackfee=0.0001");
    node.call("createwallet", "shared", false, true);
    SharedWallet both = new SharedWallet(bitcoind, node);
    both.importDescriptors();
    return both;
  }

  private void importDescriptors() {
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : theirs("listdescriptors", true).get("descriptors")) {
      ObjectNode request = requests.addObject();
      for (String field : List.of("desc", "timestamp", "active", "internal", "range")) {
        request.set(field, each.get(field));
      }
      request.set("next_index", each.get("next_index"));
    }
    assertThat(node.call("importdescriptors", requests))
        .allSatisfy(
            result -> assertThat(result.get("success").asBoolean()).as(result.toString()).isTrue());
  }

  /// A parameter as it is written in JSON, with ' for ".
  static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  Bitcoind bitcoind() {
    return bitcoind;
  }

  OurNode node() {
    return node;
  }

  JsonNode ours(String method, Object... parameters) {
    return node.call(method, parameters);
  }

  JsonNode theirs(String method, Object... parameters) {
    return bitcoind.walletCall("shared", method, parameters);
  }

  JsonNode others(String method, Object... parameters) {
    return bitcoind.walletCall("others", method, parameters);
  }

  void mine(String wallet, int blocks) {
    bitcoind.call(
        "generatetoaddress", blocks, bitcoind.walletCall(wallet, "getnewaddress").asString());
    settle();
  }

  /// Until both wallets know the same chain and mempool.
  void settle() {
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
    Bitcoind.await(
        PATIENCE,
        "the same mempool",
        () -> pool(node.call("getrawmempool")).equals(pool(bitcoind.call("getrawmempool"))));
    bitcoind.call("syncwithvalidationinterfacequeue");
    node.call("syncwithvalidationinterfacequeue");
  }

  private static Set<String> pool(JsonNode txids) {
    Set<String> pool = new TreeSet<>();
    txids.forEach(txid -> pool.add(txid.asString()));
    return pool;
  }

  /// The transaction of an answer that has it in hexadecimal or as a PSBT.
  JsonNode decoded(JsonNode result) {
    return result.has("hex")
        ? bitcoind.call("decoderawtransaction", result.get("hex").asString())
        : bitcoind.call("decodepsbt", result.get("psbt").asString()).get("tx");
  }

  /// The answer, or the error as "code: message".
  static String answer(Supplier<JsonNode> call) {
    try {
      return call.get().toString();
    } catch (Bitcoind.RpcException e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  @Override
  public void close() {
    node.close();
    bitcoind.close();
  }
}

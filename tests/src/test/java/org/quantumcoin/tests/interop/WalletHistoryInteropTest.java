package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One wallet in two programs: the same descriptors in bitcoind and in our node, which follow one
/// chain. After every action both must tell the same of balances, coins and transactions.
///
/// `-Dactions=5000` for a long run, `-Dseed=…` repeats a known one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WalletHistoryInteropTest {
  private static final int ACTIONS = Integer.getInteger("actions", 60);
  private static final long SEED = Long.getLong("seed", 20_261_122);

  /// Actions after which the whole history is compared, and not only what an action can change.
  private static final int COMPLETE_EVERY = 50;

  /// Deeper than any reorganisation here: transactions below it stay as they are.
  private static final int UNSETTLED_BLOCKS = 12;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> TYPES = List.of("legacy", "p2sh-segwit", "bech32", "bech32m");

  /// When each program saw it, which is not a fact of the chain, and what Knots tells beyond Core.
  private static final Set<String> OWN = Set.of("time", "timereceived", "in_mempool");

  private static final String[] ENTRY = {"txid", "vout", "category"};

  private final Random random = new Random(SEED);
  private SharedWallet wallets;
  private Bitcoind bitcoind;
  private OurNode node;

  @BeforeAll
  void shareOneWallet() {
    Bitcoind.assumeAvailable();
    wallets = SharedWallet.start();
    bitcoind = wallets.bitcoind();
    node = wallets.node();
  }

  @AfterAll
  void stop() {
    if (wallets != null) {
      wallets.close();
    }
  }

  private JsonNode shared(String method, Object... parameters) {
    return wallets.theirs(method, parameters);
  }

  private JsonNode others(String method, Object... parameters) {
    return wallets.others(method, parameters);
  }

  @Test
  void descriptorsAndAddresses_areTheSame() {
    JsonNode ours = node.call("listdescriptors", true);
    assertThat(sorted(ours.get("descriptors"), "desc"))
        .isEqualTo(sorted(shared("listdescriptors", true).get("descriptors"), "desc"));
    assertThat(keys(node.call("gethdkeys", options("private"))))
        .isEqualTo(keys(shared("gethdkeys", options("private"))));
    String signer = shared("getnewaddress", "", "legacy").asString();
    assertThat(node.call("getnewaddress", "", "legacy").asString()).isEqualTo(signer);
    assertThat(node.call("signmessage", signer, "hello"))
        .isEqualTo(shared("signmessage", signer, "hello"));
    for (String type : TYPES) {
      String address = shared("getnewaddress", "", type).asString();
      assertThat(node.call("getnewaddress", "", type).asString()).isEqualTo(address);
      assertInfo(address);
      String change = shared("getrawchangeaddress", type).asString();
      assertThat(node.call("getrawchangeaddress", type).asString()).isEqualTo(change);
      assertInfo(change);
      String foreign = others("getnewaddress", "", type).asString();
      assertInfo(foreign);
    }
  }

  private void assertInfo(String address) {
    JsonNode theirs = shared("getaddressinfo", address);
    // What Knots tells beyond Core.
    ((ObjectNode) theirs).remove(Set.of("isactive", "use_txids"));
    assertThat(node.call("getaddressinfo", address)).isEqualTo(theirs);
  }

  private static ObjectNode options(String name) {
    return JsonNodeFactory.instance.objectNode().put(name, true);
  }

  private static Map<String, String> keys(JsonNode list) {
    Map<String, String> keys = new TreeMap<>();
    for (JsonNode each : list) {
      keys.put(each.get("xpub").asString(), each.path("xprv").asString());
    }
    return keys;
  }

  @Test
  void history_isTheSameAfterEachAction() {
    System.out.println("wallet history: actions " + ACTIONS + ", seed " + SEED);
    mine("shared", 3);
    mine("others", 103);
    compareAll("the first blocks");
    long began = System.nanoTime();
    Map<String, Integer> done = new TreeMap<>();
    for (int i = 0; i < ACTIONS; i++) {
      String action = act();
      done.merge(action, 1, Integer::sum);
      compare("action " + i + ", " + action);
      if (i % COMPLETE_EVERY == COMPLETE_EVERY - 1) {
        compareAll("action " + i + ", " + action);
      }
    }
    mine("others", 1);
    compareAll("the last block");
    System.out.printf(
        "wallet history: %d seconds, %d coins, %s%n",
        (System.nanoTime() - began) / 1_000_000_000, node.call("listunspent").size(), done);
  }

  /// What is found in old blocks counts as made when they were.
  @Test
  void timesOfTransactionsInOldBlocks_areTheSame() {
    mine("shared", 2);
    mine("others", 101);
    for (int i = 0; i < 5; i++) {
      others("sendtoaddress", shared("getnewaddress", "", type()).asString(), amount());
      shared("sendtoaddress", others("getnewaddress", "", type()).asString(), amount());
      // Clocks of miners differ: a block may say that it was made before its parent.
      bitcoind.call("setmocktime", System.currentTimeMillis() / 1_000 + 600 - 150L * i);
      mine("others", 1);
    }
    bitcoind.call("setmocktime", 0);
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : shared("listdescriptors").get("descriptors")) {
      ObjectNode request = requests.addObject();
      request.set("desc", each.get("desc"));
      request.set("range", each.get("range"));
      request.put("timestamp", 0);
    }
    node.call("createwallet", "late", true, true);
    bitcoind.call("createwallet", "late", true, true);
    node.walletCall("late", "importdescriptors", requests);
    bitcoind.walletCall("late", "importdescriptors", requests);
    assertThat(times(node.walletCall("late", "listtransactions", "*", 100_000)))
        .hasSizeGreaterThan(10)
        .isEqualTo(times(bitcoind.walletCall("late", "listtransactions", "*", 100_000)));
    node.call("unloadwallet", "late");
    bitcoind.call("unloadwallet", "late");
  }

  private static Map<String, Long> times(JsonNode list) {
    Map<String, Long> times = new TreeMap<>();
    list.forEach(entry -> times.put(entry.get("txid").asString(), entry.get("time").asLong()));
    return times;
  }

  private String act() {
    int choice = random.nextInt(100);
    try {
      if (choice < 22) {
        others("sendtoaddress", shared("getnewaddress", "", type()).asString(), amount());
        return "receive";
      }
      if (choice < 40) {
        shared("sendtoaddress", others("getnewaddress", "", type()).asString(), amount());
        return "send";
      }
      if (choice < 44) {
        shared("sendtoaddress", shared("getnewaddress", "", type()).asString(), amount());
        return "send to self";
      }
      if (choice < 54) {
        return ours();
      }
      if (choice < 72) {
        mine(random.nextInt(6) == 0 ? "shared" : "others", 1 + random.nextInt(3));
        return "mine";
      }
      if (choice < 82) {
        return replace();
      }
      if (choice < 92) {
        return reorganise();
      }
      return chain();
    } catch (Bitcoind.RpcException e) {
      // Too little money for it, or a chain that is too long: tried in vain, as people do.
      return "in vain";
    }
  }

  /// Our wallet pays, alone or together with bitcoind by a PSBT.
  private String ours() {
    String to = others("getnewaddress", "", type()).asString();
    if (random.nextBoolean()) {
      JsonNode unset = JsonNodeFactory.instance.nullNode();
      node.call(
          "sendtoaddress",
          to,
          amount(),
          "",
          "",
          random.nextBoolean(),
          true,
          unset,
          unset,
          unset,
          11);
      return "ours sends";
    }
    if (random.nextInt(4) == 0) {
      return sendAll(to);
    }
    ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
    outputs.addObject().put(to, amount());
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("fee_rate", 7);
    if (random.nextInt(3) == 0) {
      ArrayNode none = JsonNodeFactory.instance.arrayNode();
      String raw = node.call("createrawtransaction", none, outputs).asString();
      String funded = node.call("fundrawtransaction", raw, options).get("hex").asString();
      String hex = node.call("signrawtransactionwithwallet", funded).get("hex").asString();
      assertThat(hex)
          .as("signatures of one transaction")
          .isEqualTo(shared("signrawtransactionwithwallet", funded).get("hex").asString());
      node.call("sendrawtransaction", hex);
      return "ours funds";
    }
    if (random.nextInt(3) == 0) {
      node.call("send", outputs, 6, "economical");
      return "ours sends with options";
    }
    boolean oursMakes = random.nextBoolean();
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
    JsonNode made =
        oursMakes
            ? node.call("walletcreatefundedpsbt", inputs, outputs, 0, options)
            : shared("walletcreatefundedpsbt", inputs, outputs, 0, options);
    String psbt = made.get("psbt").asString();
    JsonNode updated = node.call("walletprocesspsbt", psbt, false);
    assertThat(updated.get("psbt").asString())
        .as("what both know of one PSBT")
        .isEqualTo(shared("walletprocesspsbt", psbt, false).get("psbt").asString());
    JsonNode signed =
        oursMakes ? shared("walletprocesspsbt", psbt) : node.call("walletprocesspsbt", psbt);
    assertThat(signed.get("complete").asBoolean()).isTrue();
    bitcoind.call("sendrawtransaction", signed.get("hex").asString());
    return oursMakes ? "ours makes a PSBT" : "ours signs a PSBT";
  }

  /// All of some coins.
  private String sendAll(String to) {
    JsonNode coins = node.call("listunspent", 1);
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    ArrayNode inputs = options.putArray("inputs");
    for (int i = 0; i < coins.size() && i < 3; i++) {
      JsonNode coin = coins.get(i);
      inputs
          .addObject()
          .put("txid", coin.get("txid").asString())
          .put("vout", coin.get("vout").asInt());
    }
    if (inputs.isEmpty()) {
      return "in vain";
    }
    JsonNode unset = JsonNodeFactory.instance.nullNode();
    node.call("sendall", List.of(to), unset, "unset", 6, options);
    return "ours sends all of some coins";
  }

  private String type() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private String amount() {
    return "0." + (1 + random.nextInt(9)) + random.nextInt(10);
  }

  private void mine(String wallet, int blocks) {
    String address = bitcoind.walletCall(wallet, "getnewaddress", "", type()).asString();
    bitcoind.call("generatetoaddress", blocks, address);
  }

  /// A payment, and another that spends the same coin at a higher fee, by hand.
  private String replace() {
    String from = random.nextBoolean() ? "shared" : "others";
    JsonNode coins = bitcoind.walletCall(from, "listunspent", 1);
    if (coins.isEmpty()) {
      return "in vain";
    }
    JsonNode coin = coins.get(random.nextInt(coins.size()));
    spend(from, coin, 0.0001);
    // Relayed before it is replaced: what our node never saw its wallet cannot know.
    awaitPool("the payment to be replaced");
    spend(from, coin, 0.001);
    return "replace";
  }

  private void spend(String wallet, JsonNode coin, double fee) {
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
    inputs
        .addObject()
        .put("txid", coin.get("txid").asString())
        .put("vout", coin.get("vout").asInt());
    double value = coin.get("amount").asDouble() - fee;
    String to =
        bitcoind
            .walletCall(random.nextBoolean() ? "shared" : "others", "getnewaddress", "", type())
            .asString();
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    outputs.put(to, "%.8f".formatted(value));
    String raw = bitcoind.call("createrawtransaction", inputs, outputs).asString();
    String signed =
        bitcoind.walletCall(wallet, "signrawtransactionwithwallet", raw).get("hex").asString();
    bitcoind.call("sendrawtransaction", signed);
  }

  private String reorganise() {
    int depth = 1 + random.nextInt(4);
    if (bitcoind.height() < 110) {
      return "in vain";
    }
    String first = bitcoind.call("getblockhash", bitcoind.height() - depth + 1).asString();
    bitcoind.call("invalidateblock", first);
    mine("others", depth + 1);
    Bitcoind.await(PATIENCE, "the other branch", () -> node.tip().equals(bitcoind.tip()));
    node.call("syncwithvalidationinterfacequeue");
    // Told to go back, bitcoind dropped what was not valid at the lower height; our node saw one
    // branch replace another and kept it.
    for (JsonNode txid : node.call("getrawmempool")) {
      String raw = node.call("getrawtransaction", txid.asString()).asString();
      if (!sorted(bitcoind.call("getrawmempool"), "").contains(txid.toString())) {
        bitcoind.call("sendrawtransaction", raw);
      }
    }
    return "reorganise";
  }

  /// Payments that spend each other's change before any is confirmed.
  private String chain() {
    for (int i = 0; i < 3; i++) {
      shared("sendtoaddress", others("getnewaddress", "", type()).asString(), "0.01");
    }
    return "chain";
  }

  private void compare(String when) {
    Bitcoind.await(PATIENCE, "the same tip after " + when, () -> node.tip().equals(bitcoind.tip()));
    bitcoind.call("syncwithvalidationinterfacequeue");
    awaitPool(when);
    node.call("syncwithvalidationinterfacequeue");
    bitcoind.call("syncwithvalidationinterfacequeue");
    assertThat(node.call("getbalances"))
        .as("balances after " + when)
        .isEqualTo(shared("getbalances"));
    same("listunspent after " + when, List.of("txid", "vout"), "listunspent", 0);
    String settled =
        bitcoind.call("getblockhash", Math.max(0, bitcoind.height() - UNSETTLED_BLOCKS)).asString();
    assertSame(
        "listsinceblock after " + when,
        sorted(node.call("listsinceblock", settled).get("transactions"), ENTRY),
        sorted(shared("listsinceblock", settled).get("transactions"), ENTRY));
  }

  private void compareAll(String when) {
    compare(when);
    same("listtransactions after " + when, List.of(ENTRY), "listtransactions", "*", 100_000);
    same("received after " + when, List.of("address"), "listreceivedbyaddress", 0);
  }

  private void same(String what, List<String> keys, String method, Object... parameters) {
    String[] order = keys.toArray(String[]::new);
    assertSame(
        what,
        sorted(node.call(method, parameters), order),
        sorted(shared(method, parameters), order));
  }

  private void awaitPool(String when) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!pool().equals(theirPool()) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertSame("mempool, " + when, pool(), theirPool());
  }

  private List<String> theirPool() {
    return sorted(bitcoind.call("getrawmempool"), "");
  }

  /// Shows what only one of them has, which is little of lists that are long.
  private static void assertSame(String what, List<String> ours, List<String> theirs) {
    List<String> onlyOurs = new ArrayList<>(ours);
    onlyOurs.removeAll(theirs);
    List<String> onlyTheirs = new ArrayList<>(theirs);
    onlyTheirs.removeAll(ours);
    assertThat(onlyOurs).as(what).isEqualTo(onlyTheirs);
    assertThat(ours).as(what).hasSameSizeAs(theirs);
  }

  private List<String> pool() {
    return sorted(node.call("getrawmempool"), "");
  }

  /// Objects in an order of their own, without what is not a fact of the chain.
  private static List<String> sorted(JsonNode list, String... keys) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode each : list) {
      JsonNode copy = each.deepCopy();
      if (copy instanceof ObjectNode object) {
        object.remove(OWN);
        if (object.get("txids") instanceof ArrayNode txids) {
          List<String> texts = new ArrayList<>();
          txids.forEach(txid -> texts.add(txid.asString()));
          texts.sort(null);
          object.put("txids", texts.toString());
        }
      }
      all.add(copy);
    }
    Comparator<JsonNode> order = Comparator.comparing(_ -> "");
    for (String key : keys) {
      order =
          order.thenComparing(each -> key.isEmpty() ? each.asString() : each.path(key).asString());
    }
    all.sort(order);
    return all.stream().map(JsonNode::toString).toList();
  }
}

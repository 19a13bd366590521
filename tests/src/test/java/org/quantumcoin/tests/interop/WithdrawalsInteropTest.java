package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A shop that pays out and is paid, by our wallet's word alone, while the chain is reorganised and
/// some of its customers spend their deposits twice.
///
/// It credits a deposit at six confirmations, and pays out again only what a block six deep
/// contradicts. In the end everything that it credited must stand in the chain and nothing else be
/// there, everybody must have been paid once, and bitcoind, which follows the same descriptors,
/// must count the same coins.
///
/// `-Dpayments=10000` for a long run: so many withdrawals and at least as many deposits. `-Dseed=…`
/// repeats a known one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WithdrawalsInteropTest {
  private static final int PAYMENTS = Integer.getInteger("payments", 200);
  private static final long SEED = Long.getLong("seed", 20_261_122);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Confirmations at which a payment counts as final; reorganisations are less deep.
  private static final int FINAL = 6;

  private static final int BATCH = PAYMENTS > 1_000 ? 100 : 25;
  private static final int CHECK_EVERY = 8;
  private static final List<String> TYPES = List.of("legacy", "p2sh-segwit", "bech32", "bech32m");

  private final Random random = new Random(SEED);
  private Bitcoind bitcoind;
  private OurNode node;

  /// Who is owed what, and the transaction that last paid it.
  private final Map<String, BigDecimal> owed = new HashMap<>();

  private final Map<String, List<String>> payingNow = new LinkedHashMap<>();

  /// Deposits by outpoint that were credited, and what they were worth.
  private final Map<String, BigDecimal> credited = new HashMap<>();

  private final List<Attack> attacks = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private int deposits;

  /// A deposit that its sender may take back: the coin it spends.
  private record Attack(String txid, JsonNode coin) {}

  @BeforeAll
  void open() {
    Bitcoind.assumeAvailable();
    bitcoind =
        Bitcoind.start(
            "-keypool=40",
            "-fallbackfee=0.0001",
            "-whitelist=noban@127.0.0.1",
            "-limitancestorcount=200",
            "-limitdescendantcount=200");
    for (String name : List.of("others", "thieves", "miner")) {
      bitcoind.call("createwallet", name);
    }
    node =
        OurNode.start(
            "-connect=127.0.0.1:" + bitcoind.p2pPort(),
            "-keypool=40",
            "-walletkdfmemory=1",
            "-fallbackfee=0.0001",
            "-limitancestorcount=200",
            "-limitdescendantcount=200");
    node.call("createwallet", "shop");
    bitcoind.call("createwallet", "watch", true, true);
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : node.call("listdescriptors").get("descriptors")) {
      ObjectNode request = requests.addObject();
      for (String field : List.of("desc", "active", "internal", "range")) {
        request.set(field, each.get(field));
      }
      request.put("timestamp", "now");
    }
    assertThat(bitcoind.walletCall("watch", "importdescriptors", requests).toString())
        .doesNotContain("\"success\":false");
  }

  @AfterAll
  void close() {
    if (node != null) {
      node.close();
    }
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  private String newAddress(String wallet) {
    return bitcoind.walletCall(wallet, "getnewaddress", "", type()).asString();
  }

  private String type() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  /// Each amount is another, so that none is taken for another's.
  private BigDecimal amount() {
    return BigDecimal.valueOf(100_000 + random.nextInt(900_000), 8);
  }

  private void mine(int blocks) {
    bitcoind.call("generatetoaddress", blocks, newAddress("miner"));
  }

  private void awaitTip() {
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
    node.call("syncwithvalidationinterfacequeue");
  }

  @Test
  void everybodyIsPaidOnce_andWhatIsFinalStays() {
    System.out.println("withdrawals: " + PAYMENTS + ", seed " + SEED);
    long began = System.nanoTime();
    bitcoind.call("generatetoaddress", 60, newAddress("others"));
    bitcoind.call("generatetoaddress", 60, newAddress("thieves"));
    mine(110);
    splitCoins("thieves");
    fund();
    mine(FINAL);
    awaitTip();
    int paid = 0;
    for (int round = 0; paid < PAYMENTS || deposits < PAYMENTS; round++) {
      int count = Math.min(BATCH, PAYMENTS - paid);
      if (count > 0 && withdraw(newDebts(count))) {
        paid += count;
      }
      deposit(BATCH);
      awaitPools();
      moveChain();
      settle();
      if (round % CHECK_EVERY == 0) {
        compare();
      }
    }
    finish();
    System.out.printf(
        "withdrawals: %d paid out, %d deposits credited of %d, %d blocks, %d seconds, %s%n",
        paid,
        credited.size(),
        deposits,
        bitcoind.height(),
        (System.nanoTime() - began) / 1_000_000_000,
        done);
  }

  /// Enough coins for one attack each.
  private void splitCoins(String wallet) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 200; i++) {
      outputs.put(newAddress(wallet), "0.5");
    }
    bitcoind.walletCall(wallet, "sendmany", "", outputs);
  }

  /// What the shop starts with.
  private void fund() {
    for (int i = 0; i < 20; i++) {
      String to = node.call("getnewaddress", "", type()).asString();
      bitcoind.walletCall("others", "sendtoaddress", to, "20");
      deposits++;
    }
  }

  // The shop.

  private Map<String, BigDecimal> newDebts(int count) {
    Map<String, BigDecimal> debts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      debts.put(newAddress("others"), amount());
    }
    owed.putAll(debts);
    return debts;
  }

  private static BigDecimal of(Map<String, BigDecimal> debts, String address) {
    return Objects.requireNonNull(debts.get(address));
  }

  /// Pays in one transaction or several; false if the wallet could not.
  private boolean withdraw(Map<String, BigDecimal> debts) {
    List<String> all = new ArrayList<>(debts.keySet());
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(BATCH));
      List<String> some = new ArrayList<>(all.subList(from, to));
      try {
        String txid;
        if (some.size() == 1) {
          String address = some.getFirst();
          txid = node.call("sendtoaddress", address, of(debts, address)).asString();
        } else {
          ObjectNode outputs = JsonNodeFactory.instance.objectNode();
          some.forEach(address -> outputs.put(address, of(debts, address)));
          txid = node.call("sendmany", "", outputs).asString();
        }
        payingNow.put(txid, some);
        done.merge("payouts", 1, Integer::sum);
      } catch (Bitcoind.RpcException e) {
        // Nothing was sent: the rest waits for another round.
        done.merge("payouts in vain", 1, Integer::sum);
        all.subList(from, all.size()).forEach(owed::remove);
        return withdrawLater(debts, all.subList(from, all.size()));
      }
      from = to;
    }
    return true;
  }

  private boolean withdrawLater(Map<String, BigDecimal> debts, List<String> rest) {
    moveChainBy(1);
    Map<String, BigDecimal> again = new LinkedHashMap<>();
    rest.forEach(address -> again.put(address, of(debts, address)));
    owed.putAll(again);
    return withdraw(again);
  }

  /// What the wallet says of deposits and payouts now, and what the shop does about it.
  private void settle() {
    String since = bitcoind.call("getblockhash", Math.max(0, node.height() - 20)).asString();
    JsonNode all = node.call("listsinceblock", since, FINAL);
    for (JsonNode entry : all.get("transactions")) {
      if (entry.get("category").asString().equals("receive")
          && entry.get("confirmations").asInt() >= FINAL) {
        credit(entry);
      }
    }
    Map<String, BigDecimal> again = new LinkedHashMap<>();
    payingNow
        .entrySet()
        .removeIf(payout -> {
          int depth = node.call("gettransaction", payout.getKey()).get("confirmations").asInt();
          if (depth <= -FINAL) {
            payout.getValue().forEach(address -> again.put(address, of(owed, address)));
            done.merge("payouts undone by a double spend", 1, Integer::sum);
          }
          return Math.abs(depth) >= 20 || depth <= -FINAL;
        });
    if (!again.isEmpty()) {
      assertThat(withdraw(again)).isTrue();
    }
  }

  private void credit(JsonNode entry) {
    String outpoint = entry.get("txid").asString() + ":" + entry.get("vout").asInt();
    BigDecimal amount = entry.get("amount").decimalValue();
    BigDecimal before = credited.put(outpoint, amount);
    assertThat(before == null || before.compareTo(amount) == 0).isTrue();
    if (before == null) {
      int theirs =
          bitcoind
              .walletCall("watch", "gettransaction", entry.get("txid").asString())
              .get("confirmations")
              .asInt();
      assertThat(theirs)
          .as("confirmations of %s by bitcoind", outpoint)
          .isGreaterThanOrEqualTo(FINAL);
    }
  }

  // Its customers.

  private void deposit(int count) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < count; i++) {
      outputs.put(node.call("getnewaddress", "", type()).asString(), amount());
    }
    try {
      bitcoind.walletCall("others", "sendmany", "", outputs);
      deposits += count;
    } catch (Bitcoind.RpcException e) {
      done.merge("deposits in vain", 1, Integer::sum);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      JsonNode coins = bitcoind.walletCall("thieves", "listunspent", 1);
      if (!coins.isEmpty()) {
        JsonNode coin = coins.get(random.nextInt(coins.size()));
        String to = node.call("getnewaddress", "", type()).asString();
        attacks.add(new Attack(spend(coin, to, 2_000), coin));
        done.merge("deposits that may be taken back", 1, Integer::sum);
        deposits++;
      }
    }
  }

  private String spend(JsonNode coin, String to, long feeSats) {
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
    inputs
        .addObject()
        .put("txid", coin.get("txid").asString())
        .put("vout", coin.get("vout").asInt());
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    outputs.put(to, coin.get("amount").decimalValue().subtract(BigDecimal.valueOf(feeSats, 8)));
    String raw = bitcoind.call("createrawtransaction", inputs, outputs).asString();
    String signed =
        bitcoind.walletCall("thieves", "signrawtransactionwithwallet", raw).get("hex").asString();
    // However dear it is.
    return bitcoind.call("sendrawtransaction", signed, 0).asString();
  }

  /// Takes deposits back that are in bitcoind's mempool at present.
  private void takeBack(String when) {
    Set<String> pooled = texts(bitcoind.call("getrawmempool"));
    attacks.removeIf(attack -> {
      if (!pooled.contains(attack.txid()) || random.nextInt(3) == 0) {
        return false;
      }
      try {
        // Pays for what a payout of the shop spends from it, too.
        spend(attack.coin(), newAddress("thieves"), 4_000_000);
        done.merge("taken back " + when, 1, Integer::sum);
        return true;
      } catch (Bitcoind.RpcException e) {
        done.merge("taken back in vain", 1, Integer::sum);
        return false;
      }
    });
  }

  // The chain.

  private void moveChain() {
    int choice = random.nextInt(10);
    if (choice < 2) {
      takeBack("in the mempool");
      awaitPools();
    }
    if (choice < 7) {
      moveChainBy(1 + random.nextInt(2));
      return;
    }
    int depth = 1 + random.nextInt(FINAL - 1);
    String first = bitcoind.call("getblockhash", bitcoind.height() - depth + 1).asString();
    bitcoind.call("invalidateblock", first);
    takeBack("by another branch");
    moveChainBy(depth + 1);
    done.merge("reorganisations", 1, Integer::sum);
    done.merge("blocks taken back", depth, Integer::sum);
  }

  private void moveChainBy(int blocks) {
    mine(blocks);
    awaitTip();
    resend();
  }

  /// Told to go back, bitcoind forgets what was not valid at the lower height; our node saw one
  /// branch replace another and kept it.
  private void resend() {
    Set<String> theirs = texts(bitcoind.call("getrawmempool"));
    for (JsonNode txid : node.call("getrawmempool")) {
      if (!theirs.contains(txid.asString())) {
        try {
          bitcoind.call(
              "sendrawtransaction", node.call("getrawtransaction", txid.asString()).asString());
        } catch (Bitcoind.RpcException e) {
          done.merge("not taken by bitcoind", 1, Integer::sum);
        }
      }
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private void awaitPools() {
    Bitcoind.await(
        PATIENCE,
        "the same mempool",
        () -> texts(node.call("getrawmempool")).equals(texts(bitcoind.call("getrawmempool"))));
    node.call("syncwithvalidationinterfacequeue");
    bitcoind.call("syncwithvalidationinterfacequeue");
  }

  // What must hold.

  private void compare() {
    awaitPools();
    assertThat(node.call("getbalances").get("mine"))
        .isEqualTo(bitcoind.walletCall("watch", "getbalances").get("mine"));
    assertThat(coins(node.call("listunspent", 0)))
        .isEqualTo(coins(bitcoind.walletCall("watch", "listunspent", 0)));
    done.merge("comparisons", 1, Integer::sum);
  }

  private static Set<String> coins(JsonNode list) {
    Set<String> coins = new TreeSet<>();
    for (JsonNode each : list) {
      coins.add(
          "%s:%d %s %d"
              .formatted(
                  each.get("txid").asString(),
                  each.get("vout").asInt(),
                  each.get("amount"),
                  each.get("confirmations").asInt()));
    }
    return coins;
  }

  private void finish() {
    for (int i = 0; i < 4; i++) {
      mine(FINAL);
      awaitTip();
      settle();
    }
    compare();
    assertCredits();
    assertPayouts();
  }

  private void assertCredits() {
    Map<String, BigDecimal> standing = new HashMap<>();
    JsonNode all = bitcoind.walletCall("watch", "listtransactions", "*", 1_000_000);
    for (JsonNode entry : all) {
      if (entry.get("category").asString().equals("receive")
          && entry.get("confirmations").asInt() >= FINAL) {
        standing.put(
            entry.get("txid").asString() + ":" + entry.get("vout").asInt(),
            entry.get("amount").decimalValue());
      }
    }
    Set<String> falselyFinal = new HashSet<>(credited.keySet());
    falselyFinal.removeAll(standing.keySet());
    assertThat(falselyFinal).as("credited and not in the chain").isEmpty();
    Set<String> lost = new HashSet<>(standing.keySet());
    lost.removeAll(credited.keySet());
    assertThat(lost).as("in the chain and never credited").isEmpty();
  }

  private void assertPayouts() {
    Map<String, JsonNode> received = new HashMap<>();
    for (JsonNode each : bitcoind.walletCall("others", "listreceivedbyaddress", FINAL)) {
      received.put(each.get("address").asString(), each);
    }
    owed.forEach((address, amount) -> {
      assertThat(received).as("paid out").containsKey(address);
      JsonNode got = Objects.requireNonNull(received.get(address));
      assertThat(got.get("txids")).as("payments to %s", address).hasSize(1);
      assertThat(got.get("amount").decimalValue()).as(address).isEqualByComparingTo(amount);
    });
  }
}

package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `kill -9` while a wallet is paid, pays, labels, locks coins, is encrypted and backed up, and the
/// chain is reorganised under it. After each start the wallet knows all that it ever acknowledged;
/// now and then its coins are compared with those that bitcoind finds for the same descriptors.
///
/// A wallet is encrypted only once, so a new one follows after some kills.
///
/// A run of its own, by `-Dwalletkills=100`; `-Dseed=…` repeats the choices of a known one, though
/// not its moments.
@EnabledIfSystemProperty(named = "walletkills", matches = "[0-9]+")
final class WalletKillTest {
  private static final int KILLS = Integer.getInteger("walletkills", 12);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int KILLS_PER_WALLET = 10;
  private static final int MAX_DEPTH = 4;

  /// Blocks after which everything that waits is confirmed, however long its chain is.
  private static final int MAX_CHAIN = 30;

  private static final int MAX_DELAY_MILLIS = 1_500;

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Bitcoind bitcoind = Bitcoind.start("-whitelist=noban@127.0.0.1", "-keypool=20");
  private final OurNode node =
      OurNode.create(
          "-connect=127.0.0.1:" + bitcoind.p2pPort(),
          "-keypool=20",
          "-walletkdfmemory=1",
          "-fallbackfee=0.0001");
  private final List<String> foreign = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private volatile boolean ending;
  private int sent;

  @Test
  void wallet_keepsAllThatItAcknowledged() throws InterruptedException {
    System.out.println("wallet kills: " + KILLS + ", seed " + SEED);
    try (Bitcoind _ = bitcoind;
        OurNode _ = node) {
      makeChain();
      for (int kill = 0; kill < KILLS; ) {
        int until = Math.min(KILLS, kill + KILLS_PER_WALLET);
        kill = live("wallet" + kill, kill, until);
      }
      System.out.printf("wallet kills: %d, transactions sent %d, %s%n", KILLS, sent, done);
    }
  }

  /// One wallet's life, from its making through several kills to a comparison.
  private int live(String name, int from, int until) throws InterruptedException {
    launch();
    node.call("createwallet", name);
    WalletUser user = new WalletUser(node, name, new Random(random.nextLong()), folder, foreign);
    user.begin();
    pay(user, 4);
    mine(1);
    for (int kill = from; kill < until; kill++) {
      ending = false;
      Random chain = new Random(random.nextLong());
      CompletableFuture<Void> using = CompletableFuture.runAsync(user::work);
      CompletableFuture<Void> chaining = CompletableFuture.runAsync(() -> moveChain(user, chain));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_DELAY_MILLIS));
      if (random.nextInt(4) == 0) {
        // Blocks as far as here are on disk; the others have to be fetched again.
        node.call("gettxoutsetinfo", "none");
      }
      assertThat(using.isDone()).as("user at kill %s: %s", kill, using).isFalse();
      node.kill();
      ending = true;
      using.join();
      chaining.join();
      if (random.nextInt(3) == 0) {
        node.launch("-wallet=" + name);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3 * MAX_DELAY_MILLIS));
        node.kill();
        done.merge("killed while starting", 1, Integer::sum);
      }
      launch("-wallet=" + name);
      try {
        user.verify();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("after kill " + kill + ": " + node.console(), e);
      }
    }
    compare(name);
    user.done().forEach((what, count) -> done.merge(what, count, Integer::sum));
    sent += user.sentCount();
    node.stop();
    return until;
  }

  private void launch(String... options) {
    node.clearConsole();
    node.launch(options);
    node.awaitStart();
    assertThat(node.console())
        .doesNotContain("damaged")
        .doesNotContain("could not follow")
        .doesNotContain("rescan the wallets");
  }

  private void makeChain() {
    bitcoind.call("createwallet", "others");
    bitcoind.call("createwallet", "miner");
    bitcoind.call("generatetoaddress", 150, others());
    // Buried deeper than any reorganisation reaches: what others pay stays payable.
    mine(110);
    for (int i = 0; i < 8; i++) {
      foreign.add(others());
    }
  }

  private String others() {
    return bitcoind.walletCall("others", "getnewaddress").asString();
  }

  private void mine(int blocks) {
    mineTo(bitcoind.walletCall("miner", "getnewaddress").asString(), blocks);
  }

  private void mineTo(String address, int blocks) {
    bitcoind.call("generatetoaddress", blocks, address);
  }

  private void pay(WalletUser user, int count) {
    for (int i = 0; i < count; i++) {
      String to = user.addresses().get(i % user.addresses().size());
      bitcoind.walletCall("others", "sendtoaddress", to, "3." + i);
    }
  }

  /// What happens on the chain while the user works.
  private void moveChain(WalletUser user, Random chance) {
    while (!ending) {
      List<String> known = user.addresses();
      String address = known.get(chance.nextInt(known.size()));
      int choice = chance.nextInt(10);
      if (choice < 4) {
        bitcoind.walletCall("others", "sendtoaddress", address, "0." + (1 + chance.nextInt(99)));
      } else if (choice < 7) {
        mine(1);
      } else if (choice < 8) {
        mineTo(address, 1);
      } else {
        int depth = 1 + chance.nextInt(MAX_DEPTH);
        bitcoind.call(
            "invalidateblock",
            bitcoind.call("getblockhash", bitcoind.height() - depth + 1).asString());
        mine(depth + 1);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(chance.nextInt(80));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Confirms what waits, and looks at the wallet from outside.
  private void compare(String name) {
    // Opened while the node lacked blocks, the wallet could not send again what nobody else has.
    awaitSameTip();
    node.call("unloadwallet", name);
    node.call("loadwallet", name);
    for (int round = 0; round < MAX_CHAIN && confirmWaiting(name); round++) {
      mine(1);
      awaitSameTip();
    }
    // Locked coins would not be listed.
    node.walletCall(name, "lockunspent", true);
    String watch = "watch-" + name;
    bitcoind.call("createwallet", watch, true, true);
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : node.walletCall(name, "listdescriptors").get("descriptors")) {
      ObjectNode request = requests.addObject();
      request.set("desc", each.get("desc"));
      request.set("range", each.get("range"));
      request.put("timestamp", 0);
    }
    assertThat(bitcoind.walletCall(watch, "importdescriptors", requests).toString())
        .doesNotContain("\"success\":false");
    assertThat(coins(node.walletCall(name, "listunspent", 1)))
        .as("coins of %s", name)
        .isEqualTo(coins(bitcoind.walletCall(watch, "listunspent", 1)));
    assertThat(node.walletCall(name, "getbalances").get("mine"))
        .as("balances of %s", name)
        .isEqualTo(bitcoind.walletCall(watch, "getbalances").get("mine"));
    bitcoind.call("unloadwallet", watch);
  }

  private void awaitSameTip() {
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
    node.call("syncwithvalidationinterfacequeue");
  }

  /// Brings what waits to bitcoind, and gives up what no mempool takes any more: its coins would
  /// stay spent for the wallet alone. Whether anything waits still.
  private boolean confirmWaiting(String name) {
    Map<String, String> waiting = new HashMap<>();
    for (JsonNode entry : node.walletCall(name, "listtransactions", "*", 100_000)) {
      if (entry.get("confirmations").asInt() == 0 && !entry.path("abandoned").asBoolean()) {
        String txid = entry.get("txid").asString();
        waiting.put(txid, node.walletCall(name, "gettransaction", txid).get("hex").asString());
      }
    }
    Set<String> taken = texts(node.call("getrawmempool"));
    waiting.forEach((txid, raw) -> {
      if (!taken.contains(txid)) {
        String reason = send(node::call, raw);
        if (!reason.isEmpty()) {
          node.walletCall(name, "abandontransaction", txid);
          done.merge("given up: " + reason.replaceAll("[0-9a-f]{64}.*", "…"), 1, Integer::sum);
        }
      }
    });
    Map<String, String> foreign = new HashMap<>();
    for (String txid : taken) {
      foreign.put(txid, node.call("getrawtransaction", txid).asString());
    }
    // Parents may come after their children.
    Set<String> theirs = texts(bitcoind.call("getrawmempool"));
    while (foreign
        .entrySet()
        .removeIf(entry ->
            theirs.contains(entry.getKey()) || send(bitcoind::call, entry.getValue()).isEmpty())) {
      theirs.addAll(texts(bitcoind.call("getrawmempool")));
    }
    if (!foreign.isEmpty()) {
      // One of both has a replacement, and the block decides.
      done.merge("not taken by bitcoind", foreign.size(), Integer::sum);
    }
    return !waiting.isEmpty();
  }

  private interface Caller {
    JsonNode call(String method, Object... parameters);
  }

  /// Why it was refused; empty when it was not.
  private static String send(Caller to, String raw) {
    try {
      to.call("sendrawtransaction", raw);
      return "";
    } catch (Bitcoind.RpcException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private static Set<String> coins(JsonNode list) {
    Set<String> coins = new TreeSet<>();
    for (JsonNode each : list) {
      coins.add(
          "%s:%d %s"
              .formatted(
                  each.get("txid").asString(), each.get("vout").asInt(), each.get("amount")));
    }
    return coins;
  }
}

package org.quantumcoin.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import org.quantumcoin.wallet.descriptor.Descriptor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One large wallet in two programs that follow one chain: the same questions to both in turns, by
/// RPC, and what each takes.
///
/// A run of its own, by `-Dwallet.race=20000`, which is the number of transactions.
@EnabledIfSystemProperty(named = "wallet.race", matches = "[0-9]+")
final class WalletRace {
  private static final int TRANSACTIONS = Integer.getInteger("wallet.race", 20_000);
  private static final int PER_BLOCK = 500;
  private static final int FOREIGN_IN_BLOCK = 1_500;
  private static final int OURS_IN_BLOCK = 5;
  private static final int PAGE = 50;
  private static final long SATS = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String WALLET = "race";
  private static final Script FOREIGN = Script.fromHex("0014" + "ee".repeat(20));

  @Test
  void ourWallet_besideBitcoinds() throws IOException {
    Bitcoind.assumeAvailable();
    try (Bitcoind bitcoind =
            Bitcoind.start("-whitelist=noban@127.0.0.1", "-maxtipage=999999999", "-keypool=1000");
        OurNode node =
            OurNode.startAtFullSpeed(
                "1g",
                "-connect=127.0.0.1:" + bitcoind.p2pPort(),
                "-keypool=1000",
                "-walletkdfmemory=1",
                "-maxtipage=999999999")) {
      bitcoind.call("createwallet", WALLET);
      share(bitcoind, node);
      WalletRaceChain chain = new WalletRaceChain(bitcoind);
      fill(chain, descriptor(bitcoind));
      Bitcoind.await(PATIENCE, "our node follows", () -> node.tip().equals(bitcoind.tip()));
      Contender theirs = Contender.of(bitcoind);
      Contender ours = Contender.of(node);
      assertThat(balance(ours)).isEqualTo(balance(theirs));
      System.out.printf(
          "wallet race: %d transactions, memory of the whole program: theirs %d MiB, ours %d MiB%n",
          TRANSACTIONS, memoryMib(bitcoind.pid()), memoryMib(node.pid()));
      compare("getbalances", 20, theirs, ours, seat -> seat.call("getbalances"));
      compare(
          "listtransactions 50",
          20,
          theirs,
          ours,
          seat -> seat.call("listtransactions", "*", PAGE));
      compare("listunspent, all", 3, theirs, ours, seat -> seat.call("listunspent"));
      compareBlocks(chain, descriptor(bitcoind), theirs, ours);
      compare("rescan of the chain", 3, theirs, ours, seat -> seat.call("rescanblockchain", 0));
      compare(
          "load wallet",
          5,
          theirs,
          ours,
          seat -> {
            JsonNode _ = seat.call("unloadwallet", WALLET);
          },
          seat -> seat.call("loadwallet", WALLET));
      assertThat(balance(ours)).isEqualTo(balance(theirs));
      assertThat(txids(ours)).isEqualTo(txids(theirs));
    }
  }

  private static JsonNode balance(Contender seat) {
    return seat.call("getbalances").get("mine");
  }

  private static List<String> txids(Contender seat) {
    return StreamSupport.stream(seat.call("listunspent").spliterator(), false)
        .map(coin -> coin.get("txid").asString())
        .sorted()
        .toList();
  }

  private static void share(Bitcoind bitcoind, OurNode node) {
    JsonNode _ = node.call("createwallet", WALLET, false, true);
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : bitcoind.call("listdescriptors", true).get("descriptors")) {
      ObjectNode request = requests.addObject();
      for (String field : List.of("desc", "timestamp", "active", "internal", "range")) {
        request.set(field, each.get(field));
      }
      request.set("next_index", each.get("next_index"));
    }
    assertThat(node.call("importdescriptors", requests))
        .allSatisfy(result -> assertThat(result.get("success").asBoolean()).isTrue());
  }

  private static Descriptor descriptor(Bitcoind bitcoind) {
    for (JsonNode each : bitcoind.call("listdescriptors").get("descriptors")) {
      String text = each.get("desc").asString();
      if (text.startsWith("wpkh(") && !each.get("internal").asBoolean()) {
        return Descriptor.parse(
                text, Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow().addresses(), true)
            .getFirst();
      }
    }
    throw new IllegalStateException("no descriptor for receiving");
  }

  private static Script script(Descriptor descriptor, int index) {
    return descriptor.expand(index).orElseThrow().scripts().getFirst();
  }

  private static void fill(WalletRaceChain chain, Descriptor descriptor) {
    for (int done = 0; done < TRANSACTIONS; done += PER_BLOCK) {
      List<Transaction> block = new ArrayList<>();
      for (int i = 0; i < PER_BLOCK; i++) {
        block.add(chain.pay(script(descriptor, done + i), SATS + i));
      }
      String _ = chain.mine(block, true);
    }
  }

  private static void compare(
      String what, int rounds, Contender theirs, Contender ours, Question work) {
    compare(what, rounds, theirs, ours, _ -> {}, work);
  }

  private interface Question {
    void on(Contender seat);
  }

  private static void compare(
      String what, int rounds, Contender theirs, Contender ours, Question before, Question work) {
    List<Double> theirTimes = new ArrayList<>();
    List<Double> ourTimes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      before.on(theirs);
      theirTimes.add(Figures.millis(() -> work.on(theirs)));
      before.on(ours);
      ourTimes.add(Figures.millis(() -> work.on(ours)));
    }
    Figures.print("wallet", what, theirTimes, ourTimes);
  }

  /// From handing the node a block until its wallet's balance has what is in it.
  private static void compareBlocks(
      WalletRaceChain chain, Descriptor descriptor, Contender theirs, Contender ours) {
    List<Double> theirTimes = new ArrayList<>();
    List<Double> ourTimes = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      List<Transaction> block = new ArrayList<>();
      for (int i = 0; i < FOREIGN_IN_BLOCK; i++) {
        block.add(chain.pay(FOREIGN, SATS));
      }
      for (int i = 0; i < OURS_IN_BLOCK; i++) {
        block.add(chain.pay(script(descriptor, TRANSACTIONS + round * OURS_IN_BLOCK + i), SATS));
      }
      String hex = chain.mine(block, false);
      boolean theirsFirst = round % 2 == 0;
      Contender first = theirsFirst ? theirs : ours;
      Contender second = theirsFirst ? ours : theirs;
      JsonNode before = balance(first);
      double time =
          Figures.millis(() -> {
            JsonNode _ = first.call("submitblock", hex);
            Bitcoind.await(PATIENCE, "the balance", () -> !balance(first).equals(before));
          });
      (theirsFirst ? theirTimes : ourTimes).add(time);
      Bitcoind.await(PATIENCE, "both know it", () -> balance(second).equals(balance(first)));
    }
    Figures.print("wallet", "new block until the balance has it", theirTimes, ourTimes);
  }

  private static long memoryMib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}

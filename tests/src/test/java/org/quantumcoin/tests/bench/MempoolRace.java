package org.quantumcoin.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.p2p.sync.RawPeer;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.tests.bench.SignedCoins.Spendable;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;

/// What two programs take to fill their mempools with the same transactions, by RPC and from a
/// peer, to make block templates of them, and to complete a compact block from them.
///
/// A run of its own, by `-Dmempool.race=10000`, which is the number of transactions by each way.
@EnabledIfSystemProperty(named = "mempool.race", matches = "[0-9]+")
final class MempoolRace {
  private static final int TRANSACTIONS = Integer.getInteger("mempool.race", 5_000);
  private static final int BATCH = 250;
  private static final int TEMPLATES = 9;
  private static final int BLOCKS = 8;
  private static final int IN_BLOCK = TRANSACTIONS / BLOCKS;
  private static final long FEE = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MOCK_STEP = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = 500_000;
  private static final String[] OPTIONS = {
    "-connect=0",
    "-listen=1",
    "-disablewallet=1",
    "-maxtipage=999999999",
    "-whitelist=noban,relay@127.0.0.1",
    // Its own log of every transaction would be measured with it.
    "-debug=0",
  };

  @Test
  void ourMempool_besideBitcoinds() throws IOException {
    Bitcoind.assumeAvailable();
    try (SignedCoins signed = new SignedCoins();
        Bitcoind source =
            Bitcoind.start("-maxtipage=999999999", "-disablewallet=1", "-checkmempool=0");
        Bitcoind bitcoind = Bitcoind.start(asUsersRunIt());
        OurNode node = OurNode.startAtFullSpeed("1g", OPTIONS)) {
      List<Transaction> all = payments(source, signed, 2 * TRANSACTIONS + TEMPLATES);
      Contender theirs = Contender.of(bitcoind);
      Contender ours = Contender.of(node);
      for (Contender contender : List.of(theirs, ours)) {
        connect(source, contender);
        disconnect(source);
      }
      raceRpc(theirs, ours, all.subList(0, TRANSACTIONS));
      raceRelay(theirs, ours, all.subList(TRANSACTIONS, 2 * TRANSACTIONS));
      System.out.printf(
          "mempool race: memory of the whole program: theirs %d MiB, ours %d MiB%n",
          Racer.memoryMib(theirs.pid()), Racer.memoryMib(ours.pid()));
      raceTemplates(theirs, ours, all.subList(2 * TRANSACTIONS, all.size()));
      String payee = RaceChain.payee(source, signed);
      all.forEach(tx -> source.call("sendrawtransaction", hex(tx), 0));
      List<Double> theirTimes =
          compactBlocks(source, theirs, payee, all.subList(0, BLOCKS * IN_BLOCK));
      List<Double> ourTimes =
          compactBlocks(source, ours, payee, all.subList(BLOCKS * IN_BLOCK, 2 * BLOCKS * IN_BLOCK));
      Figures.print(
          "mempool",
          "block of " + IN_BLOCK + " known transactions until the tip",
          theirTimes,
          ourTimes);
    }
  }

  /// Without the checks of itself that are for regtest only.
  private static String[] asUsersRunIt() {
    return Stream.concat(
            Stream.of(OPTIONS),
            Stream.of("-checkmempool=0", "-checkblockindex=0", "-checkaddrman=0"))
        .toArray(String[]::new);
  }

  private static List<Transaction> payments(Bitcoind source, SignedCoins signed, int count) {
    List<Spendable> coins = RaceChain.coins(source, signed, count).subList(0, count);
    return coins.parallelStream()
        .map(coin ->
            signed.spend(
                List.of(coin), List.of(new TxOut(coin.out().value() - FEE, coin.out().script()))))
        .toList();
  }

  private static String hex(Transaction tx) {
    return Hex.encode(tx.toBytes());
  }

  /// Returns when the contender has the source's chain.
  private static void connect(Bitcoind source, Contender contender) {
    source.call("addnode", "127.0.0.1:" + contender.p2pPort(), "onetry");
    Bitcoind.await(PATIENCE, contender + " follows", () -> contender.tip().equals(source.tip()));
  }

  private static void disconnect(Bitcoind source) {
    for (JsonNode peer : source.call("getpeerinfo")) {
      source.call("disconnectnode", "", peer.get("id").asLong());
    }
    Bitcoind.await(PATIENCE, "the source is alone", () -> source.call("getpeerinfo").isEmpty());
  }

  /// In batches that take turns.
  private static void raceRpc(Contender theirs, Contender ours, List<Transaction> transactions) {
    List<Double> theirTimes = new ArrayList<>();
    List<Double> ourTimes = new ArrayList<>();
    List<String> hexes = transactions.parallelStream().map(MempoolRace::hex).toList();
    for (int from = 0; from < hexes.size(); from += BATCH) {
      List<String> batch = hexes.subList(from, Math.min(from + BATCH, hexes.size()));
      theirTimes.add(send(theirs, batch));
      ourTimes.add(send(ours, batch));
    }
    assertThat(ours.mempoolSize()).isEqualTo(theirs.mempoolSize()).isEqualTo(hexes.size());
    Figures.print("mempool", BATCH + " transactions by RPC", theirTimes, ourTimes);
  }

  private static double send(Contender to, List<String> hexes) {
    return Figures.millis(() -> hexes.forEach(hex -> to.call("sendrawtransaction", hex, 0)));
  }

  /// From the first byte sent until the mempool has all, in batches that take turns.
  private static void raceRelay(Contender theirs, Contender ours, List<Transaction> transactions)
      throws IOException {
    List<Double> theirTimes = new ArrayList<>();
    List<Double> ourTimes = new ArrayList<>();
    try (RawPeer atTheirs = RawPeer.shakeHands(theirs.p2pPort());
        RawPeer atOurs = RawPeer.shakeHands(ours.p2pPort())) {
      for (int from = 0; from < transactions.size(); from += BATCH) {
        List<TxMessage> batch =
            transactions.subList(from, Math.min(from + BATCH, transactions.size())).stream()
                .map(tx -> new TxMessage(tx.toBytes()))
                .toList();
        theirTimes.add(relay(atTheirs, theirs, batch));
        ourTimes.add(relay(atOurs, ours, batch));
      }
    }
    Figures.print("mempool", BATCH + " transactions from a peer", theirTimes, ourTimes);
  }

  private static double relay(RawPeer peer, Contender to, List<TxMessage> batch)
      throws IOException {
    int wanted = to.mempoolSize() + batch.size();
    long start = System.nanoTime();
    for (TxMessage tx : batch) {
      peer.send(tx);
    }
    awaitTrue(to + " has all", () -> to.mempoolSize() == wanted);
    return (System.nanoTime() - start) / 1e6;
  }

  private interface Condition {
    boolean holds();
  }

  /// Looks more often than [Bitcoind#await], because what is waited for takes milliseconds.
  private static void awaitTrue(String what, Condition condition) {
    long begin = System.nanoTime();
    while (!condition.holds()) {
      assertThat(System.nanoTime() - begin).as(what).isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /// Each time with a mempool that has changed, and later than a template may be kept.
  private static void raceTemplates(
      Contender theirs, Contender ours, List<Transaction> transactions) {
    List<Double> theirTimes = new ArrayList<>();
    List<Double> ourTimes = new ArrayList<>();
    Instant time = Instant.now();
    for (Transaction tx : transactions) {
      time = time.plus(MOCK_STEP);
      theirTimes.add(template(theirs, tx, time));
      ourTimes.add(template(ours, tx, time));
    }
    Figures.print(
        "mempool", "getblocktemplate of " + ours.mempoolSize() + " waiting", theirTimes, ourTimes);
    for (Contender contender : List.of(theirs, ours)) {
      contender.call("setmocktime", 0);
    }
  }

  private static double template(Contender at, Transaction tx, Instant time) {
    at.call("sendrawtransaction", hex(tx), 0);
    at.call("setmocktime", time.getEpochSecond());
    return Figures.millis(() -> at.call("getblocktemplate", Map.of("rules", List.of("segwit"))));
  }

  /// From handing a block to the source until its one peer has it, whose mempool has all of the
  /// block. The source's own check of the block is in the time, the same for both.
  private static List<Double> compactBlocks(
      Bitcoind source, Contender to, String payee, List<Transaction> transactions) {
    List<Double> times = new ArrayList<>();
    connect(source, to);
    for (int from = 0; from < transactions.size(); from += IN_BLOCK) {
      List<String> hexes =
          transactions.subList(from, from + IN_BLOCK).stream().map(MempoolRace::hex).toList();
      JsonNode block = source.call("generateblock", payee, hexes, false);
      String hash = block.get("hash").asString();
      times.add(
          Figures.millis(() -> {
            source.call("submitblock", block.get("hex").asString());
            awaitTrue(to + " has the block", () -> to.tip().equals(hash));
          }));
    }
    disconnect(source);
    return times;
  }
}

package org.quantumcoin.tests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.sync.LoopbackNode;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;

/// One node of ours with eight honest peers that it chose and 125 hostile ones that chose it.
///
/// The node is a process of its own, so that its heap is its own; the honest peers and the attack
/// share this one. `-Dhostile.seconds` makes it longer, `-Dhostile.seed` another one.
@Timeout(3_600)
final class HostilePeersTest {
  private static final int HOSTILE = 125;
  private static final int HONEST = 8;

  /// More work than a full message of headers, so that those of low work are that.
  private static final int FIRST_BLOCKS = 2_500;

  private static final long BLOCK_MILLIS = 1_000;

  /// What the node's heap may hold under attack, after a collection: on a machine that lets the
  /// attackers send as fast as they can it is about 320 MiB. 125 inboxes at their bounds would be
  /// more than this, and it starts with 512 MiB.
  private static final long HEAP_CAP_BYTES = 400L << 20;

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final long seconds = Long.getLong("hostile.seconds", 30);
  private final long seed = Long.getLong("hostile.seed", 20261123);

  private final List<LoopbackNode> honest = new ArrayList<>();

  private static Set<Integer> outbound(OurNode node) {
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode peer : node.call("getpeerinfo")) {
      if (peer.get("connection_type").asString().equals("outbound-full-relay")
          && peer.get("version").asInt() != 0) {
        ids.add(peer.get("id").asInt());
      }
    }
    return ids;
  }

  /// The most that was in use after a full collection.
  private static long heapBytes(OurNode node) throws IOException {
    jcmd(node, "GC.run");
    Matcher used = USED.matcher(jcmd(node, "GC.heap_info"));
    long sum = 0;
    // Both generations; what follows them is outside of the heap.
    for (int i = 0; i < 2 && used.find(); i++) {
      sum += Long.parseLong(used.group(1)) * 1024;
    }
    assertThat(sum).isPositive();
    return sum;
  }

  private static String jcmd(OurNode node, String command) throws IOException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(program, Long.toString(node.pid()), command)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long percentile(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  @Test
  void node_keepsItsPeersItsChainAndItsMemory() throws IOException {
    try (OurNode node =
        OurNode.startAtFullSpeed(
            "512m", "-connect=0", "-maxconnections=" + (HOSTILE + 11), "-debug=0")) {
      LoopbackNode miner = LoopbackNode.start();
      honest.add(miner);
      miner.chain.mine(FIRST_BLOCKS);
      while (honest.size() < HONEST) {
        honest.add(LoopbackNode.start(miner.address()));
      }
      for (LoopbackNode each : honest) {
        LoopbackNode.await("honest peers agree", () -> each.height() == FIRST_BLOCKS);
        node.call("addconnection", each.address(), "outbound-full-relay", false);
      }
      Bitcoind.await(
          Duration.ofMinutes(2),
          "the node has what its peers have",
          () -> node.height() == FIRST_BLOCKS && outbound(node).size() == HONEST);
      attack(node, miner);
    } finally {
      honest.forEach(LoopbackNode::close);
    }
  }

  private void attack(OurNode node, LoopbackNode miner) throws IOException {
    Set<Integer> chosen = outbound(node);
    long quiet = heapBytes(node);
    List<Long> delays = new ArrayList<>();
    int most = 0;
    HostileMessages messages =
        new HostileMessages(
            LoopbackNode.REGTEST, seed, () -> miner.chain.snapshot().tip().header());
    long heap;
    String summary;
    try (HostilePeers hostile = HostilePeers.attack(node.p2pPort(), HOSTILE, messages)) {
      Bitcoind.await(Duration.ofMinutes(1), "the attack", () -> hostile.connected() == HOSTILE);
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        long started = System.nanoTime();
        miner.chain.mine(1);
        int height = miner.height();
        Bitcoind.await(Duration.ofSeconds(60), "block " + height, () -> node.height() >= height);
        long took = (System.nanoTime() - started) / 1_000_000;
        delays.add(took);
        most = Math.max(most, hostile.connected());
        long rest = BLOCK_MILLIS - took;
        long next = System.nanoTime() + rest * 1_000_000;
        Bitcoind.await(
            Duration.ofMinutes(1), "the next block's time", () -> System.nanoTime() >= next);
      }
      summary = hostile.summary();
      // While they are all still there.
      heap = heapBytes(node);
    }
    delays.sort(null);
    System.out.printf(
        "hostile peers: %d for %d s (seed %d), %d of %d honest kept, %d blocks p50 %d ms p95 %d ms"
            + " worst %d ms, heap %d MB, %d MB before; %s%n",
        most,
        seconds,
        seed,
        outbound(node).stream().filter(chosen::contains).count(),
        HONEST,
        delays.size(),
        percentile(delays, 50),
        percentile(delays, 95),
        delays.getLast(),
        heap >> 20,
        quiet >> 20,
        summary);
    assertThat(outbound(node)).isEqualTo(chosen);
    assertThat(node.tip()).isEqualTo(miner.chain.snapshot().tip().hash().toString());
    assertThat(percentile(delays, 95)).isLessThan(10_000);
    assertThat(heap).isLessThan(HEAP_CAP_BYTES);
    assertThat(node.console()).doesNotContain("OutOfMemoryError", "Unexpected failure");
  }
}

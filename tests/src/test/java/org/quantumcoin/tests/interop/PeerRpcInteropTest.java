package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What is told of peers and what operators ask about them, beside a bitcoind that is connected to
/// the same third node in the same way.
@Timeout(240)
final class PeerRpcInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What both sides are started with.
  private static final String[] RULES = {
    "-whitelist=noban,mempool,addr@127.0.0.1",
    "-whitelist=out,relay@127.0.0.0/8",
    "-maxuploadtarget=500M",
  };

  private static List<String> names(JsonNode object) {
    return new ArrayList<>(object.propertyNames());
  }

  /// This relative of Core lets peers of its own machine use bloom filters.
  private static final String NOT_CORES = "\"bloomfilter\",";

  /// Where peers connect to and how they were started differs; the rest is compared.
  private static String comparable(JsonNode peer) {
    List<String> same = new ArrayList<>();
    for (String name :
        List.of(
            "network",
            "relaytxes",
            "inbound",
            "presynced_headers",
            "addr_relay_enabled",
            "addr_rate_limited",
            "permissions",
            "connection_type",
            "transport_protocol_type",
            "session_id")) {
      same.add(name + "=" + peer.get(name));
    }
    return String.join(" ", same).replace(NOT_CORES, "");
  }

  /// Fields that this relative of Core 29 adds.
  private static List<String> likeCore(List<String> names) {
    List<String> kept = new ArrayList<>(names);
    kept.removeAll(
        List.of("last_block_announcement", "misbehavior_score", "forced_inbound", "cpu_load"));
    return kept;
  }

  @Test
  void peersAreToldOfAlike_byBothKindsOfConnections() {
    try (Bitcoind hub = Bitcoind.start("-v2transport=0");
        Bitcoind theirs = Bitcoind.start(with("-v2transport=0"));
        OurNode ours = OurNode.start(with())) {
      hub.generate(1);
      String address = "127.0.0.1:" + hub.p2pPort();
      theirs.call("addnode", address, "add");
      ours.call("addnode", address, "add");
      hub.call("addnode", "127.0.0.1:" + theirs.p2pPort(), "onetry");
      hub.call("addnode", "127.0.0.1:" + ours.p2pPort(), "onetry");
      Bitcoind.await(
          PATIENCE,
          "connected both ways",
          () -> settled(theirs.call("getpeerinfo")) && settled(ours.call("getpeerinfo")));
      SoftAssertions all = new SoftAssertions();
      for (boolean inbound : new boolean[] {true, false}) {
        JsonNode their = peer(theirs.call("getpeerinfo"), inbound);
        JsonNode our = peer(ours.call("getpeerinfo"), inbound);
        all.assertThat(names(our)).as("inbound " + inbound).isEqualTo(likeCore(names(their)));
        all.assertThat(comparable(our)).as("inbound " + inbound).isEqualTo(comparable(their));
      }
      all.assertThat(ours.call("getaddednodeinfo").toString())
          .isEqualTo(theirs.call("getaddednodeinfo").toString());
      JsonNode ourTotals = ours.call("getnettotals");
      JsonNode theirTotals = theirs.call("getnettotals");
      all.assertThat(names(ourTotals)).isEqualTo(names(theirTotals));
      all.assertThat(upload(ourTotals)).isEqualTo(upload(theirTotals));
      all.assertAll();
      assertThat(ours.call("setnetworkactive", false).asBoolean()).isFalse();
      assertThat(theirs.call("setnetworkactive", false).asBoolean()).isFalse();
      Bitcoind.await(PATIENCE, "alone", () -> ours.call("getpeerinfo").isEmpty());
      Bitcoind.await(PATIENCE, "alone", () -> theirs.call("getpeerinfo").isEmpty());
      assertThat(ours.call("getaddednodeinfo").toString())
          .isEqualTo(theirs.call("getaddednodeinfo").toString());
    }
  }

  private static String[] with(String... more) {
    List<String> all = new ArrayList<>(List.of(RULES));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static boolean settled(JsonNode peers) {
    boolean in = false;
    boolean out = false;
    for (JsonNode peer : peers) {
      boolean ready =
          peer.get("bytesrecv_per_msg").has("verack")
              && peer.has("pingtime")
              && peer.get("bytesrecv_per_msg").has("feefilter");
      in |= ready && peer.get("inbound").asBoolean();
      out |= ready && !peer.get("inbound").asBoolean();
    }
    return in && out;
  }

  private static JsonNode peer(JsonNode peers, boolean inbound) {
    for (JsonNode peer : peers) {
      if (peer.get("inbound").asBoolean() == inbound) {
        return peer;
      }
    }
    throw new AssertionError("no such peer in " + peers);
  }

  /// Without what depends on the traffic.
  private static String upload(JsonNode totals) {
    return totals
        .get("uploadtarget")
        .toString()
        .replaceAll("\"(bytes_left|time_left)_in_cycle\":\\d{4,}", "\"$1\":n");
  }

  @Test
  void bansAreToldOfAlike() {
    try (Bitcoind theirs = Bitcoind.start();
        OurNode ours = OurNode.start()) {
      Object[][] calls = {
        {"192.0.2.7", "add", 1_000_000},
        {"2001:db8::/32", "add", 1_900_000_000L, true},
        {"10.1.2.3/255.255.0.0", "add"},
        {"192.0.2.7", "add"},
        {"nonsense", "add"},
        {"192.0.2.8", "remove"},
        {"10.1.0.0/16", "remove"},
        {"192.0.2.9", "add", 5, true},
        {"192.0.2.9", "take"},
      };
      for (Object[] call : calls) {
        assertThat(outcome(() -> ours.call("setban", call)))
            .as("setban %s", List.of(call))
            .isEqualTo(outcome(() -> theirs.call("setban", call)));
      }
      assertThat(withoutTimes(ours.call("listbanned")))
          .isEqualTo(withoutTimes(theirs.call("listbanned")));
    }
  }

  private static String withoutTimes(JsonNode list) {
    return list.toString()
        .replaceAll("\"(ban_created|banned_until|time_remaining|ban_duration)\":\\d+", "\"$1\":n");
  }

  private static String outcome(Supplier<JsonNode> call) {
    try {
      return call.get().toString();
    } catch (Bitcoind.RpcException e) {
      String text = String.valueOf(e.getMessage());
      return e.code() + " " + (text.lines().count() > 3 ? "help" : text);
    }
  }

  @Test
  void addconnection_opensEachKind_andFeelersGoAgain() throws IOException {
    try (Bitcoind hub = Bitcoind.start("-v2transport=0");
        OurNode ours = OurNode.start()) {
      hub.generate(1);
      String address = "127.0.0.1:" + hub.p2pPort();
      for (String kind : List.of("outbound-full-relay", "block-relay-only", "addr-fetch")) {
        assertThat(ours.call("addconnection", address, kind, false).toString())
            .isEqualTo("{\"address\":\"" + address + "\",\"connection_type\":\"" + kind + "\"}");
        Bitcoind.await(PATIENCE, kind, () -> isConnected(ours, kind));
        boolean relays = !kind.equals("block-relay-only");
        Bitcoind.await(PATIENCE, kind + " seen", () -> hub.call("getpeerinfo").size() == 1);
        assertThat(hub.call("getpeerinfo").get(0).get("relaytxes").asBoolean())
            .as(kind)
            .isEqualTo(relays && !kind.equals("addr-fetch"));
        ours.call("disconnectnode", address);
        Bitcoind.await(PATIENCE, "gone", () -> ours.call("getpeerinfo").isEmpty());
        Bitcoind.await(PATIENCE, "gone there", () -> hub.call("getpeerinfo").isEmpty());
      }
      ours.call("addconnection", address, "feeler", false);
      Path log = ours.dataDir().resolve("regtest").resolve("debug.log");
      Bitcoind.await(
          PATIENCE, "feeler done", () -> read(log).contains("feeler connection completed"));
      Bitcoind.await(PATIENCE, "feeler gone", () -> ours.call("getpeerinfo").isEmpty());
      assertThat(outcome(() -> ours.call("addconnection", address, "inbound", false)))
          .isEqualTo("-8 help");
      assertThat(outcome(() -> ours.call("addconnection", address, "manual", false)))
          .isEqualTo("-8 help");
    }
  }

  private static boolean isConnected(OurNode node, String kind) {
    JsonNode peers = node.call("getpeerinfo");
    return peers.size() == 1
        && peers.get(0).get("connection_type").asString().equals(kind)
        && peers.get(0).get("bytesrecv_per_msg").has("verack");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void blockRelayPeers_areAnchorsForTheNextStart() throws IOException {
    try (Bitcoind hub = Bitcoind.start("-v2transport=0");
        OurNode ours = OurNode.start()) {
      hub.generate(1);
      ours.call("addconnection", "127.0.0.1:" + hub.p2pPort(), "block-relay-only", false);
      Bitcoind.await(PATIENCE, "connected", () -> isConnected(ours, "block-relay-only"));
      ours.stop();
      Path anchors = ours.dataDir().resolve("regtest").resolve("anchors.dat");
      byte[] written = Files.readAllBytes(anchors);
      // Core reads ours: it says how many there are.
      Path folder = Files.createTempDirectory("bitcoind-");
      Files.createDirectories(folder.resolve("regtest"));
      Files.write(folder.resolve("regtest").resolve("anchors.dat"), written);
      try (Bitcoind theirs = Bitcoind.startIn(folder)) {
        assertThat(Files.readString(theirs.debugLog()))
            .contains("1 block-relay-only anchors will be tried for connections.");
      }
      ours.launch();
      ours.awaitStart();
      assertThat(anchors).doesNotExist();
      assertThat(ours.console()).contains("Loaded 1 addresses from \"anchors.dat\"");
    }
  }
}

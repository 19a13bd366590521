package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Our address manager beside bitcoind's: the same calls answer the same, and each reads what the
/// other wrote, down to the place of every address in its bucket.
@Timeout(180)
final class AddressManagerInteropTest {
  private static final String ONION =
      "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";
  private static final String I2P = "ukeu3k5oycgaauneqgtnvselmt4yemvoilkln7jpvamvfx7dnkdq.b32.i2p";

  @Test
  void sameCalls_areAnsweredAlike() {
    try (Bitcoind theirs = Bitcoind.start();
        OurNode ours = OurNode.start()) {
      for (Object[] call : calls()) {
        assertThat(answer(ours, "addpeeraddress", call))
            .as("addpeeraddress %s", List.of(call))
            .isEqualTo(answer(theirs, "addpeeraddress", call));
      }
      assertThat(answer(ours, "getaddrmaninfo")).isEqualTo(answer(theirs, "getaddrmaninfo"));
      assertThat(nodeAddresses(ours.call("getnodeaddresses", 0)))
          .isEqualTo(nodeAddresses(theirs.call("getnodeaddresses", 0)));
      for (String network : List.of("ipv4", "IPV6", "onion", "i2p", "cjdns")) {
        assertThat(nodeAddresses(ours.call("getnodeaddresses", 0, network)))
            .as(network)
            .isEqualTo(nodeAddresses(theirs.call("getnodeaddresses", 0, network)));
      }
      for (Object[] call :
          new Object[][] {{-1}, {1, "nowhere"}, {"1"}, {1, 2}, {1L << 40}, {1, "internal"}}) {
        assertThat(answer(ours, "getnodeaddresses", call))
            .as("getnodeaddresses %s", List.of(call))
            .isEqualTo(answer(theirs, "getnodeaddresses", call));
      }
      assertThat(ours.call("getnodeaddresses")).hasSize(1);
      assertThat(entryFields(ours.call("getrawaddrman")))
          .isEqualTo(entryFields(theirs.call("getrawaddrman")));
    }
  }

  /// What is valid, what is not, and what is there already. Each is of another part of the network,
  /// or two of them could be meant for one place, by each program's own secret.
  private static Object[][] calls() {
    return new Object[][] {
      {"8.8.8.8", 8333},
      {"8.8.8.8", 8333},
      {"8.7.8.8", 8334, false},
      {"9.9.9.9", 8333, true},
      {"9.9.9.9", 8333, true},
      {"2a01:4f8:0:0:1::5", 8333, true},
      {"2001:470:1f0b::1", 8333},
      {"2002:b0b:404::1", 8333},
      {"::ffff:7.7.7.7", 8333},
      {ONION, 8333},
      {I2P, 0},
      {"fc32:17ea:e415:c3bf:9808:149d:b5a2:c9aa", 8333},
      {"127.0.0.1", 8333},
      {"10.1.2.3", 8333},
      {"192.0.2.1", 8333},
      {"100.64.0.1", 8333},
      {"198.18.0.1", 8333},
      {"0.0.0.0", 8333},
      {"255.255.255.255", 8333},
      {"2001:db8::1", 8333},
      {"fe80::1", 8333},
      {"::1", 8333},
      {"", 8333},
      {"example", 8333},
      {"1.2.3.4", -1},
      {"1.2.3.4", 65_536},
      {"1.2.3.4", 0},
      {"1.2.3.4", "8333"},
      {"1.2.3.4"},
    };
  }

  private static String answer(OurNode node, String method, Object... parameters) {
    try {
      return node.call(method, parameters).toString();
    } catch (Bitcoind.RpcException e) {
      return error(e);
    }
  }

  private static String answer(Bitcoind node, String method, Object... parameters) {
    try {
      return likeCore(node.call(method, parameters).toString());
    } catch (Bitcoind.RpcException e) {
      return error(e);
    }
  }

  /// This relative of Core gives addresses a service of its own, number 28.
  private static String likeCore(String json) {
    return json.replace("\"services\":268435465", "\"services\":9");
  }

  /// Help texts are each program's own.
  private static String error(Bitcoind.RpcException e) {
    String text = String.valueOf(e.getMessage());
    return e.code() + " " + (text.lines().count() > 3 ? "help" : text);
  }

  /// Without times, in order of text: the list is shuffled.
  private static List<String> nodeAddresses(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : list) {
      texts.add(likeCore(entry.toString()).replaceAll("\"time\":\\d+,", ""));
    }
    Collections.sort(texts);
    return texts;
  }

  /// The names of the fields in order, by table, with each address; not where it stands.
  private static List<String> entryFields(JsonNode raw) {
    List<String> texts = new ArrayList<>();
    for (String table : raw.propertyNames()) {
      for (JsonNode entry : raw.get(table)) {
        texts.add(table + " " + likeCore(entry.toString()).replaceAll("\"time\":\\d+,", ""));
      }
    }
    Collections.sort(texts);
    return texts;
  }

  @Test
  void eachReadsWhatTheOtherWrote_toTheLastPlace() throws IOException {
    Path folder = Files.createTempDirectory("bitcoind-");
    Random random = new Random(5);
    try (OurNode ours = OurNode.create()) {
      JsonNode theirTable;
      try (Bitcoind theirs = Bitcoind.start()) {
        fill(theirs, random);
        theirTable = theirs.call("getrawaddrman");
        theirs.stop();
        copy(theirs.dataDir(), ours.dataDir());
      }
      ours.launch();
      ours.awaitStart();
      assertThat(ours.call("getrawaddrman").toString()).isEqualTo(theirTable.toString());
      assertThat(theirTable.get("tried")).isNotEmpty();
      assertThat(theirTable.get("new").size()).isGreaterThan(500);
      for (int i = 0; i < 50; i++) {
        ours.call("addpeeraddress", address(random), 18_444, i % 2 == 0);
      }
      String ourTable = ours.call("getrawaddrman").toString();
      ours.stop();
      assertThat(ours.console()).contains("addresses from peers.dat");
      copy(ours.dataDir(), folder);
      try (Bitcoind theirs = Bitcoind.startIn(folder)) {
        assertThat(theirs.call("getrawaddrman").toString()).isEqualTo(ourTable);
      }
    }
  }

  private static void fill(Bitcoind node, Random random) {
    for (int i = 0; i < 700; i++) {
      node.call("addpeeraddress", address(random), 8333 + i % 3, i % 10 == 0);
    }
    node.call("addpeeraddress", ONION, 8333, true);
    node.call("addpeeraddress", I2P, 0);
    node.call("addpeeraddress", "fc32:17ea:e415:c3bf:9808:149d:b5a2:c9aa", 8333);
    node.call("addpeeraddress", "2001:470:1f0b::1", 8333);
    node.call("addpeeraddress", "2001:0:53aa:64c:1c5f:2f1:a9a3:f7f7", 8333);
  }

  private static String address(Random random) {
    return random.nextInt(4) == 0
        ? "2a0%d:%x::%x"
            .formatted(random.nextInt(10), random.nextInt(0xffff), random.nextInt(0xffff))
        : "%d.%d.%d.%d"
            .formatted(
                20 + random.nextInt(70),
                random.nextInt(256),
                random.nextInt(256),
                1 + random.nextInt(250));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve("regtest"));
    Files.copy(
        from.resolve("regtest").resolve("peers.dat"), to.resolve("regtest").resolve("peers.dat"));
  }

  @Test
  void damagedFile_isSaidInOneSentence() throws IOException {
    try (OurNode ours = OurNode.start()) {
      ours.call("addpeeraddress", "8.8.8.8", 8333);
      ours.stop();
      Path file = ours.dataDir().resolve("regtest").resolve("peers.dat");
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 40] ^= 1;
      Files.write(file, bytes);
      ours.clearConsole();
      ours.launch();
      assertThat(ours.awaitEnd()).isEqualTo(1);
      assertThat(ours.console())
          .contains("Invalid or corrupt peers.dat (Checksum mismatch, data corrupted).")
          .contains("rename, move, or delete");
    }
  }
}
